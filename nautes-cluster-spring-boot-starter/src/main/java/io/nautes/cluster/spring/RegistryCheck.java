package io.nautes.cluster.spring;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** Asks a registry for a cluster that need not exist, to see whether it answers and accepts the credentials. */
final class RegistryCheck {
    private static final String NAME = "health-check";
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ClusterRegistry registry;

    RegistryCheck(ClusterRegistry registry) {
        this.registry = registry;
    }

    /** Returns why the registry cannot be used; empty if it can. */
    Optional<RegistryException> failure() {
        Optional<RegistryException> failure = failure(ReadOptions.fresh().withDeadline(DEADLINE));
        boolean hasNoDeadlines = failure.isPresent() && failure.get().code() == FailureCode.UNSUPPORTED;
        return hasNoDeadlines ? failure(ReadOptions.fresh()) : failure;
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
