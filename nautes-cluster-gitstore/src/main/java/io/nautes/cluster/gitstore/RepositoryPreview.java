package io.nautes.cluster.gitstore;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an update would leave in the repository.
 *
 * @param files all files then, by path; the arrays are the caller's own
 * @param written paths of those that would be new or different
 * @param removed paths of those that would go
 */
public record RepositoryPreview(Map<String, byte[]> files, Set<String> written, Set<String> removed) {
    /** Copies the collections. */
    public RepositoryPreview {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        written = Collections.unmodifiableSet(new TreeSet<>(written));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }
}
