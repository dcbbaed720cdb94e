package io.nautes.cluster.gitstore.spi;

import java.util.Optional;

/** A view of a repository at one revision. For use by one thread at a time, until the call of the renderer returns. */
public interface RepositoryView {
    /**
     * Returns the location of the repository.
     *
     * @return its URL or path, without credentials
     */
    String address();

    /**
     * Returns the folder of the clusters' resource files, which only the store writes.
     *
     * @return a path with {@code /} between its segments
     */
    String clustersFolder();

    /**
     * Returns the text of a file.
     *
     * @param path the path of the file, with {@code /} between its segments
     * @return the text; empty if there is no such file, or if its content is not UTF-8
     */
    Optional<String> text(String path);
}
