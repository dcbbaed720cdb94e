/**
 * A soak test: several processes change one repository through a proxy that damages their connections, and are interrupted
 * and killed meanwhile. What each of them was told is recorded, and checked against what one registry could have told.
 */
@NullMarked
package io.nautes.cluster.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
