package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.gitstore.internal.commit.PreviewedTree;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a repository as they would be after an update. */
final class RepositoryPreview implements PlannedFiles {
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

    @Override
    public SortedSet<String> files() {
        return files;
    }

    @Override
    public SortedSet<String> written() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(written.keySet()));
    }

    @Override
    public SortedSet<String> removed() {
        return removed;
    }

    @Override
    public byte[] content(String path) {
        if (!files.contains(path)) {
            throw new IllegalArgumentException("path: there is no file " + path);
        }
        byte[] fresh = written.get(path);
        return fresh == null ? unchanged.read(path) : fresh.clone();
    }
}
