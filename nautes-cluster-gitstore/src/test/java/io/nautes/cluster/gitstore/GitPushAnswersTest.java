package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the replies to a push: their meaning for the pushed updates, and for the other updates. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitPushAnswersTest extends ServedRepository {
    private static boolean isRead(HttpExchange exchange) {
        return exchange.getRequestURI().toString().contains("upload-pack");
    }

    private void answerPushes(GitHttpServer.Fault answer) {
        server.fault(exchange -> {
            if (!GitHttpServer.isPush(exchange)) {
                return false;
            }
            exchange.getRequestBody().readAllBytes();
            return answer.answer(exchange);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNEXPECTED_REPLY",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "405, UNEXPECTED_REPLY",
        "409, UNEXPECTED_REPLY",
        "410, NOT_FOUND",
        "411, UNEXPECTED_REPLY",
        "413, UNEXPECTED_REPLY",
        "415, UNEXPECTED_REPLY",
        "422, UNEXPECTED_REPLY"
    })
    void refusalOfAPushByStatusIsReportedImmediately(int status, FailureCode code) throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            ObjectId head = remote.head();
            answerPushes(GitHttpServer.status(status, "text/plain", "The reason."));

            Throwable failure = catchThrowable(() -> store.update(Clusters.save("a")));

            assertCode(failure, code);
            assertThat(failure).hasMessageContaining(String.valueOf(status)).hasMessageContaining("The reason.");
            assertThat(server.pushes()).isEqualTo(1);
            assertThat(remote.head()).isEqualTo(head);
            server.fault(exchange -> false);
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void failureOfATooLargePushSaysWhatToDo() {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            answerPushes(GitHttpServer.status(413, "text/html", "<h1>413 Request Entity Too Large</h1>"));

            assertThat(catchThrowable(() -> store.update(Clusters.save("a"))))
                    .hasMessageContaining("too large")
                    .hasMessageContaining("client_max_body_size");
        }
    }

    @Test
    void challengeAfterAPushIsUnauthenticatedAndThePushIsSentOnce() {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            answerPushes(exchange -> {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"Git\"");
                return GitHttpServer.status(401, "text/plain", "").answer(exchange);
            });

            assertCode(catchThrowable(() -> store.update(Clusters.save("a"))), FailureCode.UNAUTHENTICATED);
            assertThat(server.pushes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void busyServerIsAskedAgainAfterTheDelayInItsReplyToAPush(int status) throws IOException {
        List<Long> pauses = new CopyOnWriteArrayList<>();
        server.fault(onlyFirst(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "7");
            return GitHttpServer.status(status, "text/plain", "Busy").answer(exchange);
        }));
        try (GitClusterStore store = builder().pauses(pauses::add).open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(pauses).contains(7_000L);
        assertThat(server.pushes()).isEqualTo(2);
        assertSavedOnce("a");
    }

    private static GitHttpServer.Fault onlyFirst(GitHttpServer.Fault answer) {
        AtomicInteger pushes = new AtomicInteger();
        return exchange -> GitHttpServer.isPush(exchange) && pushes.incrementAndGet() == 1 && answer.answer(exchange);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void packThatTheServerCannotUnpackIsReportedImmediately(boolean sideBand) throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            ObjectId head = remote.head();
            answerPushes(GitHttpServer.unpackError(sideBand));

            Throwable failure = catchThrowable(() -> store.update(Clusters.save("a")));

            if (sideBand) {
                assertCode(failure, FailureCode.SERVER_FAULT);
                assertThat(failure).hasMessageContaining("index-pack abnormal exit");
                assertThat(server.pushes()).isEqualTo(1);
            } else {
                // The body is not in the agreed format, so the outcome is unknown.
                assertCode(failure, FailureCode.OUTCOME_UNKNOWN);
            }
            assertThat(remote.head()).isEqualTo(head);
        }
    }

    @Test
    void tooLargeUpdateDoesNotFailTheOthersOfItsBatch() throws Exception {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            List<CompletableFuture<Throwable>> calls =
                    batch(store, Clusters.save("a"), Clusters.save("large", noise(20_000)), Clusters.save("c"));
            server.fault(exchange -> GitHttpServer.isPush(exchange)
                    && Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length")) > 10_000
                    && refuse(exchange));
            releaseFirst.countDown();

            assertThat(calls.get(0).get(60, TimeUnit.SECONDS)).isNull();
            assertThat(calls.get(1).get(60, TimeUnit.SECONDS)).hasMessageContaining("413");
            assertThat(calls.get(2).get(60, TimeUnit.SECONDS)).isNull();
            assertThat(server.pushes()).isEqualTo(5);
        }
        assertSavedOnce("first", "a", "c");
    }

    private static String noise(int length) {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(length, '0', '~').forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean refuse(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        return GitHttpServer.status(413, "text/plain", "").answer(exchange);
    }

    private final CountDownLatch releaseFirst = new CountDownLatch(1);

    /** Starts updates that wait behind another one whose push is blocked, so that they become one batch. */
    private List<CompletableFuture<Throwable>> batch(GitClusterStore store, StoreUpdate... updates)
            throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        server.preReceive((pack, commands) -> {
            held.countDown();
            await(releaseFirst);
        });
        call(store, Clusters.save("first"));
        assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
        server.preReceive(org.eclipse.jgit.transport.PreReceiveHook.NULL);
        List<CompletableFuture<Throwable>> calls = new ArrayList<>();
        for (StoreUpdate update : updates) {
            calls.add(call(store, update));
        }
        return calls;
    }

    private static CompletableFuture<Throwable> call(GitClusterStore store, StoreUpdate update) {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Throwable> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            started.countDown();
            result.complete(catchThrowable(() -> store.update(update)));
        });
        caller.setDaemon(true);
        caller.start();
        await(started);
        while (caller.getState() != Thread.State.TIMED_WAITING && caller.isAlive()) {
            Thread.onSpinWait();
        }
        return result;
    }

    @Test
    void unknownOutcomeOfAPushIsNotReportedToUpdatesWithoutACommit() throws Exception {
        try (GitClusterStore store =
                builder().deadline(Duration.ofSeconds(6)).pauses(Thread::sleep).open()) {
            store.snapshot();
            List<CompletableFuture<Throwable>> calls = batch(
                    store,
                    current -> {
                        throw new IllegalStateException("refused before");
                    },
                    Clusters.save("a"),
                    current -> {
                        throw new IllegalStateException("refused after");
                    },
                    Clusters.delete("not-there"));
            AtomicInteger pushes = new AtomicInteger();
            server.fault(exchange -> {
                // The push of the first update has already reached the repository.
                if (GitHttpServer.isPush(exchange)) {
                    pushes.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.close();
                    return true;
                }
                return pushes.get() > 0
                        && GitHttpServer.status(503, "text/plain", "").answer(exchange);
            });
            releaseFirst.countDown();

            assertThat(calls.get(0).get(60, TimeUnit.SECONDS)).hasMessage("refused before");
            assertThat(calls.get(1).get(60, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(calls.get(2).get(60, TimeUnit.SECONDS)).hasMessage("refused after");
            assertThat(calls.get(3).get(60, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void eachCallerGetsASeparateFailure() throws Exception {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            List<CompletableFuture<Throwable>> calls =
                    batch(store, Clusters.save("a"), Clusters.save("b"), Clusters.save("c"), Clusters.save("d"));
            server.fault(GitHttpServer.status(401, "text/plain", ""));
            releaseFirst.countDown();

            Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
            Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
            for (CompletableFuture<Throwable> call : calls) {
                Throwable failure = call.get(60, TimeUnit.SECONDS);
                assertCode(failure, FailureCode.UNAUTHENTICATED);
                failures.add(failure);
                causes.add(failure.getCause());
            }
            assertThat(failures).hasSize(4);
            assertThat(causes).hasSize(1);
        }
    }

    /** Makes a copy of the repository, which is not updated, answer reads. */
    private GitHttpServer readFromReplica(TestRepository replica) {
        GitHttpServer reads = new GitHttpServer(replica.repository());
        HttpClient client = HttpClient.newHttpClient();
        server.fault(exchange -> {
            if (!isRead(exchange)) {
                return false;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(reads.url("") + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            if (encoding != null) {
                request.header("Content-Encoding", encoding);
            }
            try {
                HttpResponse<byte[]> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.getResponseHeaders()
                        .set(
                                "Content-Type",
                                reply.headers().firstValue("Content-Type").orElse(""));
                exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
                exchange.getResponseBody().write(reply.body());
                exchange.close();
                return true;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        return reads;
    }

    private TestRepository replica() throws IOException {
        TestRepository replica = new TestRepository(temp.resolve("replica.git"));
        replica.commit(Map.of("README.md", "# Tenant\n"));
        assertThat(replica.head()).isEqualTo(remote.head());
        return replica;
    }

    @Test
    void replicaThatLagsBehindAnotherClientIsNotAskedWithoutAPause() throws IOException {
        try (TestRepository replica = replica();
                GitHttpServer reads = readFromReplica(replica);
                GitClusterStore store = builder()
                        .deadline(Duration.ofSeconds(3))
                        .pauses(Thread::sleep)
                        .open()) {
            assertThat(reads.url()).isNotEmpty();
            store.snapshot();
            rival(1);
            server.requests().clear();

            RegistryException failure = (RegistryException) catchThrowable(() -> store.update(Clusters.save("a")));

            assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
            assertThat(server.requests()).hasSizeLessThan(50);
            server.fault(exchange -> false);
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void replicaThatLagsDoesNotTurnALostRaceIntoARefusal() throws IOException {
        try (TestRepository replica = replica();
                GitHttpServer reads = readFromReplica(replica);
                GitClusterStore store = builder()
                        .pauses(millis -> server.fault(exchange -> false))
                        .open()) {
            assertThat(reads.url()).isNotEmpty();
            store.snapshot();
            store.update(Clusters.save("a"));
            rival(1);

            store.update(Clusters.save("b"));
        }
        assertThat(remote.files()).containsKey("rival-1");
        assertSavedOnce("a", "b");
    }

    @Test
    void replicaThatLagsDoesNotHideAnAcknowledgedChange() throws IOException {
        try (TestRepository replica = replica();
                GitHttpServer reads = readFromReplica(replica);
                GitClusterStore store = builder().open()) {
            assertThat(reads.url()).isNotEmpty();
            store.snapshot();
            store.update(Clusters.save("a"));

            assertThat(store.snapshot().find("a")).isPresent();
            assertThat(store.snapshot(Duration.ofDays(1)).find("a")).isPresent();
            assertThat(events).isEmpty();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("a", "b");
    }

    @Test
    void unknownPushIsFoundOnTheServerForPushesAlthoughTheReplicaLags() throws IOException {
        try (TestRepository replica = replica();
                GitHttpServer reads = readFromReplica(replica);
                GitClusterStore store = builder().pauses(Thread::sleep).open()) {
            assertThat(reads.url()).isNotEmpty();
            store.snapshot();
            AtomicInteger cuts = new AtomicInteger();
            server.afterReceive(exchange -> {
                if (cuts.incrementAndGet() == 1) {
                    exchange.close();
                    return true;
                }
                return false;
            });

            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
    }
}
