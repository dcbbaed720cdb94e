package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stack traces and logs, even at the finest level, which must not contain secrets that a server repeats. */
class SecretsTest extends ClientTestCase {
    private static final String SECRET = "hush-hush-user-credential";

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Level levelBefore = root.getLevel();
    private final Handler capture = new Handler() {
        @Override
        public void publish(LogRecord record) {
            String line = new SimpleFormatter().format(record);
            // The JDK quotes an unreadable status line in its internal log. A library cannot change that.
            if (!line.contains("Invalid status line")) {
                logged.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void captureLogs() {
        capture.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(capture);
    }

    @AfterEach
    void restoreLogs() {
        root.removeHandler(capture);
        root.setLevel(levelBefore);
    }

    private static ScriptedServer.Action raw(String text) {
        return (out, connection, request) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            connection.close();
        };
    }

    /** Returns replies that repeat the request in every part of a reply. */
    private static List<ScriptedServer.Action> repeating() {
        String both = TOKEN + " " + SECRET + " " + KUBECONFIG.toBase64();
        return List.of(
                json(400, "{\"code\":400,\"reason\":\"CODEC\",\"message\":\"" + both + "\"}"),
                json(500, "{\"code\":500,\"reason\":\"" + SECRET + "\",\"message\":\"Bearer " + both + "\"}"),
                json(200, "{\"message\":" + TOKEN + "}"),
                json(200, "{\"" + TOKEN + "\":1,\"" + TOKEN + "\":2,\"" + SECRET + "\"}"),
                json(200, "{\"items\":[{\"name\":\"" + SECRET + "\",\"usage\":7," + SECRET + "}]}"),
                json(200, both),
                json(200, "\"" + both),
                reply(200, both, "Content-Type: text/" + TOKEN),
                reply(302, "", "Location: https://user:" + TOKEN + "@other.example.com/" + SECRET + "?t=" + TOKEN),
                raw("HTTP/1.1 " + TOKEN + " " + SECRET + "\r\n\r\n"),
                raw(TOKEN + " " + SECRET + "\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\n" + TOKEN + " " + SECRET + "\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\nContent-Length: " + TOKEN + "\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + TOKEN + "\r\n"));
    }

    private static String printed(Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }

    private void assertClean(Throwable failure) {
        assertThat(printed(failure))
                .doesNotContain("hush-hush")
                .doesNotContain(KUBECONFIG.toBase64().substring(0, 40));
        assertThat(logged)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain("hush-hush")
                        .doesNotContain(KUBECONFIG.toBase64().substring(0, 40)));
    }

    @ParameterizedTest
    @EnumSource
    void repliesThatRepeatSecretsShowNone(Way way) throws Exception {
        for (ScriptedServer.Action action : repeating()) {
            try (ScriptedServer server = new ScriptedServer(action);
                    NautesClient client = NautesClient.builder(server.uri())
                            .token(AccessToken.of(TOKEN))
                            .retryPolicy(RetryPolicy.none())
                            .build()) {
                ClusterRegistry registry = way.of(client);

                assertClean(catchThrowable(() -> registry.save("host-1", HOST)));
                // These calls send no secret but the token, so a server cannot repeat another one.
                for (ThrowingCallable call :
                        List.<ThrowingCallable>of(registry::list, () -> registry.delete("host-1"))) {
                    Throwable failure = catchThrowable(call);
                    if (failure != null) {
                        assertThat(printed(failure)).doesNotContain(TOKEN);
                    }
                }
            }
        }
        assertThat(logged).anySatisfy(line -> assertThat(line).contains("save cluster host-1"));
    }

    @ParameterizedTest
    @EnumSource
    void tokenSourceThatQuotesTheTokenShowsNone(Way way) {
        ScriptedServer server = server(json(401, "{}"));
        TokenSource source = mock(TokenSource.class);
        when(source.credential()).thenReturn(AccessToken.of(TOKEN));
        when(source.renewed(any())).thenThrow(new IllegalStateException("outer", new RuntimeException("was " + TOKEN)));
        NautesClient client =
                closing(NautesClient.builder(server.uri()).tokenSource(source).build());

        assertClean(catchThrowable(() -> way.of(client).list().all()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:p^hush-hush@host",
                "https://user:hush-hush@host",
                "https:/user:hush-hush@host",
                "user:hush-hush@host",
                "https://user:hush-hush@ho_st",
                "https://user:hush-hush@host:99999",
                "https://user:hush-hush@host:x",
                "https://host?token=hush-hush",
                "https://host#hush-hush",
                "hush-hush",
                "://hush-hush"
            })
    void urlThatIsRefusedIsNotShown(String url) {
        Throwable failure = catchThrowable(() -> NautesClient.builder(url));

        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        assertClean(failure);
        try {
            URI uri = URI.create(url);
            assertClean(catchThrowable(() -> NautesClient.builder(uri)));
        } catch (IllegalArgumentException e) {
            assertThat(url).isNotEmpty();
        }
    }
}
