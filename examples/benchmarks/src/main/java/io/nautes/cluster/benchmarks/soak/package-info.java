/**
 * A soak test. Several processes change one repository through a proxy that damages their connections, and are interrupted
 * and killed meanwhile. The test records the outcome that was reported to each process, and checks that a single registry
 * could have reported the same outcomes.
 */
@NullMarked
package io.nautes.cluster.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
