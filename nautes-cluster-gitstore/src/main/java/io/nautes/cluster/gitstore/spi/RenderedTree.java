package io.nautes.cluster.gitstore.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a change of clusters changes in the repository besides their resource files. Paths have {@code /} between their
 * steps and none at the ends.
 *
 * @param written files with their text, which is stored in UTF-8; a file that is there is overwritten
 * @param removedFiles files to remove; those that are not there are passed over
 * @param removedFolders folders to remove with all they hold, before files are written
 * @param warnings what somebody should know who looks after the templates; without secrets
 */
public record RenderedTree(
        Map<String, String> written, Set<String> removedFiles, Set<String> removedFolders, List<String> warnings) {
    /** Nothing to write and nothing to remove. */
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
     * @param written as for the component
     * @param removedFiles as for the component
     * @param removedFolders as for the component
     */
    public RenderedTree(Map<String, String> written, Set<String> removedFiles, Set<String> removedFolders) {
        this(written, removedFiles, removedFolders, List.of());
    }
}
