package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.client.RetryPolicy;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults on the wire, seen by a client without retries. */
@ExtendWith(NautesExtension.class)
class FaultTest {
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("""
                            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
                            users: [{name: u, user: {token: t}}]
                            contexts: [{name: x, context: {cluster: c, user: u}}]
                            current-context: x
                            """)).build();

    private static NautesClient once(NautesServer server) {
        return NautesClient.builder(server.uri())
                .token(server.token())
                .retryPolicy(RetryPolicy.none())
                .deadline(Duration.ofSeconds(5))
                .build();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.status(500), FailureCode.SERVER_FAULT),
                Arguments.of(Fault.status(429, Duration.ofSeconds(7)), FailureCode.RATE_LIMITED),
                Arguments.of(Fault.apiError(403, "NO_AUTHORIZATION", "no"), FailureCode.PERMISSION_DENIED),
                Arguments.of(Fault.html(200), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(Fault.html(502), FailureCode.SERVER_FAULT),
                Arguments.of(Fault.redirect(URI.create("http://127.0.0.1:1/login")), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(Fault.hugeBody(17 * 1024 * 1024), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(Fault.halfBody(), FailureCode.UNREACHABLE));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultHappensOnce(Fault fault, FailureCode code, NautesServer server) {
        try (NautesClient client = once(server)) {
            server.fail(fault);

            assertThat(catchThrowableOfType(RegistryException.class, client::list)
                            .code())
                    .isEqualTo(code);
            assertThat(client.list().all()).isEmpty();

            server.fail(fault);

            assertThat(client.async().list())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            failure -> assertThat(failure.code()).isEqualTo(code));
            assertThat(client.async().list().join().all()).isEmpty();
        }
    }

    @Test
    void silenceAndStalledBodyTimeOut(NautesServer server) {
        try (NautesClient client = NautesClient.builder(server.uri())
                .token(server.token())
                .deadline(Duration.ofMillis(200))
                .build()) {
            server.fail(Fault.silence(), Fault.stalledBody());

            assertThat(catchThrowableOfType(RegistryException.class, client::list)
                            .code())
                    .isEqualTo(FailureCode.TIMEOUT);
            assertThat(catchThrowableOfType(RegistryException.class, client::list)
                            .code())
                    .isEqualTo(FailureCode.TIMEOUT);
        }
    }

    @Test
    void delayedRequestIsExecuted(NautesServer server, ClusterRegistry registry) {
        server.fail(Fault.delay(Duration.ofMillis(20)));

        assertThat(registry.list().all()).isEmpty();
    }

    @Test
    void readIsRetriedAfterAResetButAChangeIsNot(NautesServer server, ClusterRegistry registry) {
        server.fail(Fault.resetAfterReading());
        assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> registry.save("host-1", HOST)))
                .isNotNull();
        assertThat(server.requests()).hasSize(1);
        assertThat(server.registry().list().all()).isEmpty();

        server.fail(Fault.resetAfterReading());
        assertThat(registry.list().all()).isEmpty();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void executedChangeIsFoundAfterAReset(NautesServer server) {
        try (NautesClient client = NautesClient.builder(server.uri())
                .token(server.token())
                .reconcileUnknownOutcomes(true)
                .build()) {
            server.fail(Fault.resetAfterCarryingOut());

            client.save("host-1", HOST);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.registry().find("host-1")).isPresent();
        }
    }

    @Test
    void requestIsNotExecutedAfterAResetBeforeReading(NautesServer server) {
        try (NautesClient client = once(server)) {
            server.fail(Fault.resetBeforeReading());

            assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> client.save("host-1", HOST)))
                    .isNotNull();
            assertThat(server.registry().list().all()).isEmpty();
        }
    }
}
