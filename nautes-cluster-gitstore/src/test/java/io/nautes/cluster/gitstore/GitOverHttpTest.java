package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** Tests of the exchanges over HTTP, and of the failures that callers receive. */
class GitOverHttpTest {
    private static final String SECRET = "hush-hush";

    @TempDir
    Path temp;

    private TestRepository remote;
    private GitHttpServer server;
    private GitClusterStore store;
    private final GitStoreListener listener = mock(GitStoreListener.class);

    @BeforeEach
    void open() throws IOException {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        server = new GitHttpServer(remote.repository());
        store = store(server.url());
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
        remote.close();
    }

    private GitClusterStore store(String url) {
        return GitClusterStore.builder(url)
                .credentials(GitCredentials.token(SECRET))
                .deadline(Duration.ofSeconds(30))
                .pauses(millis -> {})
                .listener(listener)
                .open();
    }

    private static RegistryException failure(Throwable failure, FailureCode code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(SECRET);
        }
        return (RegistryException) failure;
    }

    @Test
    void clustersAreSavedAndReadOverHttp() throws IOException {
        StoreCommit commit = store.update(Clusters.save("a"));

        assertThat(remote.head().name()).isEqualTo(commit.revision());
        assertThat(store.snapshot().clusters())
                .extracting(ClusterResource::name)
                .containsExactly("a");
        assertThat(remote.files()).containsKey("README.md");
        remote.checkObjects();
    }

    private static String basic(GitCredentials credentials) {
        return credentials.secret().authorization();
    }

    private void acceptOnly(GitCredentials credentials) {
        server.fault(exchange ->
                !basic(credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && GitHttpServer.status(401, "text/plain", "").answer(exchange));
    }

    private GitClusterStore store(CredentialSupplier<GitCredentials> credentials) {
        return GitClusterStore.builder(server.url())
                .credentials(credentials)
                .deadline(Duration.ofSeconds(30))
                .open();
    }

    @Test
    void refusedCredentialsAreRenewedOnceInAnOperation() {
        GitCredentials expired = GitCredentials.token("expired");
        GitCredentials valid = GitCredentials.token(SECRET);
        CredentialSupplier<GitCredentials> supplier = mock();
        when(supplier.credential()).thenReturn(expired);
        when(supplier.renewed(expired)).thenReturn(valid);
        acceptOnly(valid);
        try (GitClusterStore renewing = store(supplier)) {
            renewing.snapshot();
        }

        verify(supplier).renewed(expired);
        assertThat(server.authorizations()).startsWith(basic(expired), basic(valid));
    }

    @Test
    void pushIsRepeatedWithRenewedCredentials() {
        GitCredentials valid = GitCredentials.token(SECRET);
        AtomicReference<GitCredentials> current = new AtomicReference<>(valid);
        acceptOnly(valid);
        try (GitClusterStore renewing = store(new RenewedCredentials(current, valid))) {
            renewing.snapshot();
            current.set(GitCredentials.token("expired"));

            assertThat(renewing.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(server.pushes()).isEqualTo(1);
    }

    @Test
    void credentialsThatTheSupplierRepeatsAreNotSentAgain() {
        acceptOnly(GitCredentials.token("other"));
        try (GitClusterStore repeating = store(() -> GitCredentials.token(SECRET))) {
            failure(catchThrowable(repeating::snapshot), FailureCode.UNAUTHENTICATED);
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void firstSaveOnAKnownHeadIsTwoRequests() {
        store.snapshot();
        server.requests().clear();

        store.update(Clusters.save("a"));

        assertThat(server.requests())
                .containsExactly(
                        "GET /tenant.git/info/refs?service=git-receive-pack", "POST /tenant.git/git-receive-pack");
    }

    @Test
    void connectionIsKeptForLaterRequests() {
        Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
        server.fault(exchange -> {
            clients.add(exchange.getRemoteAddress());
            return false;
        });
        for (int i = 0; i < 5; i++) {
            store.update(Clusters.save("c-" + i));
            store.snapshot();
        }

        assertThat(clients).hasSize(1);
    }

    @Test
    void unchangedSnapshotIsOneRequest() {
        store.snapshot();
        server.requests().clear();

        store.snapshot();

        assertThat(server.requests()).containsExactly("GET /tenant.git/info/refs?service=git-upload-pack");
    }

    @Test
    void credentialsAreSentWithTheFirstRequest() {
        store.snapshot();

        assertThat(server.authorizations())
                .isNotEmpty()
                .allMatch(GitCredentials.token(SECRET).secret().authorization()::equals);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "400, UNEXPECTED_REPLY",
    })
    void refusedReadIsReportedWithItsStatusAndNotRepeated(int status, FailureCode code) {
        server.fault(GitHttpServer.status(status, "text/plain", "The project you were looking for is elsewhere."));

        RegistryException e = failure(catchThrowable(store::snapshot), code);

        assertThat(e).hasMessageContaining(server.url());
        assertThat(e.isRetryable()).isFalse();
        assertThat(server.requests()).hasSize(1);
        failure(catchThrowable(() -> store.update(Clusters.save("a"))), code);
    }

    @Test
    void readOnlyTokenStillReads() {
        store.snapshot();
        server.fault(exchange -> exchange.getRequestURI().toString().contains("receive-pack")
                && GitHttpServer.status(403, "text/plain", "You are not allowed to push code to this project.")
                        .answer(exchange));

        RegistryException e =
                failure(catchThrowable(() -> store.update(Clusters.save("a"))), FailureCode.PERMISSION_DENIED);

        assertThat(e).hasMessageContaining("403").hasMessageContaining("You are not allowed to push code");
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @Test
    void busyServerIsAskedAgainAfterTheRequestedDelay() {
        AtomicInteger refused = new AtomicInteger();
        server.fault(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            return refused.incrementAndGet() <= 2
                    && GitHttpServer.status(429, "text/plain", "Slow down").answer(exchange);
        });

        assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        assertThat(refused.get()).isGreaterThan(2);
    }

    @Test
    void challengeIsUnauthenticatedWithAndWithoutCredentials() {
        server.fault(exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitLab\"");
            return GitHttpServer.status(401, "text/plain", "HTTP Basic: Access denied")
                    .answer(exchange);
        });
        failure(catchThrowable(store::snapshot), FailureCode.UNAUTHENTICATED);
        failure(catchThrowable(() -> store.update(Clusters.save("a"))), FailureCode.UNAUTHENTICATED);
        try (GitClusterStore anonymous = GitClusterStore.builder(server.url()).open()) {
            failure(catchThrowable(anonymous::snapshot), FailureCode.UNAUTHENTICATED);
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void busyServerIsNotAskedAgainBeforeTheRequestedDelay() {
        List<Long> pauses = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        server.fault(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            return refused.incrementAndGet() <= 2
                    && GitHttpServer.status(503, "text/plain", "Busy").answer(exchange);
        });
        try (GitClusterStore patient = GitClusterStore.builder(server.url())
                .deadline(Duration.ofMinutes(1))
                .pauses(pauses::add)
                .open()) {
            assertThat(patient.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(pauses).containsExactly(7_000L, 7_000L);
    }

    @Test
    void busyServerMayRequestADate() {
        List<Long> pauses = new ArrayList<>();
        List<String> dates = new ArrayList<>(List.of(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20)),
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "soon"));
        server.fault(exchange -> {
            if (dates.isEmpty()) {
                return false;
            }
            exchange.getResponseHeaders().set("Retry-After", dates.remove(0));
            return GitHttpServer.status(503, "text/plain", "Busy").answer(exchange);
        });
        try (GitClusterStore patient = GitClusterStore.builder(server.url())
                .deadline(Duration.ofMinutes(1))
                .pauses(pauses::add)
                .open()) {
            assertThat(patient.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(1_000L, 20_000L);
        assertThat(pauses.subList(1, 3)).allMatch(pause -> pause < 1_000);
    }

    @Test
    void delayBeyondTheDeadlineIsNotWaitedFor() {
        server.fault(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            return GitHttpServer.status(429, "text/plain", "Slow down").answer(exchange);
        });

        failure(catchThrowable(store::snapshot), FailureCode.RATE_LIMITED);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void endlessReplyIsATimeoutWithinTheDeadline() throws IOException {
        server.fault(exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("git-upload-pack")) {
                return false;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, 0);
            byte[] keepAlive = "0005\2".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseBody().write("0008NAK\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                exchange.getResponseBody().write(keepAlive);
                exchange.getResponseBody().flush();
            }
        });
        try (GitClusterStore hasty = GitClusterStore.builder(server.url())
                .deadline(Duration.ofMillis(800))
                .open()) {
            failure(catchThrowable(hasty::snapshot), FailureCode.TIMEOUT);
        }
    }

    @Test
    void readsReturnOldContentIfThatIsAllowed() throws IOException {
        try (GitClusterStore tolerant = GitClusterStore.builder(server.url())
                .staleReads(Duration.ofDays(1))
                .listener(listener)
                .pauses(millis -> {})
                .open()) {
            assertThat(tolerant.lastRead()).isEmpty();
            tolerant.update(Clusters.save("a"));
            store.snapshot();
            server.close();

            assertThat(tolerant.snapshot().find("a")).isPresent();
            ArgumentCaptor<Duration> age = ArgumentCaptor.captor();
            ArgumentCaptor<RegistryException> reason = ArgumentCaptor.captor();
            verify(listener).staleRead(age.capture(), reason.capture());
            assertThat(age.getValue()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(reason.getValue().code()).isEqualTo(FailureCode.UNREACHABLE);
            assertThat(tolerant.lastRead().orElseThrow().snapshot()).isSameAs(tolerant.snapshot());
            assertThat(tolerant.lastRead().orElseThrow().age()).isLessThan(Duration.ofDays(1));
            failure(catchThrowable(() -> tolerant.update(Clusters.save("b"))), FailureCode.UNREACHABLE);
        }
        failure(catchThrowable(store::snapshot), FailureCode.UNREACHABLE);
        assertThat(store.lastRead().orElseThrow().snapshot().find("a")).isPresent();
    }

    @Test
    void refusalIsNotAnsweredWithOldContent() {
        try (GitClusterStore tolerant = GitClusterStore.builder(server.url())
                .staleReads(Duration.ofDays(1))
                .open()) {
            tolerant.snapshot();
            server.fault(GitHttpServer.status(401, "text/plain", ""));

            failure(catchThrowable(tolerant::snapshot), FailureCode.UNAUTHENTICATED);
        }
    }

    @Test
    void recentSnapshotIsReturnedWithoutARequest() throws IOException {
        store.snapshot();
        server.requests().clear();
        remote.commit(Map.of("README.md", "changed\n"));

        assertThat(store.snapshot(Duration.ofDays(1)).revision())
                .isNotEqualTo(remote.head().name());
        assertThat(server.requests()).isEmpty();
        assertThat(store.snapshot(Duration.ZERO).revision())
                .isEqualTo(remote.head().name());
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, SERVER_FAULT", "502, SERVER_FAULT", "503, SERVER_FAULT"})
    void serverThatStaysUnavailableIsReportedWithTheAttempts(int status, FailureCode code) {
        server.fault(GitHttpServer.status(status, "text/html", "<h1>Sorry</h1>"));

        RegistryException e = failure(catchThrowable(store::snapshot), code);

        assertThat(e).hasMessageContaining("4 attempts").hasMessageNotContaining("Sorry");
        assertThat(e.isRetryable()).isTrue();
    }

    @Test
    void signInPageIsNotAGitServer() {
        server.fault(GitHttpServer.status(200, "text/html; charset=utf-8", "<html>Sign in</html>"));

        RegistryException e = failure(catchThrowable(store::snapshot), FailureCode.UNEXPECTED_REPLY);

        assertThat(e).hasMessageContaining("single sign-on").hasMessageNotContaining("<html>");
    }

    @Test
    void redirectToASignInPageIsReported() {
        server.fault(exchange -> {
            exchange.getResponseHeaders().set("Location", server.url("/users/sign_in?from=here"));
            return GitHttpServer.status(302, "text/html", "").answer(exchange);
        });

        failure(catchThrowable(store::snapshot), FailureCode.UNEXPECTED_REPLY);
    }

    @Test
    void credentialsAreNotSentToAnotherServer() throws IOException {
        try (GitHttpServer other = new GitHttpServer(remote.repository())) {
            server.fault(exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", other.url() + "/info/refs?" + query(exchange.getRequestURI()));
                return GitHttpServer.status(302, "text/plain", "").answer(exchange);
            });

            assertThat(store.snapshot().clusters()).isEmpty();

            assertThat(other.authorizations()).isNotEmpty().allMatch("null"::equals);
        }
    }

    private static String query(URI uri) {
        return uri.getQuery();
    }

    @Test
    void redirectOnTheSameServerIsFollowedAndReported() {
        server.fault(exchange -> {
            String path = exchange.getRequestURI().toString();
            if (!path.startsWith("/old.git/")) {
                return false;
            }
            exchange.getResponseHeaders().set("Location", server.url(path.replace("/old.git/", "/tenant.git/")));
            return GitHttpServer.status(301, "text/plain", "").answer(exchange);
        });
        try (GitClusterStore old = store(server.url("/old.git"))) {
            assertThat(old.update(Clusters.save("a")).changed()).isTrue();
        }
        verify(listener, atLeastOnce()).repositoryMoved(server.url());
        verifyNoMoreInteractions(listener);
        assertThat(server.authorizations()).doesNotContain("null");
    }

    @Test
    void refusedConnectionIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (GitClusterStore nobody = store("http://localhost:" + port + "/tenant.git")) {
            RegistryException e = failure(catchThrowable(nobody::snapshot), FailureCode.UNREACHABLE);
            assertThat(e.isRetryable()).isTrue();
        }
    }

    @Test
    void unknownHostIsUnreachable() {
        try (GitClusterStore nowhere = store("http://no-such-host.invalid/tenant.git")) {
            failure(catchThrowable(nowhere::snapshot), FailureCode.UNREACHABLE);
        }
    }

    @Test
    void proxyIsUsed() {
        List<URI> asked = new ArrayList<>();
        InetSocketAddress address =
                new InetSocketAddress("localhost", URI.create(server.url()).getPort());
        ProxySelector selector = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
        try (GitClusterStore behind = GitClusterStore.builder("http://git.invalid/tenant.git")
                .proxy(selector)
                .open()) {
            assertThat(behind.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(asked).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"git://example.com/a.git", "ftp://example.com/a.git"})
    void otherKindsOfAddressesAreReportedAsUnsupported(String url) {
        assertThatThrownBy(() -> GitClusterStore.builder(url).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https, http, ssh or file URL, or a path");
    }

    @Test
    void refusalIsReportedWithTheServersMessageAndNotRepeated() throws IOException {
        store.update(Clusters.save("a"));
        ObjectId head = remote.head();
        server.requests().clear();
        server.preReceive((pack, commands) -> {
            pack.sendError("GitLab: You are not allowed to push to a protected branch.");
            commands.forEach(command -> command.setResult(
                    org.eclipse.jgit.transport.ReceiveCommand.Result.REJECTED_OTHER_REASON,
                    "pre-receive hook declined"));
        });

        RegistryException e =
                failure(catchThrowable(() -> store.update(Clusters.save("b"))), FailureCode.PERMISSION_DENIED);

        assertThat(e)
                .hasMessageContaining("pre-receive hook declined")
                .hasMessageContaining("You are not allowed to push to a protected branch.");
        assertThat(remote.head()).isEqualTo(head);
        assertThat(server.pushes()).isEqualTo(1);
        server.preReceive(org.eclipse.jgit.transport.PreReceiveHook.NULL);
        assertThat(store.update(Clusters.save("c")).changed()).isTrue();
        assertThat(remote.files()).doesNotContainKey(CLUSTERS + "b.yaml");
    }

    /** Opens a registry with a very long deadline, and reads its repository. */
    private ClusterRegistry patientRegistry() {
        ClusterRegistry registry = GitClusterRegistry.builder(server.url())
                .kubeconfigs(new InMemoryKubeconfigStore())
                .deadline(Duration.ofMinutes(5))
                .open();
        registry.save("host-1", ClusterFixtures.host());
        return registry;
    }

    @Test
    void deadlineOfACallReplacesTheStoresDeadline() {
        Duration time = Duration.ofMillis(400);
        ChangeOptions change = ChangeOptions.defaults().withDeadline(time);
        ReadOptions read = ReadOptions.fresh().withDeadline(time);
        CountDownLatch end = new CountDownLatch(1);
        try (ClusterRegistry registry = patientRegistry()) {
            server.fault(exchange -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return false;
            });
            failure(catchThrowable(() -> registry.find("host-1", read)), FailureCode.TIMEOUT);
            failure(catchThrowable(() -> registry.list(ClusterFilter.all(), read)), FailureCode.TIMEOUT);
            failure(catchThrowable(() -> registry.save("host-1", ClusterFixtures.host(), change)), FailureCode.TIMEOUT);
            failure(
                    catchThrowable(() -> registry.save("host-1", ClusterFixtures.host(), change.withRequestId("1"))),
                    FailureCode.TIMEOUT);
            failure(catchThrowable(() -> registry.planDelete("host-1", change)), FailureCode.TIMEOUT);
            end.countDown();
            assertThat(registry.find("host-1", ReadOptions.fresh().withDeadline(Duration.ofMinutes(1))))
                    .isPresent();
        }
    }

    @Test
    void olderReadDoesNotAskTheServer() {
        try (ClusterRegistry registry = patientRegistry()) {
            server.requests().clear();

            assertThat(registry.find("host-1", ReadOptions.noOlderThan(Duration.ofHours(1))))
                    .isPresent();
            assertThat(server.requests()).isEmpty();
            assertThat(registry.find("host-1", ReadOptions.noOlderThan(Duration.ZERO)))
                    .isPresent();
            assertThat(server.requests()).isNotEmpty();
        }
    }
}
