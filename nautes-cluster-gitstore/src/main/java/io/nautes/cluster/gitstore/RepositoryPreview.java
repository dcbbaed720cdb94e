package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.commit.PreviewedTree;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state that an update would leave in the repository. The contents of files are read when they are asked for, so that
 * a large repository does not fill the memory; this takes a store that is open.
 */
public final class RepositoryPreview {
    private final SortedSet<String> files;
    private final SortedMap<String, byte[]> written;
    private final SortedSet<String> removed;
    private final PreviewedTree.Contents unchanged;

    RepositoryPreview(PreviewedTree tree) {
        this.files = Collections.unmodifiableSortedSet(new TreeSet<>(tree.files()));
        this.written = Collections.unmodifiableSortedMap(new TreeMap<>(tree.written()));
        this.removed = Collections.unmodifiableSortedSet(new TreeSet<>(tree.removed()));
        this.unchanged = tree.unchanged();
    }

    /**
     * Returns the paths of all files after the update.
     *
     * @return the paths, sorted
     */
    public SortedSet<String> files() {
        return files;
    }

    /**
     * Returns the paths of the files that would be new or different.
     *
     * @return the paths, sorted
     */
    public SortedSet<String> written() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(written.keySet()));
    }

    /**
     * Returns the paths of the files that would be removed.
     *
     * @return the paths, sorted
     */
    public SortedSet<String> removed() {
        return removed;
    }

    /**
     * Returns the content of a file after the update.
     *
     * @param path one of {@link #files}
     * @return the content, in an array of the caller's own
     * @throws IllegalArgumentException if there is no such file
     * @throws io.nautes.cluster.core.RegistryException if the file cannot be read
     */
    public byte[] content(String path) {
        if (!files.contains(path)) {
            throw new IllegalArgumentException("path: there is no file " + path);
        }
        byte[] fresh = written.get(path);
        return fresh == null ? unchanged.read(path) : fresh.clone();
    }
}
