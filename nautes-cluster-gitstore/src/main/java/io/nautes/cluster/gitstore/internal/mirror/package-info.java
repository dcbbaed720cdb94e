/**
 * The local cache of objects. {@link io.nautes.cluster.gitstore.internal.mirror.ObjectMirror} is a folder of packs that
 * can be deleted at any time. The package knows objects, but no servers, branches or clusters.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.mirror;

import org.jspecify.annotations.NullMarked;
