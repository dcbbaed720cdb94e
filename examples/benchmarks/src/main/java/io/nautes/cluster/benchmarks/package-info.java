/** Benchmarks against limits and peers. {@link io.nautes.cluster.benchmarks.Benchmarks} runs them all. */
@NullMarked
package io.nautes.cluster.benchmarks;

import org.jspecify.annotations.NullMarked;
