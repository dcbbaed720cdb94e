package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kustomization of the folder of clusters.
 *
 * @param entries the files with a name that kustomize looks for; it requires exactly one
 * @param text the text of the file; {@code null} if there is no file, or it cannot be used
 * @param problem the reason why the file cannot be used; {@code null} if it can be used, or if there is no file
 */
public record StoredList(
        List<TreeEntry> entries,
        @Nullable String text,
        @Nullable FileProblem problem) {
    /** No kustomization. */
    static final StoredList NONE = new StoredList(List.of(), null, null);

    /** Returns the name of the file; the default name if there is no file. */
    public String name() {
        return entries.isEmpty() ? KustomizationEditor.NAME : entries.get(0).name();
    }
}
