package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.transport.GitAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no failure and no log message, even at the finest level, contains a secret. */
class GitSecretsTest extends ServedRepository {
    private static final String TOKEN = "glpat-s3cr+t/of&a tenant";
    private static final List<String> SECRETS = List.of(
            TOKEN,
            "glpat-s3cr",
            URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(("oauth2:" + TOKEN).getBytes(StandardCharsets.UTF_8)));

    private static final List<String> LOGGERS = List.of(
            "",
            "sun.net.www.protocol.http.HttpURLConnection",
            "jdk.httpclient.HttpClient",
            "jdk.internal.httpclient.debug",
            "javax.net.ssl",
            "org.eclipse.jgit",
            "org.eclipse.jgit.transport.PacketLineIn",
            "org.eclipse.jgit.transport.PacketLineOut",
            "org.apache.sshd",
            "io.nautes");

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getLoggerName()).append(' ').append(entry.getMessage());
            if (entry.getParameters() != null) {
                for (Object parameter : entry.getParameters()) {
                    text.append(' ').append(String.valueOf(parameter));
                }
            }
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void recordAll() {
        recorder.setLevel(Level.ALL);
        for (String name : LOGGERS) {
            Logger logger = Logger.getLogger(name);
            loggers.add(logger);
            levels.add(logger.getLevel());
            logger.setLevel(Level.ALL);
        }
        loggers.get(0).addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        loggers.get(0).removeHandler(recorder);
        for (int i = 0; i < loggers.size(); i++) {
            loggers.get(i).setLevel(levels.get(i));
        }
    }

    @Override
    GitClusterStore.Builder builder() {
        return super.builder()
                .credentials(GitCredentials.token(TOKEN))
                .deadline(Duration.ofSeconds(5))
                .listener(new GitStoreListener() {
                    @Override
                    public void repositoryMoved(String location) {
                        reported.add(location);
                    }

                    @Override
                    public void staleRead(Duration age, RegistryException reason) {
                        reported.add(stackTrace(reason));
                    }
                });
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append('\n')
                    .append(String.valueOf(cause.getMessage()))
                    .append('\n')
                    .append(cause.toString());
        }
        return text.toString();
    }

    private void assertNoSecretIsShown(Throwable failure) {
        assertThat(failure).isNotNull();
        assertNoSecret(stackTrace(failure));
        reported.forEach(GitSecretsTest::assertNoSecret);
        logged.forEach(GitSecretsTest::assertNoSecret);
    }

    private static void assertNoSecret(String text) {
        for (String secret : SECRETS) {
            assertThat(text).doesNotContain(secret);
        }
    }

    /** Returns a text as a proxy or a server in debug mode might send it. */
    private static String echo(HttpExchange exchange) {
        return "denied for " + exchange.getRequestHeaders().getFirst("Authorization") + ", that is oauth2:" + TOKEN
                + " (" + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8) + ")";
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void serverThatRepeatsTheCredentialsInAnError(int status) {
        server.fault(exchange ->
                GitHttpServer.status(status, "text/plain", echo(exchange)).answer(exchange));
        try (GitClusterStore store = builder().open()) {
            assertNoSecretIsShown(catchThrowable(store::snapshot));
            assertNoSecretIsShown(catchThrowable(() -> store.update(Clusters.save("a"))));
        }
        assertThat(logged).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 413, 500, 503})
    void serverThatRepeatsTheCredentialsInItsReplyToAPush(int status) {
        try (GitClusterStore store = builder().deadline(Duration.ofSeconds(2)).open()) {
            store.snapshot();
            server.fault(exchange -> {
                if (!exchange.getRequestMethod().equals("POST")) {
                    return false;
                }
                exchange.getRequestBody().readAllBytes();
                return GitHttpServer.status(status, "text/plain", echo(exchange))
                        .answer(exchange);
            });
            assertNoSecretIsShown(catchThrowable(() -> store.update(Clusters.save("a"))));
        }
    }

    @Test
    void hookThatRepeatsTheCredentials() {
        // JGit traces each packet, including those of the test server, which sent this text itself.
        Logger.getLogger("org.eclipse.jgit.transport.PacketLineIn").setLevel(Level.OFF);
        Logger.getLogger("org.eclipse.jgit.transport.PacketLineOut").setLevel(Level.OFF);
        server.preReceive((pack, commands) -> {
            pack.sendError("denied for " + TOKEN);
            commands.forEach(
                    command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "declined for " + TOKEN));
        });
        try (GitClusterStore store = builder().open()) {
            assertNoSecretIsShown(catchThrowable(() -> store.update(Clusters.save("a"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/info/refs", "/users/sign_in", ""})
    void redirectToAnAddressWithCredentials(String path) {
        String encoded = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);
        server.fault(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/other.git")) {
                return false;
            }
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            server.url("/other.git" + path).replace("://", "://oauth2:" + encoded + "@")
                                    + "?private_token=" + encoded + "&"
                                    + exchange.getRequestURI().getQuery());
            return GitHttpServer.status(301, "text/plain", echo(exchange)).answer(exchange);
        });
        try (GitClusterStore store = builder().open()) {
            Throwable failure = catchThrowable(store::snapshot);
            assertNoSecretIsShown(failure == null ? new IllegalStateException("none") : failure);
        }
    }

    @Test
    void brokenConnection() {
        try (GitClusterStore store = builder().deadline(Duration.ofSeconds(2)).open()) {
            store.snapshot();
            server.fault(exchange -> {
                exchange.close();
                return true;
            });
            assertNoSecretIsShown(catchThrowable(store::snapshot));
            assertNoSecretIsShown(catchThrowable(() -> store.update(Clusters.save("a"))));
        }
    }

    @Test
    void replyThatIsNotGit() {
        server.fault(exchange -> GitHttpServer.status(
                        200, "application/x-git-upload-pack-advertisement", "001e# " + echo(exchange))
                .answer(exchange));
        try (GitClusterStore store = builder().open()) {
            assertNoSecretIsShown(catchThrowable(store::snapshot));
        }
    }

    @Test
    void staleReadAndWatch() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        try (GitClusterStore store = builder().staleReads(Duration.ofDays(1)).open()) {
            store.snapshot();
            server.fault(exchange ->
                    GitHttpServer.status(503, "text/plain", echo(exchange)).answer(exchange));
            store.snapshot();
            assertThat(reported).isNotEmpty();
            SteppedPacer pacer = new SteppedPacer(1);
            ClusterWatchListener listener = new ClusterWatchListener() {
                @Override
                public void changed(ClusterChange change) {}

                @Override
                public void failed(RegistryException failure, int count, Duration pause) {
                    failures.add(stackTrace(failure));
                }
            };
            try (ClusterWatch watch = store.watch(listener, WatchOptions.defaults(), pacer)) {
                pacer.roundDone();
                assertThat(watch.isClosed()).isFalse();
            }
        }
        assertThat(failures).isNotEmpty().allSatisfy(GitSecretsTest::assertNoSecret);
        assertNoSecretIsShown(new IllegalStateException("none"));
    }

    @Test
    void successIsLoggedWithoutCredentials() {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            store.snapshot();
        }
        assertThat(server.authorizations()).isNotEmpty().doesNotContain("null");
        assertThat(logged).isNotEmpty();
        assertNoSecretIsShown(new IllegalStateException("none"));
    }

    static List<String> addressesWithCredentials() {
        return List.of(
                "https://oauth2:tok en@git.example.com/tenant.git",
                "https://oauth2:t0ken@git.example.com/tenant.git",
                "HTTPS://t0ken@git.example.com/tenant.git",
                "https:/t0ken@git.example.com/tenant.git",
                "https:t0ken@git.example.com/tenant.git",
                "https:///t0ken@git.example.com/tenant.git",
                "://t0ken@git.example.com/tenant.git",
                "//oauth2:t0ken@git.example.com/tenant.git",
                "oauth2:t0ken@git.example.com/tenant.git",
                "oauth2:t0ken@git.example.com:tenant.git",
                "t0ken@git.example.com/tenant.git",
                "https://oauth2:t0ken%40git.example.com/tenant.git",
                "https://oauth2%3At0ken@git.example.com/tenant.git",
                "https://oauth2:t0ken@/tenant.git",
                "https://oauth2:t0ken@git.example.com:port/tenant.git",
                "https://oauth2:t0[ken@git.example.com/tenant.git",
                "https://git.example.com/tenant.git#oauth2:t0ken@",
                "https://git.example.com/tenant.git?private_token=t0ken",
                "https://git.example.com\\@t0ken/tenant.git",
                "ssh://git:t0ken@git.example.com/tenant.git",
                "ssh://git%3At0ken@git.example.com/tenant.git",
                "file://t0ken@git.example.com/tenant.git",
                "git://t0ken@git.example.com/tenant.git",
                "ftp://user:t0ken@git.example.com/tenant.git",
                "https://oauth2:t0ken\n@git.example.com/tenant.git",
                " https://oauth2:t0ken@git.example.com/tenant.git",
                "url=https://oauth2:t0ken@git.example.com/tenant.git");
    }

    @ParameterizedTest
    @MethodSource("addressesWithCredentials")
    void addressWithCredentialsIsRefusedAndNotShown(String address) {
        for (Throwable failure : List.of(
                catchThrowable(() -> GitClusterStore.builder(address).open()),
                catchThrowable(() -> TemplateRepository.at(address)),
                catchThrowable(() -> ClusterTemplates.inFolder(temp)
                        .tenantRepository(address.contains("@") ? address : "t0ken@x/y")))) {
            assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("repository");
            assertThat(stackTrace(failure)).doesNotContain("t0ken").doesNotContain("tok en");
        }
    }

    @Test
    void pathsAndAddressesWithAnAtSignWithoutCredentialsWork() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("team@work"));
        try (TestRepository local = new TestRepository(folder.resolve("tenant.git"))) {
            local.commit(Map.of("README.md", "# Tenant\n"));
            for (String address :
                    List.of(local.folder().toString(), local.folder().toUri().toString())) {
                try (GitClusterStore store = GitClusterStore.builder(address).open()) {
                    assertThat(store.snapshot().clusters()).isEmpty();
                }
            }
        }
        assertThat(GitAddress.of("git@git.example.com:team/tenant.git").isSsh()).isTrue();
        assertThat(GitAddress.of("ssh://git@git.example.com:2222/tenant.git").isSsh())
                .isTrue();
        assertThat(GitAddress.of("https://git.example.com/@team/tenant.git").isHttp())
                .isTrue();
        ClusterTemplates.inFolder(temp).tenantRepository("git@git.example.com:team/tenant.git");
    }
}
