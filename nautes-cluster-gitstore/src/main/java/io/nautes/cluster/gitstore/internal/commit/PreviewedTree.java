package io.nautes.cluster.gitstore.internal.commit;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The files of a repository as they would be after an update.
 *
 * @param revision the revision on which the decision was made
 * @param files the paths of all files
 * @param written the contents of the files that are new or different, by path
 * @param removed the paths of the files that are removed
 * @param unchanged a reader of the files that the update does not change
 */
public record PreviewedTree(
        String revision,
        SortedSet<String> files,
        SortedMap<String, byte[]> written,
        SortedSet<String> removed,
        Contents unchanged) {
    /** A reader of files in the repository. */
    @FunctionalInterface
    public interface Contents {
        /** Returns the content of the file at a path. */
        byte[] read(String path);
    }
}
