/**
 * Completion and validation of requests.
 *
 * <pre>{@code
 * Evaluation evaluation = ClusterEvaluator.standard().evaluate("pipeline-1", request);
 * if (evaluation.report().isValid()) {
 *     System.out.println(evaluation.resource());
 * }
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.core.evaluation;

import org.jspecify.annotations.NullMarked;
