package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.TestFiles;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificates of the test files are valid from 24 November 2026 to 21 November 2036; their keys open nothing. */
class KubeconfigCertificatesTest {
    private static final Instant END = Instant.parse("2036-11-21T00:00:00Z");

    private static ClusterRequest request(String authority, String certificate, String key) {
        return Requests.host().toBuilder()
                .kubeconfig(
                        Kubeconfig.of("""
                        clusters:
                        - name: c
                          cluster: {server: "%s", certificate-authority-data: %s}
                        users:
                        - name: u
                          user: {client-certificate-data: %s, client-key-data: %s}
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        current-context: x
                        """.formatted(Requests.HOST_URL, data(authority), data(certificate), data(key))))
                .build();
    }

    private static String data(String file) {
        String text = file.endsWith(".pem") ? TestFiles.text(file) : file;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> findings(Instant now, ClusterRequest request) {
        return ClusterEvaluator.builder()
                .clock(InstantSource.fixed(now))
                .build()
                .evaluate("c1", request)
                .report()
                .findings()
                .stream()
                .map(Finding::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ec-cert.pem, ec-sec1.pem", "ec-cert.pem, ec-pkcs8.pem", "rsa-cert.pem, rsa-pkcs1.pem"})
    void matchingKeyInAnyFormIsFine(String certificate, String key) {
        assertThat(findings(END.minus(Duration.ofDays(100)), request("rsa-cert.pem", certificate, key)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rsa-cert.pem, ec-pkcs8.pem", "ec-cert.pem, rsa-pkcs1.pem"})
    void keyThatCannotBeComparedIsNotReported(String certificate, String key) {
        assertThat(findings(END.minus(Duration.ofDays(100)), request("ec-cert.pem", certificate, key)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ec-cert.pem, text, client-key", "text, ec-sec1.pem, client-certificate"})
    void dataThatIsNotPemIsRefused(String certificate, String key, String field) {
        assertThat(findings(END.minus(Duration.ofDays(100)), request("ec-cert.pem", certificate, key)))
                .singleElement()
                .asString()
                .contains("users[0].user." + field + "-data is not PEM in Base64");
    }

    @Test
    void keyOfAnotherCertificateIsReported() {
        String otherKey = """
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIKV5fP3M0CbKJNrKSDlk6VxVf5b4Qz7LrW0h3jH2b8d5oAoGCCqGSM49
                AwEHoUQDQgAEaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaQ==
                -----END EC PRIVATE KEY-----
                """;

        assertThat(findings(END.minus(Duration.ofDays(100)), request("ec-cert.pem", "ec-cert.pem", otherKey)))
                .singleElement()
                .asString()
                .startsWith("/kubeconfig: the client key in the kubeconfig does not belong to the client certificate");
    }

    @Test
    void expiryIsReportedByTheClock() {
        ClusterRequest request = request("ec-cert.pem", "rsa-cert.pem", "rsa-pkcs1.pem");

        assertThat(findings(END.plus(Duration.ofDays(10)), request))
                .hasSize(2)
                .anyMatch(
                        finding -> finding.contains("the certificate authority in the kubeconfig expired on 2036-11-2"))
                .anyMatch(finding -> finding.contains("the client certificate in the kubeconfig expired on 2036-11-2"));
        assertThat(findings(END.minus(Duration.ofDays(10)), request))
                .hasSize(2)
                .allMatch(finding -> finding.contains(" in the kubeconfig expires on 2036-11-2"));
        assertThat(findings(END.minus(Duration.ofDays(32)), request)).isEmpty();
        assertThat(findings(Instant.parse("2020-01-01T00:00:00Z"), request))
                .hasSize(2)
                .allMatch(finding -> finding.contains(" is valid from 2026-11-24"));
    }

    @Test
    void expiryIsNotCheckedWithoutAClock() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", request("ec-cert.pem", "rsa-cert.pem", "rsa-pkcs1.pem"))
                        .report()
                        .findings())
                .isEmpty();
    }
}
