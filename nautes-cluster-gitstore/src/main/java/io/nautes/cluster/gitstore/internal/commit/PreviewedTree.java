package io.nautes.cluster.gitstore.internal.commit;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The files that an update would leave.
 *
 * @param revision the revision that the decision was made on
 * @param files the paths of all files
 * @param written the contents of the files that are new or different, by path
 * @param removed the paths of the files that are removed
 * @param unchanged reads a file that the update leaves as it is
 */
public record PreviewedTree(
        String revision,
        SortedSet<String> files,
        SortedMap<String, byte[]> written,
        SortedSet<String> removed,
        Contents unchanged) {
    /** Reads files of the repository. */
    @FunctionalInterface
    public interface Contents {
        /** Returns the content of the file at a path. */
        byte[] read(String path);
    }
}
