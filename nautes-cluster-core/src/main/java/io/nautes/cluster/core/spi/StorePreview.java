package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.PlannedFiles;
import java.util.Objects;

/**
 * What an update would do to a store.
 *
 * @param revision the revision that the decision was made on
 * @param files the files that the update would leave
 */
public record StorePreview(String revision, PlannedFiles files) {
    /** Checks that nothing is missing. */
    public StorePreview {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(files, "files");
    }
}
