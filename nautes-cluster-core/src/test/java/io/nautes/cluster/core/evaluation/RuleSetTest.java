package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.model.ClusterDocument;
import io.nautes.cluster.model.ClusterDocuments;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final ClusterRule NO_PRODUCTION = new ClusterRule() {
        @Override
        public String name() {
            return "no_production";
        }

        @Override
        public void check(RuleContext context) {
            if (context.name().startsWith("prod")) {
                context.report(new Finding(
                        "production",
                        Severity.ERROR,
                        "/name",
                        context.name(),
                        FindingText.of("production is registered by operations", "ask them")));
            }
        }
    };

    private static List<String> codes(RuleSet rules, String name, ClusterRequest request) {
        return Requests.codes(ClusterEvaluator.builder()
                .rules(rules)
                .build()
                .evaluate(name, request)
                .report());
    }

    @Test
    void customRuleIsApplied() {
        RuleSet rules = RuleSet.standard().with(NO_PRODUCTION);

        assertThat(codes(rules, "prod-1", Requests.host())).containsExactly("production");
        assertThat(codes(rules, "test-1", Requests.host())).isEmpty();
    }

    @Test
    void ruleCanBeDropped() {
        ClusterRequest request = Requests.host().toBuilder().kubeconfig(null).build();

        assertThat(codes(RuleSet.standard(), "a", request)).containsExactly("kubeconfig_missing");
        assertThat(codes(RuleSet.standard().without("kubeconfig"), "a", request))
                .isEmpty();
    }

    @Test
    void severityCanBeChanged() {
        ClusterRequest request =
                Requests.virtualPipeline(31000).toBuilder().httpsNodePort(31001).build();
        RuleSet rules = RuleSet.standard().withSeverity("vcluster_port_differs", Severity.ERROR);

        ValidationReport report = ClusterEvaluator.builder()
                .rules(rules)
                .build()
                .evaluate("a", request)
                .report();

        assertThat(report.isValid()).isFalse();
        assertThat(ClusterEvaluator.standard().evaluate("a", request).report().isValid())
                .isTrue();
    }

    @Test
    void strictProfileRefusesUnknownFields() {
        var parsed = ClusterJson.parseRequest("{\"color\":\"red\"}");
        ClusterEvaluator strict =
                ClusterEvaluator.builder().rules(RuleSet.strict()).build();

        assertThat(strict.evaluate("a", parsed).report().errors())
                .extracting(Finding::code)
                .contains("unknown_field");
        assertThat(ClusterEvaluator.standard().evaluate("a", parsed).report().warnings())
                .extracting(Finding::code)
                .containsExactly("unknown_field");
    }

    @Test
    void notesOfTheReaderAreWarningsWithAHint() {
        ClusterDocument.Request document =
                (ClusterDocument.Request) ClusterDocuments.read("""
                {
                  # an old manifest
                  "apiVersion": "nautes.resource.nautes.io/v1alpha1", "kind": "Cluster",
                  "spec": {"tektonHost": "tekton.example.com"}
                }
                """).get(0);

        List<Finding> warnings = ClusterEvaluator.standard()
                .evaluate("a", document.parsed())
                .report()
                .warnings();

        assertThat(warnings)
                .filteredOn(finding -> Set.of("relaxed_json", "moved_field").contains(finding.code()))
                .extracting(Finding::code, Finding::pointer, Finding::hint)
                .containsExactlyInAnyOrder(
                        tuple("relaxed_json", "", "correct them before you send the document with another tool"),
                        tuple("moved_field", "/tektonHost", "write it as componentsList.pipeline.additions.host"));
    }

    @Test
    void failingRuleIsAFindingAndOtherRulesAreApplied() {
        ClusterRule failing = new ClusterRule() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public void check(RuleContext context) {
                throw new IllegalStateException("hush-hush");
            }
        };

        ValidationReport report = ClusterEvaluator.builder()
                .rules(RuleSet.standard().with(failing).with(NO_PRODUCTION))
                .build()
                .evaluate("prod-1", Requests.host())
                .report();

        assertThat(Requests.codes(report)).containsExactly("rule_failed", "production");
        assertThat(report.toString())
                .contains("failing")
                .contains("IllegalStateException")
                .doesNotContain("hush");
    }

    @Test
    void namesOfRulesAreChecked() {
        assertThatThrownBy(() -> RuleSet.standard().without("nmae"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nmae")
                .hasMessageContaining("kubeconfig");
        assertThatThrownBy(() -> RuleSet.standard().with(NO_PRODUCTION).with(NO_PRODUCTION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no_production");
    }
}
