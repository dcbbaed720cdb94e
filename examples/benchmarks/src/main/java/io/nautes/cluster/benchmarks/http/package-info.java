/** Benchmarks of the client and the embedded server against other clients and direct calls. */
@NullMarked
package io.nautes.cluster.benchmarks.http;

import org.jspecify.annotations.NullMarked;
