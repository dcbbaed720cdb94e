package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.PlannedFiles;
import java.util.Objects;

/**
 * A preview of an update of a store.
 *
 * @param revision the revision that the decision was based on
 * @param files the files as they would be after the update
 */
public record StorePreview(String revision, PlannedFiles files) {
    /** Checks that no value is null. */
    public StorePreview {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(files, "files");
    }
}
