package io.nautes.cluster.client.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The removal of secrets from messages. */
class RedactorTest {
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: kubernetes-production, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: administrator, user: {token: hush-hush-user-credential}}]
            contexts: [{name: x, context: {cluster: kubernetes-production, user: administrator}}]
            current-context: x
            """);

    private final Redactor redactor = new Redactor(
            AccessToken.of("my-token"),
            ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "got my-token twice: my-token|got [redacted] twice: [redacted]",
                "Authorization: Bearer abc|Authorization: Bearer [redacted]",
                "hush-hush-user-credential|[redacted]",
                "x=hush-hush-user-credential/y|x=[redacted]/y",
                "hush-hush-user-cr|[redacted]",
                "password=\"p\" token: t|password=\"[redacted]\" token: [redacted]",
                "clone https://bot:secret@git.example/x|clone https://[redacted]@git.example/x",
                "kubernetes-production of administrator|kubernetes-production of administrator",
                "users[0].user.client-key-data is empty|users[0].user.client-key-data is empty",
                "the token is not found|the token is not found",
                "-----BEGIN RSA PRIVATE KEY-----abc|-----BEGIN RSA PRIVATE KEY-----[redacted]",
            })
    void secretsAreRemovedAndTheRestStays(String words, String shown) {
        assertThat(redactor.clean(words)).isEqualTo(shown);
    }

    @Test
    void kubeconfigIsRemovedInEveryForm() {
        String base64 = KUBECONFIG.toBase64();

        assertThat(redactor.clean("a " + KUBECONFIG.text())).isEqualTo("a [redacted]");
        assertThat(redactor.clean("a " + base64 + " b")).isEqualTo("a [redacted] b");
        assertThat(redactor.clean("a \"" + base64.substring(7, 70) + "\"")).isEqualTo("a \"[redacted]\"");
    }

    /** With a time that grows with the product of both lengths, these would take 18 s. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void timeGrowsWithTheSumOfTheLengths() {
        Kubeconfig large = Kubeconfig.of("a".repeat(11) + "b".repeat(400_000) + "hush-hush-user-credential");
        Redactor redactor = new Redactor(
                AccessToken.of("my-token"),
                ClusterRequest.host("https://192.0.2.1:6443", large).build());
        String body = "ab".repeat(32_768);

        for (int i = 0; i < 20; i++) {
            assertThat(redactor.clean(body)).hasSizeLessThan(1100);
        }
        assertThat(redactor.clean("x hush-hush-user-credential " + body)).startsWith("x [redacted] ");
    }

    @Test
    void secretThatIsCutAtTheLimitIsNotShown() {
        String filler = "y ".repeat(4_090);

        assertThat(redactor.clean(filler + KUBECONFIG.toBase64()))
                .doesNotContain(KUBECONFIG.toBase64().substring(0, 8));
        assertThat(redactor.clean("-----BEGIN RSA PRIVATE KEY-----" + " MII".repeat(4_000)))
                .isEqualTo("-----BEGIN RSA PRIVATE KEY-----[redacted]");
    }

    @Test
    void causesAndSuppressedFailuresAreRedactedAndKeepTheirStackTraces() {
        IOException root = new IOException("refused hush-hush-user-credential");
        IllegalStateException failure = new IllegalStateException("plain", new RuntimeException("outer", root));
        failure.addSuppressed(new IOException("my-token"));
        root.initCause(failure);

        Throwable cleaned = redactor.cleaned(failure);

        StringWriter printed = new StringWriter();
        cleaned.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain("hush-hush", "my-token")
                .contains("java.lang.IllegalStateException: plain", "java.io.IOException: refused [redacted]");
        assertThat(cleaned.getStackTrace()).isEqualTo(failure.getStackTrace());
        IOException harmless = new IOException("harmless");
        assertThat(redactor.cleaned(harmless)).isSameAs(harmless);
    }

    @Test
    void textBecomesOneShortLine() {
        assertThat(redactor.clean("a\r\nb\u0000\u202e\ud800c")).isEqualTo("a  b   c");
        assertThat(redactor.clean("\ud83d\ude00".repeat(2000))).isEqualTo("\ud83d\ude00".repeat(1000) + " …");
    }
}
