/**
 * What all parts of the store need: deadlines and time limits, threads, events, and texts that are fit to be shown. Depends on no
 * other package of the store.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.util;

import org.jspecify.annotations.NullMarked;
