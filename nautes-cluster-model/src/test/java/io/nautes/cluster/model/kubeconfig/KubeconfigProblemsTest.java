package io.nautes.cluster.model.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.kubeconfig.KubeconfigProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each problem of a kubeconfig alone, with the field that it is about. */
class KubeconfigProblemsTest {
    private static final String PEM = Base64.getEncoder()
            .encodeToString("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"
                    .getBytes(StandardCharsets.US_ASCII));
    private static final String KEY = "client-certificate-data: " + PEM + ", client-key-data: " + PEM;

    private static String file(String top, String cluster, String user) {
        return top + """

                clusters:
                - name: c
                  cluster: {server: "https://10.1.2.3:6443"%s}
                users:
                - name: u
                  user: {%s}
                contexts:
                - name: x
                  context: {cluster: c, user: u}
                current-context: x
                """.formatted(cluster, user);
    }

    private static List<String> problems(String text) {
        return Kubeconfig.of(text).content().problems().stream()
                .map(problem -> problem.kind() + " " + problem.field())
                .toList();
    }

    @Test
    void kubeconfigOfANewClusterHasNone() {
        assertThat(problems(file("kind: Config\napiVersion: v1", ", certificate-authority-data: " + PEM, KEY)))
                .isEmpty();
    }

    @Test
    void fileAsAWhole() {
        assertThat(problems(file("kind: Config", "", KEY) + "---\na: b\n")).containsExactly("SEVERAL_DOCUMENTS ");
        assertThat(problems(file("kind: Secret", "", KEY))).containsExactly("OTHER_KIND kind");
        assertThat(problems(file("kind: ~", "", KEY))).isEmpty();
        assertThat(problems(file("apiVersion: 1", "", KEY))).containsExactly("WRONG_TYPE apiVersion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clusters: text | WRONG_TYPE clusters",
                "users: {} | WRONG_TYPE users",
                "contexts: 1 | WRONG_TYPE contexts",
                "clusters: ~ | ''",
                "clusters: [text] | WRONG_TYPE clusters[0]",
                "users: [{name: u}, 7] | WRONG_TYPE users[1]",
                "clusters: [{name: c, cluster: text}] | WRONG_TYPE clusters[0].cluster",
                "clusters: [{name: c, cluster: ~}] | ''",
                "clusters: [{name: 1}] | WRONG_TYPE clusters[0].name",
                "clusters: [{name: c}, {name: c}] | DUPLICATE_NAME clusters[1].name",
                "contexts: [{name: a, context: {namespace: 5}}] | WRONG_TYPE contexts[0].context.namespace",
                "users: [{name: u, user: {token: 12}}] | WRONG_TYPE users[0].user.token",
                "clusters: [{name: c, cluster: {insecure-skip-tls-verify: 'yes'}}] |"
                        + " WRONG_TYPE clusters[0].cluster.insecure-skip-tls-verify",
                "clusters: [{name: c, cluster: {disable-compression: 1}}] | WRONG_TYPE clusters[0].cluster.disable-compression",
                "clusters: [{name: c, cluster: {disable-compression: true}}] | ''",
                "clusters: [{name: c, cluster: {disable-compression: ~}}] | ''",
                "clusters: [{name: c, cluster: {certificate-authority-data: AAAA}}] |"
                        + " DATA_MALFORMED clusters[0].cluster.certificate-authority-data",
                "clusters: [{name: c, cluster: {certificate-authority-data: '*'}}] |"
                        + " DATA_MALFORMED clusters[0].cluster.certificate-authority-data",
                "clusters: [{name: c, cluster: {certificate-authority-data: ''}}] | ''"
            })
    void entries(String text, String expected) {
        assertThat(problems(text)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void dataMayBeBrokenIntoLinesAndNeedsItsPadding() {
        String lines = PEM.substring(0, 8) + "\n" + PEM.substring(8);
        assertThat(problems(file(
                        "kind: Config", ", certificate-authority-data: \"" + lines.replace("\n", "\\n") + "\"", KEY)))
                .isEmpty();
        String spaced = PEM.substring(0, 8) + " " + PEM.substring(8);
        assertThat(problems(file("kind: Config", ", certificate-authority-data: \"" + spaced + "\"", KEY)))
                .containsExactly("DATA_MALFORMED clusters[0].cluster.certificate-authority-data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", insecure-skip-tls-verify: true | ''",
                ", insecure-skip-tls-verify: true, certificate-authority: /ca.pem | INSECURE_WITH_AUTHORITY"
                        + " clusters[0].cluster.insecure-skip-tls-verify;FILE_PATH clusters[0].cluster.certificate-authority",
                ", insecure-skip-tls-verify: false, certificate-authority: '' | ''",
                ", certificate-authority: /ca.pem | FILE_PATH clusters[0].cluster.certificate-authority",
                ", proxy-url: 'http://localhost:8080' | PROXY_ON_LOOPBACK clusters[0].cluster.proxy-url",
                ", proxy-url: 'http://LOCALHOST:8080' | PROXY_ON_LOOPBACK clusters[0].cluster.proxy-url",
                ", proxy-url: 'http://127.8.0.1:8080' | PROXY_ON_LOOPBACK clusters[0].cluster.proxy-url",
                ", proxy-url: 'http://[::1]:8080' | PROXY_ON_LOOPBACK clusters[0].cluster.proxy-url",
                ", proxy-url: 'http://proxy.example.com' | ''",
                ", proxy-url: 'not a url' | ''"
            })
    void clusterOfTheCurrentContext(String cluster, String expected) {
        assertThat(problems(file("kind: Config", cluster.isEmpty() ? "" : " " + cluster, KEY)))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(";")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | NO_CREDENTIALS users[0].user",
                "token: t | NO_CLIENT_CERTIFICATE users[0].user",
                "username: me, password: p | NO_CLIENT_CERTIFICATE users[0].user",
                "tokenFile: /t | FILE_PATH users[0].user.tokenFile;NO_CLIENT_CERTIFICATE users[0].user",
                "tokenFile: /t, token: t | NO_CLIENT_CERTIFICATE users[0].user",
                "client-certificate: /c, client-key: /k | FILE_PATH users[0].user.client-certificate;"
                        + "FILE_PATH users[0].user.client-key",
                "client-certificate: /c | FILE_PATH users[0].user.client-certificate;NO_CREDENTIALS users[0].user",
                "'exec: {command: aws}' | EXEC users[0].user.exec",
                "'auth-provider: {name: gcp}' | AUTH_PROVIDER users[0].user.auth-provider",
                "'exec: {command: aws}, auth-provider: {name: gcp}' | EXEC users[0].user.exec;"
                        + "AUTH_PROVIDER users[0].user.auth-provider"
            })
    void userOfTheCurrentContext(String user, String expected) {
        assertThat(problems(file("kind: Config", "", user))).isEqualTo(List.of(expected.split(";")));
    }

    @Test
    void dataGoesBeforeAPath() {
        assertThat(problems(file("kind: Config", "", KEY + ", client-certificate: /c, client-key: /k")))
                .isEmpty();
    }

    @Test
    void currentContextShouldBeOfTheFirstClusterAndUser() {
        String text = """
                clusters:
                - {name: first, cluster: {server: "https://10.0.0.1:6443"}}
                - {name: c, cluster: {server: "https://10.1.2.3:6443"}}
                users:
                - {name: first, user: {%s}}
                - {name: u, user: {%s}}
                contexts:
                - {name: x, context: {cluster: c, user: u}}
                current-context: x
                """.formatted(KEY, "token: t");

        assertThat(problems(text))
                .containsExactly(
                        "CLUSTER_NOT_FIRST contexts.cluster",
                        "NO_CLIENT_CERTIFICATE users[1].user",
                        "USER_NOT_FIRST contexts.user");
    }

    @Test
    void problemsContainNoValues() {
        assertThat(new KubeconfigProblem(Kind.EXEC, "users[0].user.exec").toString())
                .isEqualTo("KubeconfigProblem[kind=EXEC, field=users[0].user.exec]");
    }
}
