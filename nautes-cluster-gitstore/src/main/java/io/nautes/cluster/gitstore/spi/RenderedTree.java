package io.nautes.cluster.gitstore.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes that a renderer makes to a repository. Paths have {@code /} between their segments, and none at the
 * beginning or end. Immutable.
 *
 * @param written the files to write, with their texts by path, which are stored in UTF-8; existing files are
 *     overwritten
 * @param removedFiles the files to remove; those that do not exist are ignored
 * @param removedFolders the folders to remove with all their content; they are removed before files are written
 * @param warnings messages for the maintainer of the templates, without secrets; the store logs them and reports them
 *     to {@link io.nautes.cluster.gitstore.GitStoreListener#renderingWarning}
 */
public record RenderedTree(
        Map<String, String> written, Set<String> removedFiles, Set<String> removedFolders, List<String> warnings) {
    /** A tree that writes and removes nothing. */
    public static final RenderedTree NOTHING = new RenderedTree(Map.of(), Set.of(), Set.of());

    /** Copies the collections. */
    public RenderedTree {
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
        removedFiles = Set.copyOf(removedFiles);
        removedFolders = Set.copyOf(removedFolders);
        warnings = List.copyOf(warnings);
    }

    /**
     * Creates a tree without warnings.
     *
     * @param written the files to write
     * @param removedFiles the files to remove
     * @param removedFolders the folders to remove
     */
    public RenderedTree(Map<String, String> written, Set<String> removedFiles, Set<String> removedFolders) {
        this(written, removedFiles, removedFolders, List.of());
    }
}
