package io.nautes.cluster.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
    private static HttpSender sender(@Nullable HttpClient given) {
        return new HttpSender(
                new HttpSender.Options(given, null, null, null, HttpClient.Version.HTTP_1_1, Duration.ofSeconds(10)),
                info -> {
                    throw new IllegalStateException("nothing is sent");
                });
    }

    private static HttpRequest request(@Nullable Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/"));
        return timeout == null ? request.build() : request.timeout(timeout).build();
    }

    @Test
    void timeoutOfARequestIsComparedWithTheConnectTimeout() {
        HttpSender sender = sender(null);

        assertThat(sender.endsBeforeConnectTimeout(request(Duration.ofSeconds(9))))
                .isTrue();
        assertThat(sender.endsBeforeConnectTimeout(request(Duration.ofSeconds(10))))
                .isFalse();
        assertThat(sender.endsBeforeConnectTimeout(request(Duration.ofSeconds(11))))
                .isFalse();
        assertThat(sender.endsBeforeConnectTimeout(request(null))).isFalse();
    }

    @Test
    void connectTimeoutOfACustomClientIsUsed() {
        HttpClient patient = HttpClient.newHttpClient();
        HttpClient hasty =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

        assertThat(sender(patient).endsBeforeConnectTimeout(request(Duration.ofHours(1))))
                .isTrue();
        assertThat(sender(hasty).endsBeforeConnectTimeout(request(Duration.ofSeconds(9))))
                .isFalse();
    }
}
