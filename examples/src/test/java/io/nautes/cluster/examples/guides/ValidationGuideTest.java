package io.nautes.cluster.examples.guides;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/validation.md}. */
class ValidationGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "validation.md");

    @Test
    void reportsEverythingAtOnce() {
        ClusterRequest request =
                ClusterRequest.virtualPipelineRuntime("https://localhost", "ci").build();
        List<String> shown = new ArrayList<>();

        ValidationReport report =
                ClusterEvaluator.standard().evaluate("ci", request).report();
        for (Finding finding : report.findings()) {
            shown.add(finding.severity() + " " + finding.code() + " at " + finding.pointer());
        }

        assertThat(shown)
                .contains(
                        "ERROR api_server_host_refused at /api_server",
                        "ERROR host_cluster_is_itself at /host_cluster");
    }

    @Test
    void readsAUsersDocument() {
        String json = """
            {"apiServer": "https://10.1.2.3:6443"}
            """;

        ValidationReport report = ClusterEvaluator.builder()
                .rules(RuleSet.strict())
                .build()
                .evaluate("host-1", ClusterJson.parseRequest(json))
                .report();

        assertThat(report).hasError(FindingCode.UNKNOWN_FIELD, "/apiServer");
        assertThat(report).hasError(FindingCode.API_SERVER_MISSING, "/api_server");
    }

    @Test
    void speaksTwoLanguages() {
        ValidationReport report = ClusterEvaluator.standard()
                .evaluate("ci", ClusterRequest.builder().build())
                .report();

        String chinese = report.toText(Locale.SIMPLIFIED_CHINESE);
        ValidationReport forJson = report.in(Locale.SIMPLIFIED_CHINESE);

        assertThat(chinese).containsPattern("\\p{IsHan}");
        assertThat(forJson.findings().get(0).message()).containsPattern("\\p{IsHan}");
    }

    @Test
    void changesSeveritiesAndRules() {
        RuleSet rules = RuleSet.standard()
                .withSeverity("api_server_host_refused", Severity.WARNING)
                .without("registered_api_server");
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .rules(rules)
                .namespace("nautes-demo")
                .clock(Clock.systemUTC())
                .build();

        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://kube:31456", "host-1")
                .primaryDomain("example.com")
                .build();
        assertThat(evaluator.evaluate("ci", request).report())
                .isValid()
                .hasWarning(FindingCode.API_SERVER_HOST_REFUSED, "/api_server");
    }

    /** Wants a domain of the company. */
    static final class CompanyDomain implements ClusterRule {
        @Override
        public String name() {
            return "company_domain";
        }

        @Override
        public void check(RuleContext context) {
            String domain = context.completed().primaryDomain();
            if (domain != null && !domain.endsWith(".example.com")) {
                context.report(new Finding(
                        "company_domain",
                        Severity.ERROR,
                        "/primary_domain",
                        domain,
                        FindingText.of(
                                "the domain must end in .example.com (got " + domain + ")", "set primary_domain")));
            }
        }
    }

    @Test
    void addsARule() {
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .rules(RuleSet.standard().with(new CompanyDomain()))
                .build();

        assertThat(evaluator.evaluate("host-1", ClusterFixtures.host()).report())
                .hasFinding(Severity.ERROR, "company_domain", "/primary_domain");
    }

    @Test
    void explainsAndThrows() {
        ClusterRequest request = ClusterFixtures.virtualPipelineRuntime();

        Evaluation evaluation = ClusterEvaluator.standard().evaluate("ci", request);
        byte[] json = ClusterJson.writeTree(evaluation.explanation().toTree());
        evaluation.report().orThrow("ci");

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"derived_from\"");
        Assertions.assertThatThrownBy(() -> ClusterEvaluator.standard()
                        .evaluate("ci", ClusterRequest.builder().build())
                        .report()
                        .orThrow("ci"))
                .isInstanceOf(InvalidClusterException.class);
    }

    @Test
    void guideListsTheRulesInTheirOrder() throws IOException {
        String page = Files.readString(GUIDE);
        String section = page.substring(page.indexOf("## The rules"), page.indexOf("## Change rules"));
        List<String> listed = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();

        assertThat(listed).containsExactlyElementsOf(RuleSet.standard().names());
    }
}
