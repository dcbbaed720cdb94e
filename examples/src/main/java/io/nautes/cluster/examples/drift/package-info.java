/**
 * A nightly job that compares the clusters of a repository with their expected manifests: {@link
 * io.nautes.cluster.examples.drift.DriftReport}.
 */
@NullMarked
package io.nautes.cluster.examples.drift;

import org.jspecify.annotations.NullMarked;
