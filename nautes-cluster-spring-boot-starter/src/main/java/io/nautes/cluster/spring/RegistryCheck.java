package io.nautes.cluster.spring;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A health check that reads a cluster, which need not exist, to verify that the registry accepts the credentials. */
final class RegistryCheck {
    private static final String NAME = "health-check";
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ClusterRegistry registry;

    RegistryCheck(ClusterRegistry registry) {
        this.registry = registry;
    }

    /** Returns the code and the message of the failure; empty if the registry is healthy. */
    Map<String, String> problem() {
        Optional<RegistryException> failure = failure(ReadOptions.fresh().withDeadline(DEADLINE));
        if (failure.isPresent() && failure.get().code() == FailureCode.UNSUPPORTED) {
            // The registry does not support deadlines for a single call.
            failure = failure(ReadOptions.fresh());
        }
        return failure.map(e -> Map.of("code", e.code().code(), "message", String.valueOf(e.getMessage())))
                .orElse(Map.of());
    }

    private Optional<RegistryException> failure(ReadOptions options) {
        try {
            registry.find(NAME, options);
            return Optional.empty();
        } catch (RegistryException e) {
            return Optional.of(e);
        }
    }
}
