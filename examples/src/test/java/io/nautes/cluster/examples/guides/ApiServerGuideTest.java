package io.nautes.cluster.examples.guides;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.client.RetryPolicy;
import io.nautes.cluster.client.ServerReplyException;
import io.nautes.cluster.client.TokenSource;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.listener.OperationAttempt;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.server.ClusterApiServer;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.Fault;
import io.nautes.cluster.testkit.NautesServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/api-server.md}. */
class ApiServerGuideTest {
    private static final Path CA =
            Path.of("..", "nautes-cluster-core/src/test/resources/io/nautes/cluster/core/rsa-cert.pem");

    @TempDir
    Path temp;

    private final NautesServer server = NautesServer.start();
    private final ClusterRequest request = ClusterFixtures.host();
    private URI url;
    private Path tokenFile;

    @BeforeEach
    void writeToken() throws Exception {
        url = server.uri();
        tokenFile = Files.writeString(temp.resolve("token"), server.token().value() + "\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsTheTokenFromAFileAndTrustsACertificateAuthority() {
        Path ca = CA;

        try (NautesClient client = NautesClient.builder(url)
                .tokenSource(TokenSource.file(tokenFile))
                .trustPem(ca)
                .build()) {
            client.save("host-1", request);
        }

        assertThat(server.registry()).holds("host-1");
    }

    @Test
    void suppliesTokens() {
        AtomicInteger issued = new AtomicInteger();
        CredentialSupplier<AccessToken> tokens = new CredentialSupplier<>() {
            @Override
            public AccessToken credential() {
                return AccessToken.of("expired");
            }

            @Override
            public AccessToken renewed(AccessToken refused) {
                issued.incrementAndGet();
                return server.token();
            }
        };

        try (NautesClient client = NautesClient.builder(url).tokenSource(tokens).build()) {
            assertThat(client.list().all()).isEmpty();
        }
        assertThat(issued).hasValue(1);
    }

    @Test
    void limitsTime() {
        AccessToken token = server.token();

        try (NautesClient client = NautesClient.builder(url)
                .token(token)
                .deadline(Duration.ofSeconds(20))
                .connectTimeout(Duration.ofSeconds(5))
                .retryPolicy(new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(2)))
                .build()) {
            ChangeOptions quickly = ChangeOptions.defaults().withDeadline(Duration.ofSeconds(10));
            client.save("host-1", request, quickly);
        }

        assertThat(server.registry()).holds("host-1");
    }

    /** The numbers in the guide. */
    @Test
    void retriesByDefaultThreeTimes() {
        assertThat(RetryPolicy.defaults()).isEqualTo(new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5)));
        server.fail(Fault.status(503), Fault.status(503));

        try (NautesClient client =
                NautesClient.builder(url).token(server.token()).build()) {
            client.list();
        }

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void looksWhetherAChangeWasMade() {
        server.fail(Fault.resetAfterCarryingOut());
        boolean isSaved;

        try (NautesClient registry =
                NautesClient.builder(url).token(server.token()).build()) {
            try {
                registry.save("host-1", request);
                isSaved = true;
            } catch (OutcomeUnknownException e) {
                isSaved = registry.find("host-1").isPresent();
            }
        }

        assertThat(isSaved).isTrue();
    }

    @Test
    void reconcilesUnknownOutcomes() {
        server.fail(Fault.resetAfterCarryingOut());
        AccessToken token = server.token();
        SaveResult result;

        try (NautesClient client = NautesClient.builder(url)
                .token(token)
                .reconcileUnknownOutcomes(true)
                .build()) {
            result = client.save("host-1", request);
        }

        assertThat(result.name()).isEqualTo("host-1");
    }

    @Test
    void callsWithoutAWaitingThread() {
        try (NautesClient client =
                NautesClient.builder(url).token(server.token()).build()) {
            CompletableFuture<Integer> count = client.async()
                    .save("host-1", request)
                    .thenCompose(saved -> client.async().list())
                    .thenApply(clusters -> clusters.all().size());

            assertThat(count.join()).isEqualTo(1);
        }
    }

    @Test
    void observesOperations() {
        List<String> log = new CopyOnWriteArrayList<>();
        RegistryListener logging = operation -> new OperationListener() {
            @Override
            public void onAttempt(OperationAttempt attempt) {
                log.add("attempt " + attempt.number() + ": status "
                        + attempt.httpStatus().orElse(0));
            }

            @Override
            public void onEnd(OperationOutcome outcome) {
                log.add(operation.type() + ": "
                        + outcome.failure()
                                .map(failure -> failure.code().name())
                                .orElse("ok"));
            }
        };
        server.fail(Fault.status(503));

        try (NautesClient client = NautesClient.builder(url)
                .token(server.token())
                .listener(logging)
                .build()) {
            client.list();
        }

        assertThat(log).containsExactly("attempt 1: status 503", "attempt 2: status 200", "LIST: ok");
    }

    @Test
    void showsWhatTheServerSaid() {
        server.fail(Fault.apiError(403, "NO_AUTHORIZATION", "you may not do that"));
        String shown = "";

        try (NautesClient registry =
                NautesClient.builder(url).token(server.token()).build()) {
            try {
                registry.save("host-1", request);
            } catch (ServerReplyException e) {
                shown = e.code() + ", status " + e.status() + ": " + e.serverMessage();
            }
        }

        assertThat(shown).isEqualTo("PERMISSION_DENIED, status 403: you may not do that");
    }

    @Test
    void checksNoPreconditions() {
        try (NautesClient client =
                NautesClient.builder(url).token(server.token()).build()) {
            assertThatThrownBy(() -> client.save(
                            "host-1", request, ChangeOptions.defaults().withPrecondition(Precondition.notRegistered())))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("nothing");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void servesARegistry() {
        List<String> accessLog = new CopyOnWriteArrayList<>();
        AccessToken token = AccessToken.of("token-of-the-server");
        try (ClusterRegistry registry = InMemoryClusterRegistry.create()) {
            try (ClusterApiServer api = ClusterApiServer.builder(registry)
                    .token(token)
                    .listener(served -> accessLog.add(served.toString()))
                    .start()) {
                try (NautesClient client =
                        NautesClient.builder(api.uri()).token(token).build()) {
                    client.list();
                }
            }
            assertThat(accessLog).singleElement().asString().contains("\"GET /api/v1/clusters");
        }
    }
}
