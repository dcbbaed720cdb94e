package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.KUBECONFIG_AUTH_PROVIDER;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CLUSTER_NOT_FIRST;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_DATA_MALFORMED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_DUPLICATE_NAME;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_EXEC;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_FILE_PATH;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_IGNORED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_INCOMPLETE;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_INSECURE_WITH_AUTHORITY;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_MALFORMED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_MISSING;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NO_CLIENT_CERTIFICATE;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NO_CREDENTIALS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_OTHER_KIND;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PATH_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PORT_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PROXY_ON_LOOPBACK;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_SERVER_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_SEVERAL_DOCUMENTS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_TLS_NOT_VERIFIED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_USER_NOT_FIRST;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_WRONG_TYPE;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.kubeconfig;
import static io.nautes.cluster.core.evaluation.RuleCase.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Requests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kubeconfigs that clients refuse, or that cannot work where Nautes runs. */
class KubeconfigRulesTest {
    static Stream<RuleCase> cases() {
        String p = "/kubeconfig";
        String complete = Requests.KUBECONFIG.text();
        return Stream.of(
                host(KUBECONFIG_MISSING, p, null, host().kubeconfig(null)),
                host(KUBECONFIG_MALFORMED, p, null, kubeconfig("- hush-hush")),
                host(KUBECONFIG_MALFORMED, p, null, kubeconfig("hush-hush: [")),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("clusters:", "xs:"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("users:", "xs:"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("current-context:", "xs:"))),
                host(
                        KUBECONFIG_INCOMPLETE,
                        p,
                        null,
                        kubeconfig(complete.replace("current-context: x", "current-context: y"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("cluster: c,", "cluster: d,"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("user: u}", "user: v}"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("server:", "srv:"))),
                host(KUBECONFIG_IGNORED, p, null, virtual().kubeconfig(Requests.KUBECONFIG)),
                host(
                        KUBECONFIG_INCOMPLETE,
                        p,
                        null,
                        kubeconfig(Requests.kubeconfig("").text())),
                host(KUBECONFIG_SERVER_DIFFERS, p, null, host().kubeconfig(Requests.kubeconfig("https://10.0.0.1"))),
                host(KUBECONFIG_PORT_DIFFERS, p, null, host().kubeconfig(Requests.kubeconfig("https://192.0.2.10"))),
                host(
                        KUBECONFIG_PATH_DIFFERS,
                        p,
                        null,
                        host().kubeconfig(Requests.kubeconfig(Requests.HOST_URL + "/k8s/clusters/c-abcde"))),
                host(KUBECONFIG_SEVERAL_DOCUMENTS, p, null, kubeconfig(complete + "---\n" + complete)),
                host(KUBECONFIG_OTHER_KIND, p, null, kubeconfig(complete.replace("kind: Config", "kind: Secret"))),
                host(
                        KUBECONFIG_DUPLICATE_NAME,
                        p,
                        null,
                        kubeconfig(complete.replace("users: [", "users: [{name: u, user: {token: hush}}, ")
                                .replace("user: {token: hush}", "user: " + user(complete)))),
                host(KUBECONFIG_WRONG_TYPE, p, null, kubeconfig(complete.replace("token: hush-hush", "token: 123"))),
                host(KUBECONFIG_WRONG_TYPE, p, null, kubeconfig(complete.replace("token: hush-hush", "username: yes"))),
                host(
                        KUBECONFIG_WRONG_TYPE,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{insecure-skip-tls-verify: \"true\", server:"))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace("client-key-data: ", "client-key-data: \"<\", old: "))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{certificate-authority-data: aHVzaA==, server:"))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace(
                                "{server:", "{certificate-authority-data: '-----BEGIN CERTIFICATE-----', server:"))),
                host(
                        KUBECONFIG_INSECURE_WITH_AUTHORITY,
                        p,
                        null,
                        kubeconfig(complete.replace(
                                "{server:",
                                "{insecure-skip-tls-verify: true, certificate-authority-data: LS0tLS1CRUdJTiA=,"
                                        + " server:"))),
                host(
                        KUBECONFIG_FILE_PATH,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{certificate-authority: /home/dev/ca.crt, server:"))),
                host(KUBECONFIG_EXEC, p, null, kubeconfig(withUser(complete, "exec: {command: aws}"))),
                host(KUBECONFIG_AUTH_PROVIDER, p, null, kubeconfig(withUser(complete, "auth-provider: {name: gcp}"))),
                host(KUBECONFIG_NO_CREDENTIALS, p, null, kubeconfig(withUser(complete, ""))),
                host(KUBECONFIG_NO_CLIENT_CERTIFICATE, p, null, kubeconfig(withUser(complete, "token: hush-hush"))),
                host(
                        KUBECONFIG_CLUSTER_NOT_FIRST,
                        p,
                        null,
                        kubeconfig(complete.replace("clusters: [", "clusters: [{name: a, cluster: {server: x}}, "))),
                host(
                        KUBECONFIG_USER_NOT_FIRST,
                        p,
                        null,
                        kubeconfig(complete.replace("users: [", "users: [{name: a, user: {token: hush}}, "))),
                host(
                        KUBECONFIG_PROXY_ON_LOOPBACK,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{proxy-url: 'socks5://localhost:1080', server:"))),
                host(
                        KUBECONFIG_TLS_NOT_VERIFIED,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{insecure-skip-tls-verify: true, server:"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }

    private static String user(String kubeconfig) {
        int start = kubeconfig.indexOf("{client-certificate-data");
        return kubeconfig.substring(start, kubeconfig.indexOf('}', start) + 1);
    }

    private static String withUser(String kubeconfig, String credentials) {
        return kubeconfig.replace(user(kubeconfig), "{" + credentials + "}");
    }

    @Test
    void positionOfASyntaxErrorIsReportedIfKnown() {
        assertThat(message("clusters:\n  - name: [\n")).contains("line ");
        assertThat(message("- hush-hush")).doesNotContain("line ");
    }

    private static String message(String kubeconfig) {
        return ClusterEvaluator.standard()
                .evaluate("c1", kubeconfig(kubeconfig).build())
                .report()
                .errors()
                .get(0)
                .message();
    }
}
