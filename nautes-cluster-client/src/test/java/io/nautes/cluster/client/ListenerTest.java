package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.listener.OperationAttempt;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.model.ClusterRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

/** Listeners: the events of which they are notified, and the headers that they add. */
class ListenerTest extends ClientTestCase {
    private static final String EMPTY_LIST = "{\"items\":[]}";
    private static final long SECONDS_10 = 10_000;

    private final OperationListener ofOperation = mock(OperationListener.class);
    private final RegistryListener listener = mock(RegistryListener.class);

    private NautesClient.Builder builder(ScriptedServer server) {
        when(listener.onStart(any())).thenReturn(ofOperation);
        return NautesClient.builder(server.uri()).jitter(longest -> 0).listener(listener);
    }

    private RegistryOperation started() {
        ArgumentCaptor<RegistryOperation> operation = ArgumentCaptor.captor();
        verify(listener).onStart(operation.capture());
        return operation.getValue();
    }

    private OperationOutcome ended() {
        ArgumentCaptor<OperationOutcome> outcome = ArgumentCaptor.captor();
        verify(ofOperation, timeout(SECONDS_10)).onEnd(outcome.capture());
        return outcome.getValue();
    }

    private List<OperationAttempt> attempts() {
        ArgumentCaptor<OperationAttempt> attempts = ArgumentCaptor.captor();
        verify(ofOperation, atLeastOnce()).onAttempt(attempts.capture());
        return attempts.getAllValues();
    }

    @ParameterizedTest
    @EnumSource
    void listenerIsNotifiedOfEachAttempt(Way way) {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"), reply(502, ""), json(200, EMPTY_LIST));

        way.of(client(builder(server))).list();

        OperationOutcome outcome = ended();
        assertThat(started()).hasToString("list");
        assertThat(attempts())
                .extracting(
                        OperationAttempt::number,
                        OperationAttempt::httpStatus,
                        OperationAttempt::failure,
                        OperationAttempt::isRetried)
                .containsExactly(
                        tuple(1, OptionalInt.of(503), Optional.of(FailureCode.SERVER_FAULT), true),
                        tuple(2, OptionalInt.of(502), Optional.of(FailureCode.SERVER_FAULT), true),
                        tuple(3, OptionalInt.of(200), Optional.empty(), false));
        assertThat(attempts()).allSatisfy(attempt -> {
            assertThat(attempt.target()).isEqualTo("GET " + server.uri() + "/api/v1/clusters");
            assertThat(attempt.duration()).isPositive();
            assertThat(attempt.toString()).doesNotContain("hush");
        });
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.duration()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void listenerIsNotifiedOfAFailure(Way way) {
        NautesClient client = client(builder(server(reply(403, ""))));

        RegistryException failure = failure(() -> way.of(client).delete("host-1"));

        OperationOutcome outcome = ended();
        assertThat(started()).hasToString("delete host-1");
        assertThat(outcome.failure()).containsSame(failure);
        assertThat(outcome.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void operationThatIsRefusedBeforeItIsSentHasNoAttempts(Way way) {
        NautesClient client = client(builder(server()));

        failure(() -> way.of(client).save("Not a name", HOST));

        OperationOutcome outcome = ended();
        verify(ofOperation, never()).onAttempt(any());
        assertThat(outcome.attempts()).isZero();
        assertThat(outcome.failure()).containsInstanceOf(InvalidClusterException.class);
    }

    @Test
    void cancelingTheFutureEndsTheOperation() {
        ScriptedServer server = server();
        server.script(server.silence());
        CompletableFuture<?> future = client(builder(server)).async().list();

        future.cancel(true);

        assertThat(ended().failure().orElseThrow().code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void callOnAClosedClientEndsTheOperation() {
        NautesClient client = client(builder(server()));
        client.close();

        failure(client::list);

        assertThat(ended().failure().orElseThrow().code()).isEqualTo(FailureCode.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource
    void headersOfListenersAreSentWithEachRequest(Way way) {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"), json(200, EMPTY_LIST));
        when(ofOperation.requestHeaders())
                .thenReturn(Map.of("traceparent", "00-1-2-01"))
                .thenReturn(Map.of("traceparent", "00-1-3-01"));

        way.of(client(builder(server))).list();

        assertThat(server.requests().get(0)).contains("traceparent: 00-1-2-01");
        assertThat(server.requests().get(1)).contains("traceparent: 00-1-3-01");
    }

    @Test
    void invalidAndReservedHeadersOfListenersAreNotSent() {
        ScriptedServer server = server(json(200, EMPTY_LIST));
        when(ofOperation.requestHeaders())
                .thenReturn(Map.of("Authorization", "Bearer other", "bad name", "x", "x-note", "a\nb", "x-trace", "1"));

        client(builder(server)).list();

        assertThat(server.requests().get(0))
                .contains("Bearer " + TOKEN, "x-trace: 1")
                .doesNotContain("Bearer other", "bad name", "x-note");
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsOfListenersDoNotAffectTheOperation(Way way) {
        ScriptedServer server = server(json(200, DONE));
        doThrow(new IllegalStateException("attempt")).when(ofOperation).onAttempt(any());
        doThrow(new AssertionError("end")).when(ofOperation).onEnd(any());
        when(ofOperation.requestHeaders()).thenThrow(new AssertionError("headers"));
        RegistryListener broken = mock(RegistryListener.class);
        when(broken.onStart(any())).thenThrow(new AssertionError("start"));
        RegistryListener without = operation -> null;

        SaveResult saved = way.of(client(builder(server).listener(broken).listener(without)))
                .save("host-1", HOST);

        assertThat(saved.change()).isEqualTo(SaveResult.Change.SAVED);
        assertThat(server.requests()).hasSize(1);
        ended();
    }

    @Test
    void eventsAreReportedInOrder() {
        ClusterRequest request = HOST;
        client(builder(server(json(200, DONE)))).save("host-1", request);

        InOrder order = inOrder(listener, ofOperation);
        order.verify(listener).onStart(any());
        order.verify(ofOperation).requestHeaders();
        order.verify(ofOperation).onAttempt(any());
        order.verify(ofOperation).onEnd(any());
    }
}
