package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.util.Utf8;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in the folder of clusters.
 *
 * @param name the file's name without {@code .yaml}
 * @param entry the file's entry in the folder
 * @param resource the cluster; {@code null} if the file contains no readable cluster
 * @param problem the reason why the file contains no readable cluster; {@code null} if it contains one
 * @param isForeign whether the file is valid but of another kind, which is not a problem, but it must not be
 *     overwritten
 */
public record ClusterFile(
        String name,
        TreeEntry entry,
        @Nullable ClusterResource resource,
        @Nullable FileProblem problem,
        boolean isForeign) {
    public static final String ENDING = ".yaml";

    /** The maximum size of a file that is read. The file of a cluster takes a few kilobytes. */
    public static final int MAX_BYTES = 1 << 20;

    public static ClusterFile of(ClusterResource resource, TreeEntry entry) {
        return new ClusterFile(resource.name(), entry, resource, null, false);
    }

    static ClusterFile unreadable(String name, TreeEntry entry, FileProblem problem) {
        return new ClusterFile(name, entry, null, problem, false);
    }

    /** Returns whether a file with this name can be a cluster's file. */
    public static boolean isOne(String file) {
        return file.endsWith(ENDING) && file.length() > ENDING.length() && !file.equals(KustomizationEditor.NAME);
    }

    public static String nameOf(String file) {
        return file.substring(0, file.length() - ENDING.length());
    }

    static ClusterFile read(String name, TreeEntry entry, byte[] bytes) {
        String text;
        try {
            text = Utf8.decode(bytes);
        } catch (MalformedDocumentException e) {
            return unreadable(name, entry, problem(e));
        }
        try {
            ClusterResource resource = ClusterYaml.readResource(text);
            return resource.name().equals(name)
                    ? of(resource, entry)
                    : unreadable(
                            name,
                            entry,
                            new FileProblem("metadata.name: the file contains cluster " + resource.name()));
        } catch (MalformedDocumentException e) {
            String kind = otherKind(text);
            return kind == null
                    ? unreadable(name, entry, problem(e))
                    : new ClusterFile(
                            name,
                            entry,
                            null,
                            new FileProblem("kind: the file contains a " + kind + ", not a cluster"),
                            true);
        }
    }

    /** Returns an equal file whose cluster shares its components with others. */
    ClusterFile sharing(SharedComponents components) {
        return resource == null ? this : of(components.share(resource), entry);
    }

    private static FileProblem problem(MalformedDocumentException e) {
        return new FileProblem(String.valueOf(e.getMessage()), e.line());
    }

    private static @Nullable String otherKind(String text) {
        try {
            List<InputNode> documents = YamlInput.parseAll(text);
            if (!documents.isEmpty()
                    && documents.get(0) instanceof InputNode.Mapping root
                    && root.entries().get("kind") instanceof InputNode.Scalar kind
                    && !kind.isNull()
                    && !kind.text().equals(ClusterResource.KIND)) {
                return kind.text();
            }
        } catch (MalformedDocumentException e) {
            return null;
        }
        return null;
    }
}
