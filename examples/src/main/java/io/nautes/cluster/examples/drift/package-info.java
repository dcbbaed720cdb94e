/**
 * A nightly job that compares what is registered in a repository with the manifests that should be: {@link
 * io.nautes.cluster.examples.drift.DriftReport}.
 */
@NullMarked
package io.nautes.cluster.examples.drift;

import org.jspecify.annotations.NullMarked;
