package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.UnreachablePort;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ParsedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines, which include everything that a call waits for and lose no interrupt of the caller. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineTest extends ClientTestCase {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        end.countDown();
        threads.shutdownNow();
    }

    /** Waits and ignores interrupts. */
    private void blockIgnoringInterrupts() {
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineIncludesTheWaitForOtherChanges(Way way) throws Exception {
        ScriptedServer server = server(json(200, DONE));
        // The first call of a JVM loads classes, which may take longer than the deadline.
        way.of(client(NautesClient.builder(server.uri()))).delete("host-before");
        server.script(server.silence());
        NautesClient client = client(NautesClient.builder(server.uri()).deadline(Duration.ofSeconds(1)));
        List<Future<RegistryException>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String name = "host-" + i;
            calls.add(threads.submit(() -> catchThrowableOfType(
                    RegistryException.class, () -> way.of(client).delete(name))));
        }

        List<FailureCode> codes = new ArrayList<>();
        for (Future<RegistryException> call : calls) {
            codes.add(call.get(6, TimeUnit.SECONDS).code());
        }

        assertThat(codes).contains(FailureCode.TIMEOUT, FailureCode.OUTCOME_UNKNOWN);
        assertThat(codes).containsOnly(FailureCode.TIMEOUT, FailureCode.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineWhileConnectingIsATimeout(Way way) throws Exception {
        try (UnreachablePort port = UnreachablePort.open()) {
            NautesClient client = closing(NautesClient.builder("http://127.0.0.1:" + port.number())
                    .token(AccessToken.of(TOKEN))
                    .deadline(SHORT)
                    .build());

            assertThat(code(() -> way.of(client).list())).isEqualTo(FailureCode.TIMEOUT);
            assertThat(code(() -> way.of(client).save("host-1", HOST))).isEqualTo(FailureCode.TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineIncludesATokenSourceThatIgnoresInterrupts(Way way) {
        ScriptedServer server = server(json(200, DONE));
        NautesClient client = closing(NautesClient.builder(server.uri())
                .tokenSource(() -> {
                    blockIgnoringInterrupts();
                    return AccessToken.of(TOKEN);
                })
                .deadline(SHORT)
                .build());

        assertThat(code(() -> way.of(client).list().all())).isEqualTo(FailureCode.TIMEOUT);
        assertThat(code(() -> way.of(client).save("host-1", HOST))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineIncludesTheRenewalOfAToken(Way way) {
        ScriptedServer server = server(json(401, "{\"code\":401,\"reason\":\"\",\"message\":\"no\"}"));
        TokenSource source = mock(TokenSource.class);
        when(source.credential()).thenReturn(AccessToken.of(TOKEN));
        when(source.renewed(any())).thenAnswer(call -> {
            blockIgnoringInterrupts();
            return call.getArgument(0);
        });
        NautesClient client = closing(NautesClient.builder(server.uri())
                .tokenSource(source)
                .deadline(SHORT)
                .build());

        assertThat(code(() -> way.of(client).list().all())).isEqualTo(FailureCode.TIMEOUT);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void errorOfATokenSourceFailsTheCall(Way way) {
        NautesClient client =
                closing(NautesClient.builder(server(json(200, DONE)).uri())
                        .tokenSource(() -> {
                            throw new AssertionError("broken plug-in");
                        })
                        .build());

        assertThat(failure(() -> way.of(client).list().all()))
                .hasRootCauseMessage("broken plug-in")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    @Test
    void asynchronousCallEndsAtItsDeadlineIfTheExecutorHasNoFreeThread() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            ScriptedServer server = server(json(200, "{\"items\":[]}"));
            CountDownLatch received = new CountDownLatch(1);
            server.script((out, connection, request) -> {
                received.countDown();
                server.silence().answer(out, connection, request);
            });
            NautesClient client =
                    client(NautesClient.builder(server.uri()).executor(two).deadline(SHORT));
            CountDownLatch blocked = new CountDownLatch(2);
            CompletableFuture<?> sent = client.async().list();
            received.await();
            for (int i = 0; i < 2; i++) {
                two.execute(() -> {
                    blocked.countDown();
                    blockIgnoringInterrupts();
                });
            }
            blocked.await();

            CompletableFuture<?> notSent = client.async().list();

            assertThat(code(() -> Way.join(sent))).isEqualTo(FailureCode.TIMEOUT);
            assertThat(code(() -> Way.join(notSent))).isEqualTo(FailureCode.TIMEOUT);
        } finally {
            end.countDown();
            two.shutdownNow();
        }
    }

    @Test
    void callEndsAtItsDeadlineIfTheExecutorRunsNoTasks() {
        Executor never = task -> {};
        NautesClient client =
                client(NautesClient.builder(server(json(200, DONE)).uri())
                        .executor(never)
                        .deadline(SHORT));

        assertThat(code(() -> Way.join(client.async().delete("host-1")))).isEqualTo(FailureCode.TIMEOUT);
    }

    /** A thread has only one interrupt flag: a call that interrupted its own thread would lose interrupts of the caller. */
    @Test
    void interruptsNearTheDeadlineAreKept() throws Exception {
        ScriptedServer server = server(json(200, "{\"items\":[]}"));
        server.script(server.silence());
        NautesClient client = client(NautesClient.builder(server.uri())
                .retryPolicy(RetryPolicy.none())
                .deadline(Duration.ofMillis(20)));
        int lost = 0;
        for (int i = 0; i < 200; i++) {
            AtomicBoolean kept = new AtomicBoolean();
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread caller = new Thread(() -> {
                catchThrowableOfType(RegistryException.class, client::list);
                boolean waiting = true;
                while (waiting) {
                    try {
                        interrupted.await();
                        waiting = false;
                    } catch (InterruptedException e) {
                        kept.set(true);
                    }
                }
                kept.compareAndSet(false, Thread.interrupted());
            });
            caller.start();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(19_000 + i * 20L));
            caller.interrupt();
            interrupted.countDown();
            caller.join();
            lost += kept.get() ? 0 : 1;
        }

        assertThat(lost).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void longestDurationIsAValidDeadline(Way way) {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        NautesClient client = client(NautesClient.builder(
                        server(json(503, "{}"), json(200, "{\"items\":[]}")).uri())
                .deadline(longest)
                .connectTimeout(longest)
                .retryPolicy(new RetryPolicy(3, Duration.ofMillis(1), longest))
                .reconcileUnknownOutcomes(true));

        assertThat(way.of(client).list().all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineOfACallOverridesThatOfTheClient(Way way) {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry patient =
                way.of(client(NautesClient.builder(server.uri()).deadline(Duration.ofMinutes(5))));
        server.script(server.silence());

        assertThat(code(() -> patient.find("host-1", ReadOptions.fresh().withDeadline(SHORT))))
                .isEqualTo(FailureCode.TIMEOUT);
        assertThat(code(() -> patient.list(
                        ClusterFilter.all(),
                        ReadOptions.noOlderThan(Duration.ofDays(1)).withDeadline(SHORT))))
                .isEqualTo(FailureCode.TIMEOUT);
        assertThat(code(() -> patient.plan(
                        "host-1",
                        ParsedRequest.of(HOST),
                        ChangeOptions.defaults().withDeadline(SHORT))))
                .isEqualTo(FailureCode.TIMEOUT);
        // It depends on the speed of the machine whether the request was sent before the deadline.
        assertThat(code(() ->
                        patient.save("host-1", HOST, ChangeOptions.defaults().withDeadline(SHORT))))
                .isIn(FailureCode.OUTCOME_UNKNOWN, FailureCode.TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineOfACallMayBeLongerThanThatOfTheClient(Way way) {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry hasty = way.of(client(NautesClient.builder(server.uri()).deadline(Duration.ofNanos(1))));

        assertThat(code(() -> hasty.find("host-1"))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(hasty.delete("host-1", ChangeOptions.defaults().withDeadline(Duration.ofSeconds(Long.MAX_VALUE)))
                        .deleted())
                .isTrue();
    }
}
