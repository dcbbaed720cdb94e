package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.internal.syntax.ApiServerSchema;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.b:1/x, https, '', a.b, 1, /x",
        "HTTP://u:p@a.b, http, u:p, a.b, '', ''",
        "https://@a.b, https, '', a.b, '', ''",
        "https://[::1]:6443/, https, '', ::1, 6443, /",
        "https://[::1], https, '', ::1, '', ''",
        "https://[::1]x, https, '', ::1, x, ''",
        "https://[::1, https, '', ::1, '', ''",
        "https://a.b?x@y, https, '', a.b, '', ?x@y",
        "https://a.b#x, https, '', a.b, '', #x",
        "://a, '', '', a, '', ''",
        "a.b:1, '', '', a.b, 1, ''",
        "'', '', '', '', '', ''"
    })
    void urlIsParsed(String url, String scheme, String userInfo, String host, String port, String rest) {
        ServerAddress address = ServerAddress.parse(url);

        assertThat(orEmpty(address.scheme())).isEqualTo(scheme);
        assertThat(orEmpty(address.userInfo())).isEqualTo(userInfo);
        assertThat(address.host()).isEqualTo(host);
        assertThat(orEmpty(address.port())).isEqualTo(port);
        assertThat(address.rest()).isEqualTo(rest);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @Test
    void emptyPortAndEmptyUserInfoAreRecognized() {
        assertThat(ServerAddress.parse("https://a.b:").port()).isEmpty();
        assertThat(ServerAddress.parse("https://a.b").port()).isNull();
        assertThat(ServerAddress.parse("https://@a.b").userInfo()).isEmpty();
        assertThat(ServerAddress.parse("https://a.b").userInfo()).isNull();
        assertThat(ServerAddress.parse("https://[::1]:1").isIpv6()).isTrue();
        assertThat(ServerAddress.parse("https://a.b:1").isIpv6()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, true",
        "255.255.255.255, true",
        "0.0.0.0, true",
        "256.1.1.1, false",
        "1.2.3, false",
        "1.2.3.4.5, false",
        "1.2.3.a, false",
        "1.2.3.0004, false",
        "01.2.3.4, false",
        "1..2.3, false"
    })
    void ipv4AddressIsFourNumbers(String host, boolean expected) {
        assertThat(ServerAddress.parse("https://" + host).isIpv4()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, true",
        "a.abcdef, true",
        "a.abcdefg, false",
        "a.abcdefg.b, true",
        "a.ab-cdefghij, true",
        "a.ABCDEF, true",
        "a.ABCDEFG, false",
        "a.azAZ09, true",
        "a.azAZ090, false",
        "a.b_c, false",
        "a.b_c.d, true",
        ".b, false",
        "a., false",
        "a, false",
        "a.-b, false"
    })
    void schemaRequiresAShortLabelAfterADot(String host, boolean expected) {
        assertThat(ApiServerSchema.accepts("https://" + host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "z9-a, true",
        "0, true",
        "'', false",
        "-a, false",
        "a-, false",
        "A, false",
        "a.b, false",
        "`, false",
        "{, false",
        "/, false",
        ":, false"
    })
    void labelIsThatOfRfc1123(String text, boolean expected) {
        assertThat(Syntax.isLabel(text)).isEqualTo(expected);
    }

    @Test
    void lengthsOfLabelsAndDnsNamesAreLimited() {
        String label = "a".repeat(63);

        assertThat(Syntax.isLabel(label)).isTrue();
        assertThat(Syntax.isLabel(label + "a")).isFalse();
        assertThat(Syntax.isDnsName(label + "a.b")).isFalse();
        String longest = (label + ".").repeat(3) + "a".repeat(61);
        assertThat(longest).hasSize(253);
        assertThat(Syntax.isDnsName(longest)).isTrue();
        assertThat(Syntax.isDnsName(longest + "a")).isFalse();
        assertThat(Syntax.isDnsName("")).isFalse();
        assertThat(Syntax.isDnsName("a.")).isFalse();
        assertThat(Syntax.isDnsName(".a")).isFalse();
        assertThat(Syntax.isDnsName("a.b-c.0")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65535, 65535", "65536, -1", "0, -1", "00080, 80", "000080, -1", "'', -1", "x, -1", "-1, -1"})
    void portIsANumberInItsRange(String text, int expected) {
        assertThat(Syntax.port(text)).isEqualTo(expected);
    }

    @Test
    void shownTextIsCutAtTheMaximumLength() {
        assertThat(Texts.shown("a".repeat(120))).hasSize(120).doesNotEndWith("…");
        assertThat(Texts.shown("a".repeat(121))).hasSize(121).endsWith("…");
        assertThat(Texts.shown("a".repeat(119) + "\uD83D\uDE00")).isEqualTo("a".repeat(119) + "…");
        assertThat(Texts.shown("a\tb\u2028c\u2029d")).isEqualTo("a b c d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\u00a0b", "\n"})
    void whiteSpaceIsFound(String text) {
        assertThat(Syntax.hasWhiteSpace(text)).isTrue();
        assertThat(Syntax.hasWhiteSpace("ab")).isFalse();
    }

    @Test
    void identityIsValidInACommit() {
        Identity identity = new Identity(" Ada <x>\nL\u2028M\u2029N\u007f ", "ada@example.com\r");

        assertThat(identity.name()).isEqualTo("Ada  x  L M N");
        assertThat(identity.email()).isEqualTo("ada@example.com");
        assertThat(new Identity("名前 \uD83D\uDE00", "a").name()).isEqualTo("名前 \uD83D\uDE00");
    }

    @ParameterizedTest
    @EnumSource
    void failureIsRetryableByItsCode(FailureCode code) {
        boolean expected = List.of(
                        FailureCode.KUBECONFIG_NOT_REMOVED,
                        FailureCode.RATE_LIMITED,
                        FailureCode.SERVER_FAULT,
                        FailureCode.TIMEOUT,
                        FailureCode.UNREACHABLE)
                .contains(code);

        assertThat(code.isRetryable()).isEqualTo(expected);
        assertThat(new RegistryException(code, "x").isRetryable()).isEqualTo(expected);
    }

    @Test
    void optionsAreCopies() {
        ChangeOptions options = ChangeOptions.defaults()
                .withAuthor(new Identity("a", "b"))
                .withPrecondition(Precondition.unchangedSince("7"))
                .withSkipChecks(true);

        assertThat(options.author()).contains(new Identity("a", "b"));
        assertThat(options.precondition()).isEqualTo(Precondition.unchangedSince("7"));
        assertThat(options.skipChecks()).isTrue();
        assertThat(ChangeOptions.defaults().author()).isEmpty();
        assertThat(ChangeOptions.defaults().skipChecks()).isFalse();
        assertThat(BatchOptions.defaults().withChangeOptions(options).changeOptions())
                .isSameAs(options);
        assertThat(BatchOptions.defaults().stopAtFirstFailure()).isFalse();
        assertThat(BatchOptions.defaults().withStopAtFirstFailure(true).stopAtFirstFailure())
                .isTrue();
        BatchOptions.defaults()
                .listener()
                .onProgress(new BatchResult.Entry("a", BatchResult.Outcome.SAVED, List.of(), null), 1, 1);
    }

    @Test
    void resultsContainTheirRevision() {
        assertThat(new DeleteResult("a", true, "7").revision()).contains("7");
        assertThat(new DeleteResult("a", true, null).revision()).isEmpty();
        assertThat(new SaveResult("a", SaveResult.Change.SAVED, null, List.of()).revision())
                .isEmpty();
    }

    @Test
    void changeIsEmptyWhenItWritesAndRemovesNothing() {
        assertThat(StoreChange.nothing().isEmpty()).isTrue();
        assertThat(StoreChange.delete(List.of(), null).isEmpty()).isTrue();
        assertThat(StoreChange.delete(List.of("a"), null).isEmpty()).isFalse();
        assertThat(StoreChange.save(List.of(resource("a", Requests.host())), new Identity("a", "b")))
                .satisfies(change -> {
                    assertThat(change.isEmpty()).isFalse();
                    assertThat(change.author()).contains(new Identity("a", "b"));
                });
        assertThat(StoreChange.nothing().author()).isEmpty();
    }

    private static ClusterResource resource(String name, ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate(name, request).resource();
    }

    @Test
    void indexFollowsChanges() {
        ClusterIndex index = new ClusterIndex();
        assertThat(index.put(resource("v-2", Requests.virtualPipeline(31002)))).isNull();
        index.put(resource("v-1", Requests.virtualPipeline(31002)));
        ClusterIndex before = index.copy();
        ClusterResource moved = resource(
                "v-1",
                Requests.virtualPipeline(31003).toBuilder()
                        .hostCluster("host-2")
                        .build());

        assertThat(index.put(moved)).isEqualTo(before.find("v-1").orElseThrow());

        assertThat(index.virtualClustersOf("host-1"))
                .extracting(ClusterResource::name)
                .containsExactly("v-2");
        assertThat(index.virtualClustersOf("host-2")).containsExactly(moved);
        assertThat(index.withApiServer("https://192.0.2.10:31002")).containsExactly("v-2");
        assertThat(index.withApiServer("https://192.0.2.10:31003")).containsExactly("v-1");
        assertThat(before.virtualClustersOf("host-1"))
                .extracting(ClusterResource::name)
                .containsExactly("v-1", "v-2");
        assertThat(before.virtualClustersOf("host-2")).isEmpty();
        assertThat(before.withApiServer("https://192.0.2.10:31002")).containsExactly("v-1", "v-2");
        assertThat(index.remove("v-2")).isNotNull();
        assertThat(index.remove("v-2")).isNull();
        assertThat(index.virtualClustersOf("host-1")).isEmpty();
        assertThat(index.withApiServer("https://192.0.2.10:31002")).isEmpty();
        assertThat(index.clusters()).containsExactly(moved);
    }

    @Test
    void reportsAndFindingsHaveTexts() {
        ValidationReport report = ClusterEvaluator.standard()
                .evaluate("c1", Requests.host().toBuilder().kubeconfig(null).build())
                .report();
        Finding finding = report.findings().get(0);

        assertThat(finding.message()).isEqualTo("a physical cluster needs its kubeconfig (got none)");
        assertThat(finding.hint()).startsWith("set kubeconfig");
        assertThat(finding.withSeverity(Severity.ERROR)).isSameAs(finding);
        assertThat(report.toText(Locale.ENGLISH)).startsWith("error: /kubeconfig: a physical cluster");
        assertThatThrownBy(() -> report.orThrow("c1")).isInstanceOf(InvalidClusterException.class);
        assertThat(ValidationReport.empty().orThrow("c1")).isSameAs(ValidationReport.empty());
        assertThat(FindingText.of("m", "h").message(Locale.CHINESE)).isEqualTo("m");
        assertThat(FindingText.of("m", "h").hint(Locale.CHINESE)).isEqualTo("h");
    }

    @Test
    void evaluatorHasANamespaceAndACatalog() {
        ClusterEvaluator evaluator =
                ClusterEvaluator.builder().namespace("tenant-a").build();
        Evaluation evaluation = evaluator.evaluate("h", Requests.host());

        assertThat(evaluator.catalog()).isSameAs(ComponentCatalog.standard());
        assertThat(evaluation.name()).isEqualTo("h");
        assertThat(evaluation.category()).isPresent();
        assertThat(evaluation.resource().namespace()).isEqualTo("tenant-a");
        assertThat(StoreClusterRegistry.builder(new InMemoryClusterStore())
                        .evaluator(evaluator)
                        .kubeconfigs(new InMemoryKubeconfigStore())
                        .build()
                        .save("h", Requests.host())
                        .warnings())
                .isEmpty();
        assertThat(ClusterReferences.none().usersOf("h")).isEmpty();
        assertThat(new InMemoryKubeconfigStore().toString()).contains("0 kubeconfigs");
        assertThat(RuleSet.standard().names()).hasSize(19).contains("gateway");
        assertThat(ComponentCatalog.standard().components()).hasSize(10);
    }

    @Test
    void droppingTheRulesOfRequiredFieldsIsReported() {
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .rules(RuleSet.standard().without("api_server").without("category"))
                .build();
        Evaluation evaluation = evaluator.evaluate(
                "h",
                ClusterRequest.builder()
                        .clusterType(ClusterType.PHYSICAL)
                        .kubeconfig(Requests.KUBECONFIG)
                        .build());

        assertThatThrownBy(evaluation::resource)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("api_server");
    }

    @Test
    void ruleSeesItsContext() {
        ClusterRule rule = new ClusterRule() {
            @Override
            public String name() {
                return "looking";
            }

            @Override
            public void check(RuleContext context) {
                assertThat(context.category()).isPresent();
                assertThat(context.registered()).isEmpty();
                assertThat(context.now()).isEmpty();
                assertThat(context.catalog()).isSameAs(ComponentCatalog.standard());
                assertThat(context.completed().componentsList()).containsKey(ComponentCategory.GATEWAY);
                assertThat(context.request().componentsList()).isEqualTo(Map.of());
                context.report(new Finding("seen", Severity.WARNING, "", null, FindingText.of("m", "h")));
            }
        };

        assertThat(Requests.codes(ClusterEvaluator.builder()
                        .rules(RuleSet.standard().with(rule))
                        .build()
                        .evaluate("h", Requests.host())
                        .report()))
                .containsExactly("seen");
    }
}
