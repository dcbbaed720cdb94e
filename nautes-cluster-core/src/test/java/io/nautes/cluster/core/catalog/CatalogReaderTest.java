package io.nautes.cluster.core.catalog;

import static io.nautes.cluster.model.ComponentCategory.DEPLOYMENT;
import static io.nautes.cluster.model.ComponentCategory.GATEWAY;
import static io.nautes.cluster.model.ComponentCategory.OAUTH_PROXY;
import static io.nautes.cluster.model.ComponentCategory.PIPELINE;
import static io.nautes.cluster.model.ComponentCategory.SECRET_MANAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.TestFiles;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
    private static final String COMPONENTS = TestFiles.text(CatalogReader.COMPONENTS);
    private static final String CATEGORIES = TestFiles.text(CatalogReader.CATEGORIES);

    private static List<String> problems(String components, String categories) {
        return catchThrowableOfType(InvalidCatalogException.class, () -> CatalogReader.read(components, categories))
                .problems();
    }

    @Test
    void deployedFilesAreReadAsACatalog() {
        ComponentCatalog catalog = CatalogReader.read(COMPONENTS, CATEGORIES);

        assertThat(catalog.components(PIPELINE))
                .extracting(CatalogComponent::name)
                .containsExactly("tekton", "jenkins");
        assertThat(catalog.defaultOf(PIPELINE)).map(CatalogComponent::name).contains("tekton");
        ComponentProperty executors =
                catalog.component("jenkins").orElseThrow().property("executors").orElseThrow();
        assertThat(executors.type()).isEqualTo(PropertyType.NUMBER);
        assertThat(executors.isRequired()).isTrue();
        assertThat(executors.pattern()).contains("^[0-9]+$");
        assertThat(executors.defaultValue()).contains("2");
        assertThat(catalog.component("vault").orElseThrow().installPaths())
                .containsEntry("generic", List.of())
                .containsEntry("worker&virtual", List.of("vault-app"));
    }

    @Test
    void tableDefinesTheNeededComponentsAndThePlatformAddsItsComponents() {
        ComponentCatalog catalog = CatalogReader.read(COMPONENTS, CATEGORIES);

        assertThat(catalog.componentsOf(ClusterCategory.HOST))
                .containsExactlyInAnyOrder(GATEWAY, SECRET_MANAGEMENT, OAUTH_PROXY);
        assertThat(catalog.componentsOf(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME))
                .containsExactlyInAnyOrder(DEPLOYMENT, PIPELINE, SECRET_MANAGEMENT);
        ClusterEvaluator evaluator = ClusterEvaluator.builder().catalog(catalog).build();
        ClusterRequest withGateway = Requests.virtualPipeline(31001).toBuilder()
                .component(GATEWAY, Component.named("traefik"))
                .build();
        assertThat(Requests.codes(evaluator.evaluate("v", withGateway).report()))
                .containsExactly("component_category_not_applicable");
    }

    @Test
    void jenkinsCanBeChosen() {
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .catalog(CatalogReader.read(COMPONENTS, CATEGORIES))
                .build();
        ClusterRequest request = Requests.virtualPipeline(31001).toBuilder()
                .component(PIPELINE, Component.named("jenkins"))
                .allowInReservedNamespace("ci", "shop")
                .build();

        Evaluation evaluation = evaluator.evaluate("v", request);

        assertThat(evaluation.report().findings()).isEmpty();
        assertThat(evaluation.resource().spec().componentsList().get(PIPELINE))
                .isEqualTo(Component.of("jenkins", "ci").withAddition("executors", "2"));
        assertThat(evaluation.explanation().templates())
                .containsExactly("runtimes/v-runtime/jenkins", "host-clusters/host-1/vclusters/v/jenkins", "vault-app");
    }

    @Test
    void hostNamesOfArgoCdAndTektonAreDerived() {
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .catalog(CatalogReader.read(COMPONENTS, CATEGORIES))
                .build();

        assertThat(evaluator
                        .evaluate("v", Requests.virtualPipeline(31001))
                        .resource()
                        .spec()
                        .componentsList())
                .containsEntry(
                        DEPLOYMENT, Component.of("argocd", "argocd").withAddition("host", "argocd.v.192.0.2.10.nip.io"))
                .containsEntry(
                        PIPELINE,
                        Component.of("tekton", "tekton-pipelines").withAddition("host", "tekton.v.192.0.2.10.nip.io"));
    }

    @Test
    void configMapContainsBothFiles() {
        String configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nautes-configs}\ndata:\n"
                + "  " + CatalogReader.COMPONENTS + ": |\n" + COMPONENTS.indent(4)
                + "  " + CatalogReader.CATEGORIES + ": |\n" + CATEGORIES.indent(4);

        assertThat(CatalogReader.readConfigMap(configMap).components())
                .hasSameSizeAs(CatalogReader.read(COMPONENTS, CATEGORIES).components());
    }

    @Test
    void otherConfigMapIsRefused() {
        for (String yaml : List.of("a: [", "[]", "data: 3", "data: {" + CatalogReader.COMPONENTS + ": '[]'}")) {
            assertThat(catchThrowableOfType(InvalidCatalogException.class, () -> CatalogReader.readConfigMap(yaml))
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("ConfigMap");
        }
    }

    @Test
    void everyProblemIsReportedWithFileAndLine() {
        String components = """
                - name: a
                  namespace: a
                  type: fridge
                - namespace: b
                  type: gateway
                - just text
                - name: c
                  namespace: c
                  type: gateway
                  default: 'yes'
                  properties:
                    - {name: p, type: color, regexPattern: '(['}
                    - text
                    - {type: string}
                  installPath: text
                - name: d
                  namespace: d
                  type: gateway
                  properties: {a: b}
                  installPath: {generic: text, other: [[x]]}
                """;
        String categories = """
                host: [gateway, fridge]
                worker:
                  physical: {deployment: text, pipeline: []}
                """;

        assertThat(problems(components, categories))
                .containsExactlyInAnyOrder(
                        "thirdPartComponents.yaml line 1: a: there is no category fridge; there are " + resourceNames(),
                        "thirdPartComponents.yaml line 4: the name is missing",
                        "thirdPartComponents.yaml line 6: a component is an object, and this is a string",
                        "thirdPartComponents.yaml line 10: default: true or false is expected, and this is a string",
                        "thirdPartComponents.yaml line 12: c.p: type is string or number (got \"color\")",
                        "thirdPartComponents.yaml line 12: c.p: not a regular expression: Unclosed character class at"
                                + " index 1 of \"([\"",
                        "thirdPartComponents.yaml line 13: c: a property is an object, and this is a string",
                        "thirdPartComponents.yaml line 14: the name is missing",
                        "thirdPartComponents.yaml line 15: c: installPath is a string, not an object",
                        "thirdPartComponents.yaml line 19: d: properties is an object, not a list",
                        "thirdPartComponents.yaml line 20: d.installPath is a string, not a list",
                        "thirdPartComponents.yaml line 20: d.installPath: a string is expected, and this is a list",
                        "thirdPartComponents.yaml line 20: d.installPath: there is no key \"other\"; there are [*, generic,"
                                + " host&physical, worker&physical, worker&virtual]",
                        "componentCategoryDefinition.yaml line 1: host: there is no category fridge; there are "
                                + resourceNames(),
                        "componentCategoryDefinition.yaml line 3: worker.physical.deployment is a string, not a list",
                        "componentCategoryDefinition.yaml line 1: there is no list worker.virtual.deployment",
                        "componentCategoryDefinition.yaml line 1: there is no list worker.virtual.pipeline",
                        "thirdPartComponents.yaml line 7: category gateway needs exactly one default, and has none of c in"
                                + " line 7, d in line 16");
    }

    @Test
    void starMeansEveryCluster() {
        String components = COMPONENTS + """
                - name: nginx
                  namespace: nginx
                  type: gateway
                  installPath:
                    '*':
                      - runtimes/_RUNTIME_/nginx
                """;

        assertThat(CatalogReader.read(components, CATEGORIES)
                        .component("nginx")
                        .orElseThrow()
                        .installPaths(Usage.WORKER, ClusterType.VIRTUAL))
                .containsExactly("runtimes/_RUNTIME_/nginx");
    }

    @Test
    void unknownKeysAreReportedWithTheirLines() {
        String components = COMPONENTS + """
                - name: nginx
                  namespace: nginx
                  kind: gateway
                  type: gateway
                  properties:
                    - {name: p, typ: string}
                  installPath:
                    worker: [x]
                """;
        String categories = CATEGORIES.replaceFirst("host:", "hosts: []\nhost:") + "    middleware: []\n";
        int before = (int) COMPONENTS.lines().count();

        assertThat(problems(components, categories))
                .containsExactly(
                        "thirdPartComponents.yaml line " + (before + 3)
                                + ": there is no key \"kind\"; there are [default, general, installPath, name, namespace,"
                                + " properties, type]",
                        "thirdPartComponents.yaml line " + (before + 6)
                                + ": nginx.p: there is no key \"typ\"; there are [default, name, regexPattern, required,"
                                + " type]",
                        "thirdPartComponents.yaml line " + (before + 8)
                                + ": nginx.installPath: there is no key \"worker\"; there are [*, generic, host&physical,"
                                + " worker&physical, worker&virtual]",
                        "componentCategoryDefinition.yaml line 1: there is no key \"hosts\"; there are [host, worker]",
                        "componentCategoryDefinition.yaml line "
                                + categories.lines().count()
                                + ": worker.virtual: there is no key \"middleware\"; there are [deployment, pipeline]");
    }

    private static List<String> resourceNames() {
        return List.of(ComponentCategory.values()).stream()
                .map(ComponentCategory::resourceName)
                .toList();
    }

    @Test
    void brokenInvariantsAreReportedWithTheirLines() {
        String components = """
                - {name: a, namespace: a, type: gateway, default: true}
                - {name: b, namespace: My NS, type: gateway, default: true}
                - {name: a, namespace: a, type: pipeline}
                """;
        String categories = "host: [gateway]\nworker:\n  physical: {deployment: [], pipeline: [pipeline]}\n"
                + "  virtual: {deployment: [], pipeline: []}\n";

        assertThat(problems(components, categories))
                .containsExactly(
                        "thirdPartComponents.yaml line 2: b: namespace \"My NS\" is not an RFC 1123 label",
                        "thirdPartComponents.yaml line 3: component a is listed twice, first in line 1",
                        "thirdPartComponents.yaml line 1: category gateway needs exactly one default, and has a in line"
                                + " 1, b in line 2",
                        "componentCategoryDefinition.yaml line 3: worker.physical.pipeline: category pipeline has no"
                                + " component in thirdPartComponents.yaml");
    }

    @Test
    void malformedYamlIsReported() {
        assertThat(problems("a: [", "b: ["))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("thirdPartComponents.yaml: line 1"))
                .anyMatch(problem -> problem.startsWith("componentCategoryDefinition.yaml: line 1"));
        assertThat(problems("text", CATEGORIES))
                .contains("thirdPartComponents.yaml line 1: a list of components is expected, and this is a string");
    }

    /** The deployed components and one more. */
    private static String withOneMore(String isDefault, String properties, String paths) {
        return COMPONENTS + """
                - name: nginx
                  namespace: nginx
                  type: gateway
                  default: %s
                  properties: %s
                  installPath: %s
                """.formatted(isDefault, properties, paths);
    }

    private static CatalogComponent read(String isDefault, String properties, String paths) {
        return CatalogReader.read(withOneMore(isDefault, properties, paths), CATEGORIES)
                .component("nginx")
                .orElseThrow();
    }

    @Test
    void emptyFieldsAreMissingOnes() {
        CatalogComponent empty = read("null", "null", "null");

        assertThat(empty.isDefault()).isFalse();
        assertThat(empty.properties()).isEmpty();
        assertThat(empty.installPaths()).isEmpty();
    }

    @Test
    void flagsMustBeTrueOrFalse() {
        assertThat(problems(withOneMore("yes please", "null", "null"), CATEGORIES))
                .singleElement()
                .asString()
                .contains("default: true or false is expected");
    }

    @Test
    void pathsForEveryClusterAreJoined() {
        CatalogComponent component = read("false", "[]", "{generic: [a], \"*\": [b], worker&virtual: null}");

        assertThat(component.installPaths().get("generic")).containsExactly("a", "b");
        assertThat(component.installPaths().get("worker&virtual")).isEmpty();
    }

    @Test
    void fieldsOfOtherTypesAreProblems() {
        assertThat(problems(withOneMore("false", "null", "text"), CATEGORIES))
                .singleElement()
                .asString()
                .contains("installPath is", "not an object");
        assertThat(problems(withOneMore("false", "null", "{generic: text}"), CATEGORIES))
                .singleElement()
                .asString()
                .contains("installPath is", "not a list");
        assertThat(problems(withOneMore("false", "text", "null"), CATEGORIES))
                .singleElement()
                .asString()
                .contains("properties is", "not a list");
    }
}
