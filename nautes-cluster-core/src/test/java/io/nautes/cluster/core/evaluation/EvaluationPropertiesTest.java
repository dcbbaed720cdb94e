package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RequestGenerator;
import io.nautes.cluster.core.RequestGenerator.Named;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every request, whether valid or tampered with. A failure shows the seed that makes it again. */
class EvaluationPropertiesTest {
    private static final int REQUESTS = 1_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]");
    private static final ClusterEvaluator EVALUATOR = ClusterEvaluator.standard();

    @Test
    void generatedValidRequestsAreValid() {
        forEach(
                RequestGenerator::valid,
                (named, seed) -> assertThat(evaluate(named).report().errors())
                        .as("%s", seed)
                        .isEmpty());
    }

    @Test
    void completingACompletedRequestChangesNothing() {
        forEachOfBothKinds((named, seed) -> {
            ClusterRequest completed = evaluate(named).completedRequest();
            assertThat(EVALUATOR.evaluate(named.name(), completed).completedRequest())
                    .as("%s", seed)
                    .isEqualTo(completed);
        });
    }

    @Test
    void completedRequestIsValidAndResultsInTheSameResource() {
        forEachOfBothKinds((named, seed) -> {
            Evaluation given = evaluate(named);
            if (given.report().isValid()) {
                Evaluation again = EVALUATOR.evaluate(named.name(), given.completedRequest());
                assertThat(again.report().errors()).as("%s", seed).isEmpty();
                assertThat(again.resource()).as("%s", seed).isEqualTo(given.resource());
            }
        });
    }

    @Test
    void findingsDoNotDependOnTheOrderOfMaps() {
        forEachOfBothKinds((named, seed) -> {
            ClusterRequest shuffled = new RequestGenerator(seed.value()).shuffled(named.request());
            assertThat(EVALUATOR.evaluate(named.name(), shuffled).report())
                    .as("%s", seed)
                    .isEqualTo(evaluate(named).report());
        });
    }

    @Test
    void customFactoryWithoutAdditionalConstraintsReportsTheSameFindings() {
        MessageInterpolator english = new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false);
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(english)
                .buildValidatorFactory()) {
            ClusterEvaluator custom =
                    ClusterEvaluator.builder().validatorFactory(factory).build();
            forEachOfBothKinds((named, seed) -> assertThat(
                            custom.evaluate(named.name(), named.request()).report())
                    .as("%s", seed)
                    .isEqualTo(evaluate(named).report()));
        }
    }

    @Test
    void everyFindingHasAProblemAndAFixInBothLanguages() {
        forEach(RequestGenerator::mutated, (named, seed) -> {
            Evaluation evaluation = evaluate(named);
            assertThat(evaluation.explanation().toText()).as("%s", seed).isNotBlank();
            for (Finding finding : evaluation.report().findings()) {
                assertThat(finding.pointer()).as("%s", seed).matches("(?s)(/.*)?");
                for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                    checkTexts(finding.text().message(locale), seed);
                    checkTexts(finding.text().hint(locale), seed);
                }
            }
        });
    }

    private static void checkTexts(String words, Seed seed) {
        assertThat(words).as("%s", seed).isNotBlank();
        assertThat(PLACEHOLDER.matcher(words).find())
                .as("%s: a placeholder in \"%s\"", seed, words)
                .isFalse();
        assertThat(words.chars().noneMatch(Character::isISOControl))
                .as("%s: a control character in \"%s\"", seed, words)
                .isTrue();
        assertThat(new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .as("%s: no half of a character", seed)
                .isEqualTo(words);
    }

    @Test
    void jsonKeepsARequest() {
        forEachOfBothKinds((named, seed) -> {
            var parsed = ClusterJson.parseRequest(ClusterJson.write(named.request()));
            assertThat(parsed.problems()).as("%s", seed).isEmpty();
            assertThat(parsed.request()).as("%s", seed).isEqualTo(withoutEmptyKubeconfig(named.request()));
        });
    }

    @Test
    void unpairedSurrogateIsReported() {
        ClusterRequest request = Requests.host().toBuilder()
                .apiServer("https://\uD83D.example.com")
                .hostCluster("\uDE00")
                .primaryDomain("\uD83D")
                .component(ComponentCategory.GATEWAY, new Component("\uD83D", "\uD83D", Map.of("\uD83D", "\uD83D")))
                .reservedNamespacesAllowedProducts(Map.of("\uD83D", List.of("\uD83D")))
                .kubeconfig(Kubeconfig.of("\uD83D"))
                .build();

        assertThat(EVALUATOR.evaluate("\uD83D", request).report().isValid()).isFalse();
    }

    /** In the API, an empty kubeconfig means no kubeconfig. */
    private static ClusterRequest withoutEmptyKubeconfig(ClusterRequest request) {
        return Kubeconfig.of("").equals(request.kubeconfig())
                ? request.toBuilder().kubeconfig(null).build()
                : request;
    }

    @Test
    void yamlKeepsTheResourceOfAValidRequest() {
        forEach(RequestGenerator::valid, (named, seed) -> {
            ClusterResource resource = evaluate(named).resource();
            assertThat(ClusterYaml.readResource(ClusterYaml.write(resource)))
                    .as("%s", seed)
                    .isEqualTo(resource);
        });
    }

    /** A store may contain clusters that the rules refuse, because Nautes checks less. */
    @Test
    void yamlKeepsAResourceOfAnyText() {
        forEach(RequestGenerator::mutated, (named, seed) -> {
            ClusterRequest request = named.request();
            if (request.clusterType() == null
                    || request.usage() == null
                    || named.name().isEmpty()) {
                return;
            }
            ClusterResource resource = ClusterResource.of(named.name(), "nautes", spec(request));
            assertThat(ClusterYaml.readResource(ClusterYaml.write(resource)))
                    .as("%s", seed)
                    .isEqualTo(resource);
        });
    }

    private static ClusterSpec spec(ClusterRequest request) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        request.componentsList()
                .forEach((category, component) -> components.put(
                        category,
                        new Component(text(component.name()), text(component.namespace()), component.additions())));
        return ClusterSpec.builder()
                .apiServer(text(request.apiServer()))
                .clusterKind(request.clusterKind())
                .clusterType(request.clusterType())
                .usage(request.usage())
                .workerType(
                        request.workerType() == null
                                        || request.workerType().value().isEmpty()
                                ? null
                                : request.workerType())
                .hostCluster(Texts.emptyAsNull(request.hostCluster()))
                .primaryDomain(Texts.emptyAsNull(request.primaryDomain()))
                .componentsList(components)
                .reservedNamespacesAllowedProducts(request.reservedNamespacesAllowedProducts())
                .build();
    }

    /** A resource file represents a missing text by an empty text. */
    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Evaluation evaluate(Named named) {
        return EVALUATOR.evaluate(named.name(), named.request());
    }

    private interface Property {
        void check(Named named, Seed seed);
    }

    /** Makes one request again: {@code new RequestGenerator(value)}, then {@code valid()} or {@code mutated()}. */
    private record Seed(long value) {
        @Override
        public String toString() {
            return "request of seed " + value + "L";
        }
    }

    private static void forEachOfBothKinds(Property property) {
        forEach(RequestGenerator::valid, property);
        forEach(RequestGenerator::mutated, property);
    }

    private static void forEach(Function<RequestGenerator, Named> kind, Property property) {
        long first = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            Seed seed = new Seed(first + i);
            property.check(kind.apply(new RequestGenerator(seed.value())), seed);
        }
    }
}
