/**
 * {@link io.nautes.cluster.gitstore.internal.branch.TrackedBranch}: the only owner of a branch, with its head and its
 * objects.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.branch;

import org.jspecify.annotations.NullMarked;
