package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.MisbehavingProxy.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.MisbehavingProxy.Misbehavior;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of servers that never finish a reply: each call ends at its deadline, and the next call works. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitMisbehavingServerTest extends ServedRepository {
    private static final Duration DEADLINE = Duration.ofMillis(1500);

    /** Extra time for a machine that is busy with other tasks. */
    private static final Duration SLACK = Duration.ofSeconds(8);

    private static final String ADVERTISE_FETCH = "service=git-upload-pack";
    private static final String ADVERTISE_PUSH = "service=git-receive-pack";
    private static final String FETCH = "POST /tenant.git/git-upload-pack";
    private static final String PUSH = "POST /tenant.git/git-receive-pack";

    private MisbehavingProxy proxy;

    @BeforeEach
    void openProxy() {
        proxy = new MisbehavingProxy(URI.create(server.url()).getPort());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    private GitClusterStore store() {
        return builder(proxy.url()).deadline(DEADLINE).open();
    }

    private static Throwable failureInTime(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable failure = catchThrowable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
        return failure;
    }

    private static void forever(OutputStream out, String text, int pauseMillis) throws IOException {
        byte[] bytes = ascii(text);
        while (true) {
            out.write(bytes);
            out.flush();
            if (pauseMillis > 0) {
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    static Stream<Arguments> headersThatDoNotEnd() {
        return Stream.of(
                Arguments.of("byte by byte", (Misbehavior) (in, out) -> {
                    out.write(ascii("HTTP/1.1 200 OK\r\nX-Slow: "));
                    forever(out, "x", 20);
                }),
                Arguments.of("status line byte by byte", (Misbehavior) (in, out) -> forever(out, "H", 20)),
                Arguments.of("continue", (Misbehavior) (in, out) -> forever(out, "HTTP/1.1 100 Continue\r\n\r\n", 0)),
                Arguments.of(
                        "processing", (Misbehavior) (in, out) -> forever(out, "HTTP/1.1 102 Processing\r\n\r\n", 0)),
                Arguments.of("early hints, slowly", (Misbehavior)
                        (in, out) -> forever(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 10)),
                Arguments.of("endless headers", (Misbehavior) (in, out) -> {
                    out.write(ascii("HTTP/1.1 200 OK\r\n"));
                    forever(out, "X-Filler: " + "x".repeat(4_000) + "\r\n", 1);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatDoNotEnd")
    void endlessHeaderOfAnAdvertisementFailsByTheDeadline(String name, Misbehavior misbehavior) {
        try (GitClusterStore store = store()) {
            proxy.misbehave(ADVERTISE_FETCH, misbehavior);

            assertThat(failureInTime(store::snapshot)).isInstanceOf(RegistryException.class);

            proxy.behave();
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatDoNotEnd")
    void endlessHeaderOfAPushReplyFailsByTheDeadline(String name, Misbehavior misbehavior) throws IOException {
        try (GitClusterStore store = store()) {
            store.snapshot();
            proxy.misbehave(PUSH, misbehavior);

            assertThat(failureInTime(() -> store.update(Clusters.save("a")))).isInstanceOf(RegistryException.class);

            proxy.behave();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void pushThatTheServerStopsReadingFailsByTheDeadline() throws IOException {
        try (GitClusterStore store = store()) {
            store.snapshot();
            proxy.misbehave(PUSH, (in, out) -> proxy.hang());

            assertThat(failureInTime(() -> store.update(large()))).isInstanceOf(RegistryException.class);

            proxy.behave();
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void readersContinueWhileTheServerDoesNotReadAPush() {
        try (GitClusterStore store =
                builder(proxy.url()).deadline(Duration.ofSeconds(20)).open()) {
            store.snapshot();
            proxy.misbehave(PUSH, (in, out) -> proxy.hang());
            Thread writer = new Thread(() -> catchThrowable(() -> store.update(large())));
            writer.setDaemon(true);
            writer.start();
            while (proxy.misbehaved() == 0) {
                Thread.onSpinWait();
            }

            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.verify().problems()).isNotNull();
            proxy.close();
        }
    }

    /**
     * Returns a save of several megabytes that do not compress, which is more than fits into the buffers of a
     * connection.
     */
    private static StoreUpdate large() {
        Random random = new Random(1);
        List<ClusterResource> resources = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(100_000, '0', '~').forEach(text::appendCodePoint);
            resources.add(Clusters.host("large-" + i, text.toString()));
        }
        return current -> StoreChange.save(resources, null);
    }

    @Test
    void serverThatIsSilentAfterTheHeaderIsATimeout() {
        try (GitClusterStore store = store()) {
            proxy.misbehave(ADVERTISE_FETCH, (in, out) -> {
                out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n"
                        + "Content-Length: 1000\r\n\r\n001e# service="));
                proxy.hang();
            });

            assertThat(failureInTime(store::snapshot)).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));

            proxy.behave();
            assertThat(store.snapshot().clusters()).isEmpty();
        }
    }

    @Test
    void endlessAdvertisementFailsByTheDeadline() {
        try (GitClusterStore store = store()) {
            store.snapshot();
            for (String service : List.of("git-upload-pack", "git-receive-pack")) {
                proxy.misbehave("service=" + service, (in, out) -> {
                    out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-" + service
                            + "-advertisement\r\nConnection: close\r\n\r\n001f# service=" + service + "\n0000"));
                    byte[] ref = ascii("003d" + "1".repeat(40) + " refs/heads/a\n");
                    for (int i = 0; ; i++) {
                        String name = "refs/tags/" + i;
                        ref = ascii(String.format("%04x%s %s\n", 4 + 40 + 1 + name.length() + 1, "1".repeat(40), name));
                        out.write(ref);
                    }
                });
                assertThat(failureInTime(
                                service.equals("git-upload-pack")
                                        ? store::snapshot
                                        : () -> store.update(Clusters.save("a"))))
                        .isInstanceOf(RegistryException.class);
            }
            proxy.behave();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
    }

    private static byte[] packet(byte[] payload) {
        byte[] length = ascii(String.format("%04x", payload.length + 5));
        byte[] packet = new byte[payload.length + 5];
        System.arraycopy(length, 0, packet, 0, 4);
        packet[4] = 1;
        System.arraycopy(payload, 0, packet, 5, payload.length);
        return packet;
    }

    @Test
    void packThatAnnouncesTwoBillionObjectsIsReportedAsAServerFailure() throws IOException {
        try (GitClusterStore store = store()) {
            proxy.misbehave(FETCH, (in, out) -> {
                out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-result\r\n"
                        + "Connection: close\r\n\r\n0008NAK\n"));
                out.write(packet(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0x7f, -1, -1, -1}));
                for (int i = 0; i < 100; i++) {
                    out.write(packet(new byte[10_000]));
                }
                proxy.hang();
            });

            assertThat(failureInTime(store::snapshot))
                    .isInstanceOf(RegistryException.class)
                    .satisfies(e -> assertThat(e.getMessage()).contains("memory"));

            proxy.behave();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void endlessPackFailsByTheDeadline() throws IOException {
        try (GitClusterStore store = store()) {
            proxy.misbehave(FETCH, (in, out) -> {
                out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-result\r\n"
                        + "Connection: close\r\n\r\n0008NAK\n"));
                forever(out, "000d\2Waiting\n", 0);
            });

            assertThat(failureInTime(store::snapshot)).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));

            proxy.behave();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    @Test
    void pushAdvertisementThatIsNotSentIsATimeoutAndNothingIsChanged() throws IOException {
        try (GitClusterStore store = store()) {
            store.snapshot();
            proxy.misbehave(ADVERTISE_PUSH, (in, out) -> proxy.hang());

            assertThat(failureInTime(() -> store.update(Clusters.save("a"))))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));

            proxy.behave();
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }
}
