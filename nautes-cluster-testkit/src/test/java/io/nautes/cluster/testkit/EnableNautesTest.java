package io.nautes.cluster.testkit;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

class EnableNautesTest {
    @Nested
    @EnableNautes
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class PerTest {
        @Test
        @Order(1)
        void registersAHost(ClusterRegistry registry, NautesClient client, NautesServer server) {
            registry.save(ClusterFixtures.HOST, ClusterFixtures.host());

            assertThat(client).isSameAs(registry);
            assertThat(server.registry()).holds(ClusterFixtures.HOST).hasApiServer("https://192.0.2.1:6443");
        }

        @Test
        @Order(2)
        void startsWithAnEmptyRegistry(ClusterRegistry registry) {
            assertThat(registry).isEmpty();
        }

        @Nested
        class NestedClass {
            @Test
            void inheritsTheAnnotation(NautesServer server) {
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Nested
    @EnableNautes(lifecycle = EnableNautes.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class PerClass {
        private static NautesServer shared;

        @BeforeAll
        static void registersAHost(ClusterRegistry registry, NautesServer server) {
            shared = server;
            registry.save(ClusterFixtures.HOST, ClusterFixtures.host());
        }

        @Test
        @Order(1)
        void seesTheClustersOfBeforeAll(ClusterRegistry registry, NautesServer server) {
            registry.save("virtual-1", ClusterFixtures.virtualDeploymentRuntime());

            assertThat(server).isSameAs(shared);
            assertThat(registry).holdsOnly(ClusterFixtures.HOST, "virtual-1");
        }

        @Test
        @Order(2)
        void seesTheClustersOfAnEarlierTest(ClusterRegistry registry) {
            assertThat(registry).holds("virtual-1").isCarriedBy(ClusterFixtures.HOST);
        }

        @Nested
        class NestedClass {
            @Test
            void sharesTheServer(NautesServer server) {
                assertThat(server).isSameAs(shared);
            }
        }
    }
}
