package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds of every request, tried on thousands of generated ones. A failure names the seed. */
class EvaluationPropertiesTest {
    private static final int REQUESTS = 3000;
    private static final ClusterEvaluator EVALUATOR = ClusterEvaluator.standard();

    private static void forEachSeed(Consumer<RequestGenerator> property) {
        long first = new Random().nextLong();
        for (int i = 0; i < REQUESTS; i++) {
            long seed = first + i;
            try {
                property.accept(new RequestGenerator(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void validRequestsAreValidAndStaySoWhenCompleted() {
        forEachSeed(generator -> {
            String name = generator.label();
            Evaluation once = EVALUATOR.evaluate(name, generator.valid());
            Evaluation twice = EVALUATOR.evaluate(name, once.completedRequest());

            assertThat(once.report().errors()).isEmpty();
            assertThat(twice.report().errors()).isEmpty();
            assertThat(twice.completedRequest()).isEqualTo(once.completedRequest());
            assertThat(twice.resource()).isEqualTo(once.resource());
        });
    }

    @Test
    void completionIsIdempotentForAnyRequest() {
        forEachSeed(generator -> {
            ClusterRequest once = EVALUATOR.evaluate("c1", generator.mutated()).completedRequest();

            assertThat(EVALUATOR.evaluate("c1", once).completedRequest()).isEqualTo(once);
        });
    }

    @Test
    void findingsDoNotDependOnTheOrderOfMaps() {
        forEachSeed(generator -> {
            ClusterRequest request = generator.mutated();

            assertThat(lines(generator.reordered(request))).isEqualTo(lines(request));
        });
    }

    private static String lines(ClusterRequest request) {
        return EVALUATOR.evaluate("c1", request).report().toString();
    }

    @Test
    void nothingButAReportComesOut() {
        forEachSeed(generator -> {
            Evaluation evaluation = EVALUATOR.evaluate("c1", generator.mutated());

            assertThat(evaluation.report().findings()).allSatisfy(finding -> {
                assertThat(finding.pointer()).matches("(?s)(/.*)?");
                for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
                    assertThat(finding.text().message(locale)).isNotBlank();
                    assertThat(finding.text().hint(locale)).isNotBlank();
                    assertThat(finding.toLine(locale)).doesNotContain("\n", "{1}");
                }
            });
            assertThat(evaluation.explanation().toText()).isNotEmpty();
        });
    }

    @Test
    void formsKeepEverything() {
        forEachSeed(generator -> {
            ClusterRequest any = generator.mutated();
            if (hasAJsonForm(any)) {
                assertThat(ClusterJson.parseRequest(ClusterJson.write(any)).request())
                        .isEqualTo(any);
            }
            ClusterResource resource =
                    EVALUATOR.evaluate(generator.label(), generator.valid()).resource();
            assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(resource);
        });
    }

    /** JSON in UTF-8 has no form for half a surrogate pair, and none for an empty kubeconfig. */
    private static boolean hasAJsonForm(ClusterRequest request) {
        String kubeconfig =
                request.kubeconfig() == null ? "x" : request.kubeconfig().text();
        return !kubeconfig.isEmpty() && !hasLoneSurrogate(kubeconfig) && !hasLoneSurrogate(request.toString());
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
