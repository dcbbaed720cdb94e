/** Benchmarks against limits and peers. {@link io.nautes.cluster.benchmarks.Benchmarks} runs all of them. */
@NullMarked
package io.nautes.cluster.benchmarks;

import org.jspecify.annotations.NullMarked;
