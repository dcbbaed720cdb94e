package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterFilter;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a client. */
class SettingsTest extends ClientTestCase {
    private static final String EMPTY_LIST = "{\"items\":[]}";

    private static NautesClient.Builder builder() {
        return NautesClient.builder("https://127.0.0.1:1").token(AccessToken.of(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nautes.example.com",
                "ftp://nautes.example.com",
                "http:///x",
                "https://user:hush-hush@nautes.example.com",
                "https://user:hush-hush@nautes.example.com/a b",
                "https://nautes.example.com?x=y",
                "https://nautes.example.com#x",
                "https://nautes.example.com:0",
                "https://nautes.example.com:65536",
                ""
            })
    void invalidApiServerUrlIsRefused(String url) {
        assertThatThrownBy(() -> NautesClient.builder(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the API server's URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void clientWithoutTokenIsRefused() {
        assertThatThrownBy(() -> NautesClient.builder("http://127.0.0.1:1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token");
    }

    @Test
    void fileWithoutCertificatesIsRefused(@TempDir Path temp) throws IOException {
        Path empty = Files.writeString(temp.resolve("ca.pem"), "nothing\n");
        Path broken = Files.writeString(
                temp.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        for (Path file : List.of(empty, broken, temp.resolve("missing.pem"))) {
            assertThatThrownBy(() -> builder().trustPem(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersAreSentWithEachRequest(Way way) {
        ScriptedServer server = server(json(200, EMPTY_LIST));

        way.of(client(NautesClient.builder(server.uri())
                        .header("X-Trace", "abc")
                        .header("x-trace", "def")
                        .userAgent("shop/1.0")))
                .list()
                .all();

        assertThat(server.requests().get(0).lines())
                .contains("X-Trace: def", "User-Agent: shop/1.0")
                .doesNotContain("X-Trace: abc");
    }

    @Test
    void defaultUserAgentIsTheLibraryWithItsVersion() {
        ScriptedServer server = server(json(200, EMPTY_LIST));

        client(server).list();

        assertThat(server.requests().get(0).lines())
                .anyMatch(line -> line.matches("User-Agent: nautes-cluster-client/\\d+\\.\\d+.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "authorization",
                "Content-Type",
                "content-length",
                "Expect",
                "HOST",
                "Proxy-Authorization",
                "Transfer-Encoding",
                "Upgrade",
                "User-Agent"
            })
    void headerThatTheClientSetsIsRefused(String name) {
        assertThatThrownBy(() -> builder().header(name, "hush-hush"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({"X-A:b,x", "X A,x", "'',x", "'Cookie ',x", "X-A,'a\r\nAuthorization: hush'", "X-A,hush\u00e4"})
    void invalidHeaderIsRefusedWithoutShowingItsValue(String name, String value) {
        assertThatThrownBy(() -> builder().header(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @EnumSource
    void proxyIsUsed(Way way) {
        ScriptedServer proxy = server(json(200, EMPTY_LIST));
        InetSocketAddress address =
                new InetSocketAddress("127.0.0.1", proxy.uri().getPort());

        way.of(client(NautesClient.builder("http://nautes.invalid:8080").proxy(ProxySelector.of(address))))
                .list()
                .all();

        assertThat(proxy.requests().get(0)).startsWith("GET http://nautes.invalid:8080/api/v1/clusters HTTP/1.1");
    }

    @ParameterizedTest
    @EnumSource
    void http2IsOfferedOnlyIfConfigured(Way way) {
        ScriptedServer server = server(json(200, EMPTY_LIST));

        way.of(client(NautesClient.builder(server.uri()).version(HttpClient.Version.HTTP_2)))
                .list()
                .all();
        way.of(client(NautesClient.builder(server.uri()).httpClient(HttpClient.newHttpClient())))
                .list()
                .all();

        assertThat(server.requests().get(0).toLowerCase(Locale.ROOT)).contains("\nupgrade: h2c\n");
        assertThat(server.requests().get(1).toLowerCase(Locale.ROOT)).doesNotContain("\nupgrade:");
    }

    @Test
    void httpClientThatWouldSendTheTokenToAnotherServerIsRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpClient answering =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> builder().httpClient(following))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirects");
        assertThatThrownBy(() -> builder().httpClient(answering))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authenticator");
    }

    @Test
    void conflictingSettingsAreRefused() throws Exception {
        HttpClient given = HttpClient.newHttpClient();
        SSLContext tls = SSLContext.getDefault();

        for (NautesClient.Builder builder : List.of(
                builder().httpClient(given).sslContext(tls),
                builder().httpClient(given).executor(Runnable::run),
                builder().httpClient(given).proxy(ProxySelector.getDefault()))) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HTTP client");
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> builder().deadline(time)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder().connectTimeout(time)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder().replyLimit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().errorReplyLimit(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush-hush\nx", "hush-hush\u00e4", "hush-hush x", ""})
    void invalidTokenIsRefusedWithoutBeingShown(String token) {
        assertThatThrownBy(() -> AccessToken.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @EnumSource
    void headersOfACallAreSentWithItsRequests(Way way) {
        ScriptedServer server = server(json(200, EMPTY_LIST), json(200, DONE), json(200, EMPTY_LIST));
        ClusterRegistry registry =
                way.of(client(NautesClient.builder(server.uri()).header("X-Trace", "of the client")));

        registry.list(ClusterFilter.all(), ReadOptions.fresh().withHeader("x-trace", "of the call"));
        registry.delete("host-1", ChangeOptions.defaults().withHeader("X-Ticket", "4711"));
        registry.list();

        assertThat(server.requests().get(0).lines())
                .contains("X-Trace: of the call")
                .doesNotContain("X-Trace: of the client");
        assertThat(server.requests().get(1).lines()).contains("X-Trace: of the client", "X-Ticket: 4711");
        assertThat(server.requests().get(2).lines()).doesNotContain("X-Ticket: 4711");
    }

    @ParameterizedTest
    @EnumSource
    void headerOfACallThatTheClientSetsIsRefused(Way way) {
        ScriptedServer server = server(json(200, DONE));
        ChangeOptions options = ChangeOptions.defaults().withHeader("authorization", "hush-hush");

        assertThatThrownBy(() -> way.of(client(server)).delete("host-1", options))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED))
                .hasMessageContainingAll("delete cluster host-1", "authorization", "nothing was sent")
                .hasMessageNotContaining("hush");
        assertThat(server.requests()).isEmpty();
    }
}
