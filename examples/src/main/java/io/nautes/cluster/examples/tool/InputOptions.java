package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterDocument;
import io.nautes.cluster.model.ClusterDocuments;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the files that a command reads clusters from. */
final class InputOptions {
    private static final String STANDARD_INPUT = "-";
    private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|-",
            description = "a request, a manifest, a folder of them, or - for standard input; may be repeated")
    List<String> files = new ArrayList<>();

    @Option(names = "--name", description = "the cluster's name, for a request body without one")
    @Nullable
    String name;

    /**
     * A request in a file.
     *
     * @param file the file, {@code -} for standard input
     * @param document the document it comes from
     * @param name the cluster's name
     * @param parsed the request
     */
    record Input(String file, ClusterDocument.Request document, String name, ParsedRequest parsed) {}

    /**
     * The result of reading all files.
     *
     * @param inputs the requests
     * @param skipped a message for each document or folder that was skipped
     */
    record Read(List<Input> inputs, List<String> skipped) {}

    Read read() throws IOException {
        if (files.isEmpty()) {
            throw new UsageException("no input file is given; give -f FILE");
        }
        List<Input> inputs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (String file : files) {
            List<String> expanded = expand(file);
            if (expanded.isEmpty()) {
                skipped.add(file + ": no file in this folder ends in " + String.join(", ", ENDINGS)
                        + "; folders inside it are not read");
            }
            for (String single : expanded) {
                read(single, inputs, skipped);
            }
        }
        if (name != null && inputs.size() > 1) {
            throw new UsageException("--name can be used with one cluster only (got " + inputs.size() + ")");
        }
        return new Read(inputs, skipped);
    }

    /** Refuses empty input, such as a wrong folder, because doing nothing would look like success. */
    static void requireClusters(Read read) {
        if (read.inputs().isEmpty()) {
            throw new TextFiles.InputException(
                    "no cluster was found in the input; give requests or manifests of kind Cluster");
        }
    }

    private static List<String> expand(String file) throws IOException {
        if (file.equals(STANDARD_INPUT) || !Files.isDirectory(TextFiles.path(file))) {
            return List.of(file);
        }
        try (Stream<Path> entries = Files.list(TextFiles.path(file))) {
            return entries.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(path -> ENDINGS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private void read(String file, List<Input> inputs, List<String> skipped) throws IOException {
        List<ClusterDocument> documents;
        try {
            documents = ClusterDocuments.read(text(file));
        } catch (MalformedDocumentException e) {
            throw new MalformedDocumentException(file + ": pointer \"\" (the whole file): " + e.getMessage(), 0, 0);
        }
        for (ClusterDocument document : documents) {
            String location = file + ", document " + document.index();
            if (document instanceof ClusterDocument.Request request) {
                inputs.add(input(file, request));
            } else if (document instanceof ClusterDocument.Other other) {
                skipped.add(location + ": a " + other.kind() + " is not a cluster");
            } else {
                skipped.add(location + ": a resource file is not a request");
            }
        }
    }

    private static String text(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? TextFiles.read(System.in, "standard input")
                : TextFiles.read(TextFiles.path(file));
    }

    private Input input(String file, ClusterDocument.Request document) throws IOException {
        String clusterName = name != null ? name : document.name() != null ? document.name() : baseName(file);
        return new Input(file, document, clusterName, withKubeconfigFile(file, document.parsed()));
    }

    private static String baseName(String file) {
        if (file.equals(STANDARD_INPUT)) {
            throw new UsageException("a request body on standard input has no name; give it with --name");
        }
        String base = TextFiles.path(file).getFileName().toString();
        int dot = base.lastIndexOf('.');
        return dot > 0 ? base.substring(0, dot) : base;
    }

    /** Reads a kubeconfig {@code @path} from that file, relative to the folder of the input file. */
    private static ParsedRequest withKubeconfigFile(String file, ParsedRequest parsed) throws IOException {
        Kubeconfig kubeconfig = parsed.request().kubeconfig();
        if (kubeconfig == null || !kubeconfig.text().startsWith("@")) {
            return parsed;
        }
        Path path = TextFiles.path(kubeconfig.text().substring(1));
        Path folder = file.equals(STANDARD_INPUT) ? null : TextFiles.path(file).getParent();
        Path resolved = folder == null ? path : folder.resolve(path);
        if (!Files.isRegularFile(resolved)) {
            throw new UsageException(file + ": kubeconfig: there is no file " + resolved);
        }
        Kubeconfig read = Kubeconfig.of(TextFiles.read(resolved));
        return new ParsedRequest(
                parsed.request().toBuilder().kubeconfig(read).build(), parsed.problems(), parsed.kindIsGiven());
    }
}
