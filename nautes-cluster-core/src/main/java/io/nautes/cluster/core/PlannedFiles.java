package io.nautes.cluster.core;

import java.util.Collections;
import java.util.SortedSet;

/**
 * The files of a registry as they would be after a change. The content of a file is read when it is requested, so that
 * a large repository does not fill the memory; the registry must still be open. Safe for use by several threads.
 */
public interface PlannedFiles {
    /**
     * Returns an empty set of files, for a registry that keeps no files, such as an in-memory registry.
     *
     * @return no files
     */
    static PlannedFiles none() {
        return new PlannedFiles() {
            @Override
            public SortedSet<String> files() {
                return Collections.emptySortedSet();
            }

            @Override
            public SortedSet<String> written() {
                return Collections.emptySortedSet();
            }

            @Override
            public SortedSet<String> removed() {
                return Collections.emptySortedSet();
            }

            @Override
            public byte[] content(String path) {
                throw new IllegalArgumentException("path: there is no file " + path);
            }
        };
    }

    /**
     * Returns the paths of all files after the change.
     *
     * @return the paths, sorted and unmodifiable
     */
    SortedSet<String> files();

    /**
     * Returns the paths of the files that would be new or different.
     *
     * @return the paths, sorted and unmodifiable
     */
    SortedSet<String> written();

    /**
     * Returns the paths of the files that would be removed.
     *
     * @return the paths, sorted and unmodifiable
     */
    SortedSet<String> removed();

    /**
     * Returns the content of a file after the change.
     *
     * @param path one of {@link #files}
     * @return the content, in an array that the caller may change
     * @throws IllegalArgumentException if there is no such file
     * @throws RegistryException if the file cannot be read
     */
    byte[] content(String path);
}
