package io.nautes.cluster.model.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Samples;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.kubeconfig.KubeconfigTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {
    private static final byte[] BYTES = Samples.KUBECONFIG.getBytes(StandardCharsets.UTF_8);

    static Stream<String> forms() {
        String padded = Base64.getEncoder().encodeToString(BYTES);
        return Stream.of(
                Samples.KUBECONFIG,
                padded,
                Base64.getEncoder().withoutPadding().encodeToString(BYTES),
                Base64.getMimeEncoder().encodeToString(BYTES),
                Base64.getUrlEncoder().encodeToString(BYTES),
                "  " + padded + "\n");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormIsTheSameKubeconfig(String form) {
        assertThat(Kubeconfig.of(form).text()).isEqualTo(Samples.KUBECONFIG);
        assertThat(Kubeconfig.of(form)).isEqualTo(Kubeconfig.of(Samples.KUBECONFIG));
    }

    @Test
    void contentDescribesTheCurrentContext() {
        assertThat(Kubeconfig.of(Samples.KUBECONFIG).content())
                .isEqualTo(new KubeconfigContent(
                        List.of("other", "edge"),
                        List.of("admin"),
                        List.of("edge-admin"),
                        "edge-admin",
                        "edge",
                        "admin",
                        "https://10.0.0.1:6443",
                        false,
                        KubeconfigCertificates.NONE,
                        List.of(
                                new KubeconfigProblem(
                                        KubeconfigProblem.Kind.DATA_MALFORMED,
                                        "clusters[1].cluster.certificate-authority-data"),
                                new KubeconfigProblem(KubeconfigProblem.Kind.CLUSTER_NOT_FIRST, "contexts.cluster"),
                                new KubeconfigProblem(KubeconfigProblem.Kind.NO_CLIENT_CERTIFICATE, "users[0].user"))));
    }

    @Test
    void onlyTheServerOfTheCurrentContextIsReplaced() {
        Kubeconfig changed = Kubeconfig.of(Samples.KUBECONFIG).withServer("https://192.0.2.10:6443");

        assertThat(changed.text())
                .isEqualTo(Samples.KUBECONFIG.replace("https://10.0.0.1:6443", "https://192.0.2.10:6443"));
    }

    @Test
    void serverInQuotesBehindOtherScriptsIsReplaced() {
        String text = "# \uD83D\uDE00 注释\n{clusters: [{name: c, cluster: {server: \"https://10.0.0.1\"}}],"
                + " contexts: [{name: x, context: {cluster: c, user: u}}], current-context: x}";

        assertThat(Kubeconfig.of(text).withServer("https://[2001:db8::1]:6443").text())
                .isEqualTo(text.replace("\"https://10.0.0.1\"", "\"https://[2001:db8::1]:6443\""));
    }

    @Test
    void equalServerChangesNothing() {
        assertThat(Kubeconfig.of(Samples.KUBECONFIG)
                        .withServer("https://10.0.0.1:6443")
                        .text())
                .isSameAs(Kubeconfig.of(Samples.KUBECONFIG).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush-hush-token: [",
                "- hush-hush-token",
                "hush-hush-token",
                "a: *hush-hush-token",
                "a: !hush-hush-token%1"
            })
    void invalidKubeconfigIsReportedWithoutItsContent(String text) {
        assertThatThrownBy(() -> Kubeconfig.of(text).content())
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void kubeconfigWithoutCurrentContextHasNoServerToReplace() {
        Kubeconfig kubeconfig = Kubeconfig.of("clusters: []");

        assertThat(kubeconfig.content().server()).isNull();
        assertThatThrownBy(() -> kubeconfig.withServer("https://192.0.2.10"))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&s https://10.0.0.1",
                "!!str https://10.0.0.1",
                "|\n      https://10.0.0.1",
                ">-\n      https://10.0.0.1"
            })
    void serverThatCannotBeReplacedAloneIsReported(String server) {
        Kubeconfig kubeconfig = Kubeconfig.of("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\n"
                + "clusters:\n- name: c\n  cluster:\n    server: " + server + "\n    tls-server-name: a\n");

        assertThat(kubeconfig.content().server()).startsWith("https://10.0.0.1");
        assertThatThrownBy(() -> kubeconfig.withServer("https://192.0.2.10"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("line 6, column 13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{server, x: 1}", "{server: , x: 1}", "{? server, x: 1}"})
    void serverThatIsMissingIsReported(String cluster) {
        Kubeconfig kubeconfig = Kubeconfig.of("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\n"
                + "clusters: [{name: c, cluster: " + cluster + "}]\n");

        assertThatThrownBy(() -> kubeconfig.withServer("https://192.0.2.10"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("the server is missing")
                .hasMessageContaining("line 3");
    }

    @Test
    void serverThatIsAnAliasIsReported() {
        Kubeconfig kubeconfig = Kubeconfig.of("s: &s \"https://10.0.0.1\"\ncurrent-context: x\n"
                + "contexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: *s}}]\n");

        assertThat(kubeconfig.content().server()).isEqualTo("https://10.0.0.1");
        assertThatThrownBy(() -> kubeconfig.withServer("https://192.0.2.10"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("anchor");
    }

    @Test
    void nothingPrintsTheSecret() {
        Kubeconfig kubeconfig = Kubeconfig.of(Samples.KUBECONFIG);
        ClusterRequest request = Samples.fullRequest();

        assertThat(List.of(
                        kubeconfig,
                        kubeconfig.content(),
                        request,
                        request.toBuilder().build()))
                .allSatisfy(printed -> assertThat(printed.toString())
                        .doesNotContain("hush-hush")
                        .doesNotContain(kubeconfig.toBase64()));
    }

    private static String withServer(String server) {
        return """
                clusters: [{name: c, cluster: {server: %s}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(server);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "https://a https://b https://b",
                "https://a https://b/~c https://b/~c",
                "https://a https://b/!c \"https://b/!c\"",
                "https://a https://b/ä \"https://b/ä\"",
                "https://a https://b,c \"https://b,c\"",
                "https://a https://b: \"https://b:\"",
                "https://a https://b\\c \"https://b\\\\c\"",
                "\"https://a\" https://b \"https://b\"",
                "\"https://a\" https://\"b \"https://\\\"b\"",
                "'https://a' https://b 'https://b'",
                "'https://a' https://b'c \"https://b'c\"",
                "'https://a' 'b \"'b\""
            })
    void newServerIsWrittenInTheStyleOfTheOldOneIfPossible(String before, String server, String after) {
        Kubeconfig changed = Kubeconfig.of(withServer(before)).withServer(server);

        assertThat(changed.text()).isEqualTo(withServer(after));
        assertThat(changed.content().server()).isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a\u0007", "https://a\nb"})
    void serverThatWouldBeReadDifferentlyIsNotWritten(String server) {
        Kubeconfig kubeconfig = Kubeconfig.of(withServer("https://a"));

        assertThatThrownBy(() -> kubeconfig.withServer(server)).isInstanceOf(MalformedDocumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', false", "[true], false", "~, false"})
    void verificationIsSkippedIfTheFlagIsTrue(String flag, boolean isSkipped) {
        Kubeconfig kubeconfig = Kubeconfig.of(withServer("\"https://a\", insecure-skip-tls-verify: " + flag));

        assertThat(kubeconfig.content().insecureSkipTlsVerify()).isEqualTo(isSkipped);
    }

    @Test
    void treeDoesNotPrintTheDocument() {
        assertThat(KubeconfigTree.read(Samples.KUBECONFIG)).hasToString("KubeconfigTree[1 documents]");
    }
}
