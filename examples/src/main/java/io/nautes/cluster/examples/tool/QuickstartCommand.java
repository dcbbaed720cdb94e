package io.nautes.cluster.examples.tool;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.server.ClusterApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code quickstart}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Registers the five documented clusters through an API server into a fresh Git repository.",
        footer = {"", "Needs no arguments and no network access, and cleans up after itself."})
final class QuickstartCommand implements Callable<Integer> {
    private static final String BRANCH = "main";
    private static final List<String> NAMES = List.of(
            "virtual-worker-pipeline",
            "virtual-worker-deployment",
            "physical-worker-pipeline",
            "physical-worker-deployment",
            "cluster-host");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, GitAPIException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("nautes-quickstart-");
        Path repository = folder.resolve("tenant.git");
        try (Git git = Git.init()
                        .setBare(true)
                        .setInitialBranch(BRANCH)
                        .setDirectory(repository.toFile())
                        .call();
                ClusterRegistry stored = StoreClusterRegistry.builder(GitClusterStore.builder(repository.toString())
                                .initializeIfEmpty(true)
                                .open())
                        .kubeconfigs(new InMemoryKubeconfigStore())
                        .build();
                ClusterApiServer server = ClusterApiServer.builder(stored).start();
                NautesClient client =
                        NautesClient.builder(server.uri()).token(server.token()).build()) {
            out.println("A fresh Git repository, and an API server over it at " + server.uri());
            register(client, out);
            list(client, out);
            change(client, out);
            refuse(client, out);
            printResource(git, out);
            delete(client, out);
            printLog(git, out);
            return ClusterTool.DONE;
        } finally {
            deleteFolder(folder);
            out.flush();
        }
    }

    private static void heading(PrintWriter out, String text) {
        out.println();
        out.println(text);
    }

    private static void register(ClusterRegistry registry, PrintWriter out) throws IOException {
        heading(out, "The five documented requests, hosts first:");
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (String name : NAMES) {
            requests.put(name, request(name));
        }
        BatchResult result = registry.saveAll(requests, BatchOptions.defaults());
        for (BatchResult.Entry entry : result.entries()) {
            out.println("  " + entry.name() + ": " + entry.outcome().name().toLowerCase(Locale.ROOT));
            entry.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private static ClusterRequest request(String name) throws IOException {
        String resource = "/io/nautes/cluster/examples/requests/" + name + ".json";
        try (InputStream in = QuickstartCommand.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing from the jar");
            }
            return ClusterJson.parseRequest(in.readAllBytes()).request();
        }
    }

    private static void list(ClusterRegistry registry, PrintWriter out) {
        heading(out, "What is registered now:");
        Table table = new Table("  NAME", "CATEGORY", "API SERVER", "HOST");
        for (Cluster cluster : registry.list().all()) {
            table.add(
                    "  " + cluster.name(),
                    cluster.category().map(ClusterCategory::description).orElse("unknown"),
                    cluster.apiServer(),
                    cluster.hostCluster() == null ? "" : cluster.hostCluster());
        }
        out.print(table);
    }

    private static void change(ClusterRegistry registry, PrintWriter out) throws IOException {
        heading(out, "The host's gateway moves to port 31443:");
        Component gateway = Component.named("traefik").withAddition("httpsNodePort", "31443");
        ClusterRequest changed = request("cluster-host").toBuilder()
                .component(ComponentCategory.GATEWAY, gateway)
                .build();
        registry.save("cluster-host", changed);
        Map<String, String> additions = registry.find("cluster-host")
                .map(cluster -> cluster.componentsList().get(ComponentCategory.GATEWAY))
                .map(Component::additions)
                .orElse(Map.of());
        out.println("  gateway: " + additions);
    }

    private static void refuse(ClusterRegistry registry, PrintWriter out) {
        heading(out, "A request with mistakes is refused before anything is sent:");
        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://localhost:31456", "no-such-host")
                .workerType(null)
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "http"))
                .allowInReservedNamespace("argocd", "Demo")
                .build();
        try {
            registry.save("broken", request);
            throw new IllegalStateException("a broken request was accepted");
        } catch (InvalidClusterException e) {
            e.report().findings().forEach(finding -> out.println("  " + finding));
        }
    }

    private static void printResource(Git git, PrintWriter out) throws IOException {
        String path = "nautes/overlays/production/clusters/virtual-worker-pipeline.yaml";
        heading(out, "In the repository, " + path + ":");
        ObjectId blob = git.getRepository().resolve(BRANCH + ":" + path);
        byte[] file = git.getRepository().open(blob).getBytes();
        new String(file, StandardCharsets.UTF_8).lines().forEach(line -> out.println("  " + line));
    }

    private static void delete(ClusterRegistry registry, PrintWriter out) {
        heading(out, "A host that carries virtual clusters cannot be deleted:");
        try {
            registry.delete("cluster-host");
            throw new IllegalStateException("a host in use was deleted");
        } catch (RegistryException e) {
            out.println("  " + e.getMessage());
        }
        heading(out, "All are deleted, virtual clusters first:");
        for (BatchResult.Entry entry :
                registry.deleteAll(NAMES, BatchOptions.defaults()).entries()) {
            out.println("  " + entry.name() + ": " + entry.outcome().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void printLog(Git git, PrintWriter out) throws IOException {
        heading(out, "The repository's log, newest first:");
        @Nullable Ref head = git.getRepository().exactRef(Constants.R_HEADS + BRANCH);
        if (head == null) {
            throw new IOException("the repository has no branch " + BRANCH);
        }
        try (RevWalk walk = new RevWalk(git.getRepository())) {
            walk.markStart(walk.parseCommit(head.getObjectId()));
            for (RevCommit commit : walk) {
                out.println("  " + commit.abbreviate(10).name() + " " + commit.getShortMessage());
            }
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
