package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.API_SERVER_FRAGMENT;
import static io.nautes.cluster.core.FindingCode.API_SERVER_HOST_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_HOST_REFUSED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_MISSING;
import static io.nautes.cluster.core.FindingCode.API_SERVER_NOT_ENCRYPTED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_NOT_REACHABLE;
import static io.nautes.cluster.core.FindingCode.API_SERVER_PATH_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_PORT_OUT_OF_RANGE;
import static io.nautes.cluster.core.FindingCode.API_SERVER_QUERY;
import static io.nautes.cluster.core.FindingCode.API_SERVER_USER_INFO;
import static io.nautes.cluster.core.FindingCode.API_SERVER_WHITE_SPACE;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.hostAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for the URLs of API servers, and the values that are derived from them. */
class ApiServerRulesTest {
    static Stream<RuleCase> cases() {
        String p = "/api_server";
        Stream<RuleCase> malformed = Stream.of(
                        "192.0.2.10", "ftp://192.0.2.10", "https://", "https:///x", "://192.0.2.1", "HTTPS//x.com")
                .map(url -> host(
                        API_SERVER_MALFORMED,
                        p,
                        url,
                        hostAt("https://192.0.2.10").apiServer(url).kubeconfig(Requests.KUBECONFIG)));
        return Stream.of(
                        malformed,
                        urlCases(
                                API_SERVER_HOST_REFUSED,
                                "https://localhost:6443",
                                "https://kube",
                                "https://api.internal",
                                "HTTPS://api.example.com",
                                "https://kube/https://a.b"),
                        urlCases(
                                API_SERVER_HOST_MALFORMED,
                                "https://a_b.com",
                                "https://a..b",
                                "https://a.b.",
                                "https://-a.b",
                                "https://" + "a".repeat(64) + ".com",
                                "https://" + "a.".repeat(127) + "com",
                                "https://10.1.2.300",
                                "https://10.1",
                                "https://01.02.03.04",
                                "https://10.1.2.3.4",
                                "https://a.1"),
                        urlCases(API_SERVER_WHITE_SPACE, "https://a.b/x y", "https://a.b/\u00a0"),
                        urlCases(
                                API_SERVER_PATH_MALFORMED,
                                "https://a.b/../x",
                                "https://a.b/x/..",
                                "https://a.b/%2E%2e/x",
                                "https://a.b/%zz",
                                "https://a.b/%2",
                                "https://a.b/\"x",
                                "https://a.b/'x",
                                "https://a.b/{x}",
                                "https://a.b/x\\y",
                                "https://a.b\\y",
                                "https://a.b/\u00e9"),
                        urlCases(
                                API_SERVER_PORT_OUT_OF_RANGE,
                                "https://a.b:0",
                                "https://a.b:65536",
                                "https://a.b:",
                                "https://a.b:x",
                                "https://a.b:06443"),
                        urlCases(API_SERVER_QUERY, "https://a.b?x", "https://a.b/x?y"),
                        urlCases(API_SERVER_FRAGMENT, "https://a.b#x", "https://a.b/x#?y"),
                        urlCases(
                                API_SERVER_NOT_REACHABLE,
                                "https://127.0.0.1:6443",
                                "https://127.1.2.3",
                                "https://0.0.0.0:6443",
                                "https://169.254.0.1:6443"),
                        urlCases(API_SERVER_NOT_ENCRYPTED, "http://a.b"),
                        Stream.of(
                                host(API_SERVER_MISSING, p, null, host().apiServer(null)),
                                host(API_SERVER_MISSING, p, null, host().apiServer("")),
                                host(API_SERVER_USER_INFO, p, "…@a.b", hostAt("https://hush:hush@a.b"))))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }

    private static Stream<RuleCase> urlCases(FindingCode code, String... urls) {
        return Stream.of(urls)
                .map(url -> host(
                        code,
                        "/api_server",
                        Texts.shown(url),
                        code == API_SERVER_PATH_MALFORMED
                                ? hostAt("https://a.b").apiServer(url)
                                : hostAt(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:/hush@a.b",
                "hush@a.b",
                "https://hush:hu@sh@a.b",
                "hush:hush@a.b:6443",
                "https://hu sh@a.b",
                "https//hush@a.b",
                "ftp://hush@a.b"
            })
    void userInformationIsNotShown(String url) {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", hostAt("https://a.b").apiServer(url).build())
                        .report()
                        .findings())
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.toString() + finding.value()).doesNotContain("hush"));
    }

    @Test
    void userInformationStaysAnErrorInEveryRuleSet() {
        assertThatThrownBy(() -> RuleSet.standard().withSeverity("api_server_user_info", Severity.WARNING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://rancher.example.com/k8s/clusters/c-abcde",
                "https://rancher.example.com/k8s/clusters/c-m-abcd1234/",
                "https://a.b/a%20b"
            })
    void pathOfAProxyIsAcceptedAndKept(String url) {
        Evaluation evaluation =
                ClusterEvaluator.standard().evaluate("c1", hostAt(url).build());

        assertThat(evaluation.report().findings()).isEmpty();
        assertThat(evaluation.resource().spec().apiServer()).isEqualTo(url);
    }

    @Test
    void domainIsDerivedInLowerCase() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate(
                                "c1",
                                host().apiServer("https://API.Example.COM")
                                        .primaryDomain(null)
                                        .build())
                        .resource()
                        .spec()
                        .primaryDomain())
                .isEqualTo("api.example.com");
    }

    @Test
    void ipv6AddressNeedsADomainAndIsRefusedByTheSchema() {
        ClusterRequest request =
                hostAt("https://[2001:db8::1]:6443").primaryDomain(null).build();

        assertThat(Requests.codes(
                        ClusterEvaluator.standard().evaluate("c1", request).report()))
                .containsExactly("api_server_host_refused", "primary_domain_from_ipv6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://192.0.2.10:6443",
                "https://192.0.2.10",
                "https://192.0.2.10/",
                "https://api.example.com:6443",
                "https://api.prod.internal.corp:6443",
                "https://API.Example.COM"
            })
    void usualApiServersAreAccepted(String url) {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", hostAt(url).build())
                        .report()
                        .findings())
                .isEmpty();
    }

    @Test
    void hostOfAUrlIsChecked() {
        for (String url : List.of("https://[x::1]", "https://a@.b", "https://.a.b", "https://a{b.c", "https://a`b.c")) {
            assertThat(codes(hostAt("https://a.b").apiServer(url).kubeconfig(Requests.KUBECONFIG)))
                    .as(url)
                    .contains("api_server_host_malformed");
        }
        assertThat(codes(hostAt("https://[2001:DB8::1]"))).containsExactly("api_server_host_refused");
        assertThat(codes(hostAt("https://azAZ-09.com"))).isEmpty();
    }

    private static List<String> codes(ClusterRequest.Builder request) {
        return Requests.codes(
                ClusterEvaluator.standard().evaluate("c1", request.build()).report());
    }
}
