package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.internal.completion.Completion;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of an evaluation.
 *
 * @param name the cluster's name
 * @param request the request as it was given
 * @param problems the mismatches of the user's document
 * @param completion the request with its defaults
 * @param registered the registered clusters; {@code null} if the request is evaluated without them
 */
public record EvaluatedCluster(
        String name,
        ClusterRequest request,
        List<InputProblem> problems,
        Completion completion,
        @Nullable RegisteredClusters registered) {}
