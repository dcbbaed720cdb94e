package io.nautes.cluster.testkit;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.WireValue;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The field rules of the protocol, which come before those of the service. Only the first broken one is told. */
final class ProtocolRules {
    private ProtocolRules() {}

    static Optional<String> firstBroken(ClusterRequest request, boolean kindIsGiven) {
        return Stream.of(
                        broken(
                                "ClusterKind",
                                "/cluster_kind",
                                kindIsGiven && request.clusterKind().isKnown(),
                                "[kubernetes]"),
                        broken("ClusterType", "/cluster_type", isKnown(request.clusterType()), "[physical virtual]"),
                        broken("Usage", "/usage", isKnown(request.usage()), "[host worker]"),
                        broken(
                                "WorkerType",
                                "/worker_type",
                                isEmpty(request.workerType()) || isKnown(request.workerType()),
                                "[ deployment pipeline]"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> broken(String goField, String pointer, boolean holds, String values) {
        return holds
                ? Optional.empty()
                : Optional.of("invalid SaveRequest.Body: embedded message failed validation | caused by: invalid"
                        + " SaveRequest_Body." + goField + ": value must be in list " + values + " (" + pointer + ")");
    }

    private static boolean isEmpty(@Nullable WireValue value) {
        return value == null || value.value().isEmpty();
    }

    private static boolean isKnown(@Nullable WireValue value) {
        return value != null && value.isKnown();
    }
}
