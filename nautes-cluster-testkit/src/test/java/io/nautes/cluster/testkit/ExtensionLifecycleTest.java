package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The lifetime of servers and clients, observed by test classes that these tests run through the JUnit launcher. */
class ExtensionLifecycleTest {
    private static final List<NautesServer> SERVERS = new CopyOnWriteArrayList<>();
    private static final List<NautesClient> CLIENTS = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SERVERS.clear();
        CLIENTS.clear();
    }

    private static void run(Class<?> tests, int expected) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(expected);
    }

    @EnableNautes
    static class MethodParameters {
        @RepeatedTest(3)
        void registers(NautesServer server, NautesClient client) {
            SERVERS.add(server);
            CLIENTS.add(client);
            client.save(ClusterFixtures.HOST, ClusterFixtures.host());
        }
    }

    @EnableNautes(lifecycle = EnableNautes.Lifecycle.PER_CLASS)
    static class SharedServer {
        private final ClusterRegistry injected;

        SharedServer(ClusterRegistry injected) {
            this.injected = injected;
        }

        @RepeatedTest(3)
        void sharesTheClientOfItsConstructor(NautesServer server, NautesClient client) {
            SERVERS.add(server);
            CLIENTS.add(client);
            assertThat(client).isSameAs(injected);
        }
    }

    @EnableNautes
    static class ConstructorParameters {
        private final ClusterRegistry registry;
        private final NautesServer server;

        ConstructorParameters(ClusterRegistry registry, NautesServer server) {
            this.registry = registry;
            this.server = server;
            SERVERS.add(server);
        }

        @RepeatedTest(2)
        void sharesTheEmptyServerOfItsConstructor(NautesServer mine, ClusterRegistry same) {
            assertThat(mine).isSameAs(server);
            assertThat(same).isSameAs(registry);
            Assertions.assertThat(registry.list().all()).isEmpty();
            registry.save(ClusterFixtures.HOST, ClusterFixtures.host());
        }

        @Nested
        class Inside {
            private final NautesServer inner;

            Inside(NautesServer inner) {
                this.inner = inner;
            }

            @Test
            void sharesTheServerOfItsTest() {
                assertThat(inner).isSameAs(server);
                Assertions.assertThat(registry.list().all()).isEmpty();
            }
        }
    }

    @EnableNautes
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        private final NautesServer server;

        OneInstance(NautesServer server) {
            this.server = server;
            SERVERS.add(server);
        }

        @RepeatedTest(2)
        void keepsTheServerOfItsConstructor(NautesServer mine) {
            assertThat(mine).isSameAs(server);
        }
    }

    @Test
    void serversAndClientsOfTestsAreClosed() {
        run(MethodParameters.class, 3);

        assertThat(SERVERS).hasSize(3).doesNotHaveDuplicates().allSatisfy(ExtensionLifecycleTest::assertClosed);
        assertThat(CLIENTS)
                .hasSize(3)
                .allSatisfy(client -> Assertions.assertThatThrownBy(client::list)
                        .isInstanceOfSatisfying(
                                RegistryException.class,
                                failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED)));
    }

    @Test
    void serverOfAClassIsClosedAfterTheClass() {
        run(SharedServer.class, 3);

        assertThat(SERVERS).containsOnly(SERVERS.get(0));
        assertClosed(SERVERS.get(0));
    }

    @Test
    void constructorGetsTheServerOfItsTest() {
        run(ConstructorParameters.class, 3);

        assertThat(SERVERS).hasSize(3).doesNotHaveDuplicates().allSatisfy(ExtensionLifecycleTest::assertClosed);
    }

    @Test
    void constructorOfAPerClassInstanceGetsOneServer() {
        run(OneInstance.class, 2);

        assertThat(SERVERS).hasSize(1).allSatisfy(ExtensionLifecycleTest::assertClosed);
    }

    /** Verifies the type only, because the build runs a newer JUnit: 5.12 closes no other type. */
    @Test
    @SuppressWarnings("deprecation")
    void environmentIsOfTheTypeThatJUnit512Closes() {
        assertThat(ExtensionContext.Store.CloseableResource.class).isAssignableFrom(NautesExtension.Environment.class);
    }

    private static void assertClosed(NautesServer server) {
        Assertions.assertThatThrownBy(() -> new Socket(
                                InetAddress.getLoopbackAddress(), server.uri().getPort())
                        .close())
                .isInstanceOf(IOException.class);
    }
}
