package io.nautes.cluster.core;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Locale;

/** The results of the standard evaluator as texts, for comparisons in tests. */
public final class Verdicts {
    private Verdicts() {}

    /** Returns severity, pointer and code of each finding, such as {@code error /name name_not_a_label}. */
    public static List<String> of(String name, ClusterRequest.Builder request) {
        return lines(ClusterEvaluator.standard().evaluate(name, request.build()));
    }

    public static List<String> among(RegisteredClusters registered, String name, ClusterRequest.Builder request) {
        return lines(ClusterEvaluator.standard().evaluate(name, request.build(), registered));
    }

    public static List<String> lines(Evaluation evaluation) {
        return evaluation.report().findings().stream()
                .map(finding -> finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.pointer() + " "
                        + finding.code())
                .toList();
    }

    /** Returns an index of clusters as the evaluator makes them. */
    public static ClusterIndex registered(Object... namesAndRequests) {
        ClusterIndex index = new ClusterIndex();
        for (int i = 0; i < namesAndRequests.length; i += 2) {
            index.put(resource((String) namesAndRequests[i], (ClusterRequest) namesAndRequests[i + 1]));
        }
        return index;
    }

    public static ClusterResource resource(String name, ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate(name, request).resource();
    }
}
