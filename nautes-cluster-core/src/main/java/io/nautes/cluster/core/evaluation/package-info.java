/** Completion and validation of requests. */
@NullMarked
package io.nautes.cluster.core.evaluation;

import org.jspecify.annotations.NullMarked;
