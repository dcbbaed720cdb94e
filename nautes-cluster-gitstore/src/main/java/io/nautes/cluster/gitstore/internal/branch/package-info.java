/**
 * {@link io.nautes.cluster.gitstore.internal.branch.TrackedBranch}: the one owner of a branch, which knows its head and its objects.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.branch;

import org.jspecify.annotations.NullMarked;
