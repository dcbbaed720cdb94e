package io.nautes.cluster.server.internal;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.WireValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The field rules of the protocol, in the order in which Nautes 0.4 checks them before the rules of the service. Only the
 * first violation is reported. There is no rule for the worker type, because the service checks it.
 */
final class ProtocolRules {
    private static final String PREFIX =
            "invalid SaveRequest.Body: embedded message failed validation | caused by: invalid" + " SaveRequest_Body.";

    private ProtocolRules() {}

    static Optional<String> firstBroken(ClusterRequest request, boolean kindIsGiven) {
        String apiServer = request.apiServer();
        if (apiServer == null || apiServer.isEmpty()) {
            return Optional.of(PREFIX + "ApiServer: value length must be at least 1 runes (/api_server)");
        }
        if (!kindIsGiven || !request.clusterKind().isKnown()) {
            return notInList("ClusterKind", "[kubernetes]", "/cluster_kind");
        }
        if (!isKnown(request.clusterType())) {
            return notInList("ClusterType", "[physical virtual]", "/cluster_type");
        }
        return isKnown(request.usage()) ? Optional.empty() : notInList("Usage", "[host worker]", "/usage");
    }

    private static Optional<String> notInList(String goField, String values, String pointer) {
        return Optional.of(PREFIX + goField + ": value must be in list " + values + " (" + pointer + ")");
    }

    private static boolean isKnown(@Nullable WireValue value) {
        return value != null && value.isKnown();
    }
}
