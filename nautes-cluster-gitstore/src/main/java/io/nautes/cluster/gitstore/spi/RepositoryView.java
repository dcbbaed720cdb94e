package io.nautes.cluster.gitstore.spi;

import java.util.Optional;

/** A repository at one revision. For use by one thread at a time, while the renderer that it was given to works. */
public interface RepositoryView {
    /**
     * Returns where the repository is.
     *
     * @return its URL or path, without credentials
     */
    String address();

    /**
     * Returns the folder of the clusters' resource files, which belong to the store.
     *
     * @return a path with {@code /} between its steps
     */
    String clustersFolder();

    /**
     * Returns the text of a file.
     *
     * @param path the file, with {@code /} between the steps
     * @return its text; empty if there is no such file, or it is no UTF-8
     */
    Optional<String> text(String path);
}
