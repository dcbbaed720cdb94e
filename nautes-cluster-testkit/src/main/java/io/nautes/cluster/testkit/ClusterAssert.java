package io.nautes.cluster.testkit;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a {@link Cluster}. */
public final class ClusterAssert extends AbstractAssert<ClusterAssert, Cluster> {
    ClusterAssert(@Nullable Cluster actual) {
        super(actual, ClusterAssert.class);
    }

    /**
     * Verifies the cluster's name.
     *
     * @param name the expected name
     * @return this
     */
    public ClusterAssert hasName(String name) {
        isNotNull();
        return check("name", name, actual.name());
    }

    /**
     * Verifies the cluster's category.
     *
     * @param category the expected category
     * @return this
     */
    public ClusterAssert isOf(ClusterCategory category) {
        isNotNull();
        return check("category", category, actual.category().orElse(null));
    }

    /**
     * Verifies the address of the cluster's API server.
     *
     * @param url the expected URL
     * @return this
     */
    public ClusterAssert hasApiServer(String url) {
        isNotNull();
        return check("api_server", url, actual.apiServer());
    }

    /**
     * Verifies the host of a virtual cluster.
     *
     * @param host the host's name
     * @return this
     */
    public ClusterAssert isCarriedBy(String host) {
        isNotNull();
        return check("host_cluster", host, actual.hostCluster());
    }

    /**
     * Verifies the component of a category.
     *
     * @param category the category
     * @param name the component's name, such as {@code traefik}
     * @return this
     */
    public ClusterAssert hasComponent(ComponentCategory category, String name) {
        isNotNull();
        Component component = actual.componentsList().get(category);
        return check("component for " + category.wireName(), name, component == null ? null : component.name());
    }

    private ClusterAssert check(String what, Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            throw failureWithActualExpected(
                    found,
                    expected,
                    "expected the %s of cluster %s to be %s, but it is %s",
                    what,
                    actual.name(),
                    expected,
                    found);
        }
        return this;
    }
}
