package io.nautes.cluster.examples.guides;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static io.nautes.cluster.testkit.NautesAssertions.assertThatRefusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.EnableNautes;
import io.nautes.cluster.testkit.Fault;
import io.nautes.cluster.testkit.InvalidRequest;
import io.nautes.cluster.testkit.KubeconfigStoreContract;
import io.nautes.cluster.testkit.NautesServer;
import io.nautes.cluster.testkit.RecordedRequest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of {@code docs/testing.md}. */
class TestingGuideTest {
    @Test
    void registersInMemory() {
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            registry.save("host-1", ClusterFixtures.host());

            assertThat(registry.kubeconfigs().find("host-1")).isPresent();
        }
    }

    @Nested
    @EnableNautes
    class OutageTest {
        @Test
        void changeWithoutAReplyIsFound(ClusterRegistry registry, NautesServer server) {
            server.fail(Fault.resetAfterCarryingOut());

            assertThatThrownBy(() -> registry.save("host-1", ClusterFixtures.host()))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(registry).holds("host-1");
        }

        @Test
        void requestIsSentOnceWithTheToken(NautesClient client, NautesServer server) {
            client.save("host-1", ClusterFixtures.host());

            RecordedRequest request = server.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).startsWith("/api/v1/clusters/host-1");
            assertThat(request.header("Authorization")).isPresent();
        }
    }

    @Test
    void assertsARefusal() {
        ClusterRegistry registry = InMemoryClusterRegistry.create();
        ClusterRequest request = ClusterFixtures.virtualPipelineRuntime();

        assertThatRefusalOf(() -> registry.save("ci", request))
                .hasError(FindingCode.HOST_CLUSTER_NOT_REGISTERED, "/host_cluster")
                .hasNoOtherErrors();
    }

    @ParameterizedTest
    @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
    void everyMistakeIsRefused(InvalidRequest invalid) {
        ClusterRegistry registry = InMemoryClusterRegistry.create();

        assertThatRefusalOf(() -> registry.save(invalid.name(), invalid.request()))
                .hasError(invalid.code(), invalid.pointer());
        assertThat(registry).isEmpty();
    }

    @Nested
    class MyKubeconfigStoreTest extends KubeconfigStoreContract {
        @Override
        protected KubeconfigStore openEmpty() {
            return new InMemoryKubeconfigStore();
        }
    }
}
