package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kustomization of the folder of clusters.
 *
 * @param entries the entries whose names kustomize looks for; it wants exactly one
 * @param text the text of the file; {@code null} if there is no file or it cannot be used
 * @param problem why it cannot be used; {@code null} if it can, or if there is none
 */
public record StoredList(
        List<TreeEntry> entries,
        @Nullable String text,
        @Nullable FileProblem problem) {
    /** No kustomization. */
    static final StoredList NONE = new StoredList(List.of(), null, null);

    /** Returns the name of the file; of a new one if there is none. */
    public String name() {
        return entries.isEmpty() ? KustomizationEditor.NAME : entries.get(0).name();
    }
}
