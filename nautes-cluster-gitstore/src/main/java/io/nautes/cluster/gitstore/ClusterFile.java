package io.nautes.cluster.gitstore;

import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.YamlInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file in the folder of clusters.
 *
 * @param name its name without {@code .yaml}
 * @param blob its content
 * @param resource the cluster; {@code null} if it holds none that can be read
 * @param problem why not; {@code null} if it holds one
 * @param isForeign whether it is a fine file of another kind, which is nobody's problem but must not be overwritten
 */
record ClusterFile(
        String name,
        ObjectId blob,
        @Nullable ClusterResource resource,
        @Nullable String problem,
        boolean isForeign) {
    static final String ENDING = ".yaml";

    /** Longer files are not read: a cluster's is some kilobytes. */
    static final int MAX_BYTES = 1 << 20;

    static ClusterFile of(ClusterResource resource, ObjectId blob) {
        return new ClusterFile(resource.name(), blob, resource, null, false);
    }

    static ClusterFile unreadable(String name, ObjectId blob, String problem) {
        return new ClusterFile(name, blob, null, problem, false);
    }

    /** Whether a file of this name may hold a cluster. */
    static boolean isOne(String file) {
        return file.endsWith(ENDING) && file.length() > ENDING.length() && !file.equals(KustomizationFile.NAME);
    }

    static String nameOf(String file) {
        return file.substring(0, file.length() - ENDING.length());
    }

    static ClusterFile read(String name, ObjectId blob, byte[] bytes) {
        try {
            ClusterResource resource = ClusterYaml.readResource(bytes);
            return resource.name().equals(name)
                    ? of(resource, blob)
                    : unreadable(name, blob, "metadata.name: it holds cluster " + resource.name());
        } catch (MalformedDocumentException e) {
            String kind = otherKind(bytes);
            return kind == null
                    ? unreadable(name, blob, String.valueOf(e.getMessage()))
                    : new ClusterFile(name, blob, null, "kind: it holds a " + kind + ", not a cluster", true);
        }
    }

    private static @Nullable String otherKind(byte[] bytes) {
        try {
            List<InputNode> documents = YamlInput.parseAll(new String(bytes, StandardCharsets.UTF_8));
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
