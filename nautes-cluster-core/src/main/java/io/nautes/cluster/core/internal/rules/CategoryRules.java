package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.finding.BundleText.Fragment;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.WireValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules for kind, type, usage and worker type: valid values that form one of the five categories. */
final class CategoryRules {
    private CategoryRules() {}

    static void check(EvaluationContext context) {
        context.reportViolations("/cluster_kind");
        context.reportViolations("/cluster_type");
        context.reportViolations("/usage");
        checkCombination(context, context.request());
    }

    /** Returns the category in the reader's language. */
    static Fragment description(@Nullable ClusterCategory category) {
        return Fragment.of(
                "category." + (category == null ? "none" : category.name().toLowerCase(Locale.ROOT)));
    }

    private static void checkCombination(EvaluationContext context, ClusterRequest request) {
        boolean host = Usage.HOST.equals(request.usage());
        if (host && ClusterType.VIRTUAL.equals(request.clusterType())) {
            context.report(FindingCode.USAGE_NOT_FOR_VIRTUAL, "/usage", "host", "host");
        }
        WireValue workerType = request.workerType();
        if (workerType == null || workerType.value().isEmpty()) {
            if (Usage.WORKER.equals(request.usage())) {
                context.report(FindingCode.WORKER_TYPE_MISSING, "/worker_type", null);
            }
        } else if (host) {
            context.report(FindingCode.WORKER_TYPE_NOT_ALLOWED, "/worker_type", workerType.value(), workerType.value());
        } else {
            context.reportViolations("/worker_type");
        }
    }
}
