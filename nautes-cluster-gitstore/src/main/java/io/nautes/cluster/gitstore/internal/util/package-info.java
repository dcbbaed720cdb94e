/**
 * The common basis of all parts of the store: deadlines and time limits, threads, events, and texts without secrets.
 * The package depends on no other package of the store.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.util;

import org.jspecify.annotations.NullMarked;
