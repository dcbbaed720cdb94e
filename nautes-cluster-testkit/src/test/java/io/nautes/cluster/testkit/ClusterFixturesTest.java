package io.nautes.cluster.testkit;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static io.nautes.cluster.testkit.NautesAssertions.assertThatRefusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterFixturesTest {
    @ParameterizedTest
    @EnumSource(ClusterCategory.class)
    void fixtureIsOfItsCategoryAndWithoutFindings(ClusterCategory category) {
        assertThat(ClusterFixtures.request(category).category()).contains(category);
        assertThat(ClusterEvaluator.standard()
                        .evaluate("cluster-1", ClusterFixtures.request(category))
                        .report())
                .hasNoFindings();
        assertThat(ClusterFixtures.resource("cluster-1", category).name()).isEqualTo("cluster-1");
    }

    @Test
    void allCategoriesRegisterInTheirOrder() {
        try (ClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build()) {
            ClusterFixtures.allCategories()
                    .forEach((name, request) ->
                            assertThat(registry.save(name, request).warnings()).isEmpty());

            assertThat(registry)
                    .holdsOnly(
                            "host-1",
                            "physical-deployment",
                            "physical-pipeline",
                            "virtual-deployment",
                            "virtual-pipeline");
            assertThat(registry).holds("virtual-pipeline").isOf(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
        }
    }

    @ParameterizedTest
    @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
    void invalidRequestBreaksOneRule(InvalidRequest invalid) {
        assertThat(ClusterEvaluator.standard()
                        .evaluate(invalid.name(), invalid.request())
                        .report())
                .isInvalid()
                .hasError(invalid.code(), invalid.pointer())
                .hasNoOtherFindings();
    }

    @ParameterizedTest
    @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
    void invalidRequestIsRefused(InvalidRequest invalid) {
        try (ClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build()) {
            assertThatRefusalOf(() -> registry.save(invalid.name(), invalid.request()))
                    .hasError(invalid.code(), invalid.pointer());
            assertThat(registry).isEmpty();
        }
    }
}
