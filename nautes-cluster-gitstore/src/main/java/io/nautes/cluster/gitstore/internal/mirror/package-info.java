/**
 * The local object cache: {@link io.nautes.cluster.gitstore.internal.mirror.ObjectMirror} is a folder of packs that can be thrown
 * away at any moment. Knows objects, but nothing of servers, branches or clusters.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.mirror;

import org.jspecify.annotations.NullMarked;
