/** The kinds of findings that the checks of a cluster make. */
@NullMarked
package io.nautes.cluster.preflight.finding;

import org.jspecify.annotations.NullMarked;
