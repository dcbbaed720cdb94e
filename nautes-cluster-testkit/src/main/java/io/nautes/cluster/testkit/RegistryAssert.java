package io.nautes.cluster.testkit;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.Cluster;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about the clusters of a {@link ClusterRegistry}. Each assertion queries the registry again. */
public final class RegistryAssert extends AbstractAssert<RegistryAssert, ClusterRegistry> {
    RegistryAssert(@Nullable ClusterRegistry actual) {
        super(actual, RegistryAssert.class);
    }

    /**
     * Verifies that nothing is registered.
     *
     * @return this
     */
    public RegistryAssert isEmpty() {
        return holdsOnly();
    }

    /**
     * Verifies that exactly these clusters are registered.
     *
     * @param names their names, in any order
     * @return this
     */
    public RegistryAssert holdsOnly(String... names) {
        isNotNull();
        List<String> expected = List.of(names).stream().sorted().toList();
        List<String> found =
                actual.list().all().stream().map(Cluster::name).sorted().toList();
        if (!found.equals(expected)) {
            throw failureWithActualExpected(
                    found, expected, "expected the clusters %s to be registered, but found %s", expected, found);
        }
        return this;
    }

    /**
     * Verifies that a cluster is registered.
     *
     * @param name its name
     * @return assertions about it
     */
    public ClusterAssert holds(String name) {
        isNotNull();
        Optional<Cluster> found = actual.find(name);
        if (found.isEmpty()) {
            throw failure(
                    "expected cluster %s to be registered, but found only %s",
                    name, actual.list().all().stream().map(Cluster::name).toList());
        }
        return new ClusterAssert(found.get());
    }

    /**
     * Verifies that a cluster is not registered.
     *
     * @param name its name
     * @return this
     */
    public RegistryAssert doesNotHold(String name) {
        isNotNull();
        if (actual.find(name).isPresent()) {
            throw failure("expected no cluster %s to be registered", name);
        }
        return this;
    }
}
