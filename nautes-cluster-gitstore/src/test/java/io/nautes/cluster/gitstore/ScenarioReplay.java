package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.internal.snapshot.KustomizationEditor;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay of recorded scenarios of Nautes 0.4, which compares the content of the repository after each step, byte by
 * byte. Only the list of clusters may differ in its order, and in its empty form, because kubectl does not accept that
 * of Nautes. It is not part of the build: {@code examples/scripts/compare-scenarios} runs it with a folder that
 * contains the scenarios, the settings and the template repository.
 *
 * <p>The recorded kubeconfigs have no current context. Nautes 0.4 accepts this and the rules of this library do not, so
 * the rule for kubeconfigs is disabled.
 */
class ScenarioReplay {
    private static final Path FACTS = Path.of(System.getProperty("facts", "no folder given"));
    private static final String COOKIE_SECRET = "0123456789abcdef0123456789abcdef";
    private static final String TENANT_REPOSITORY = "git@gitlab.example.com:tenant/management.git";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        return sorted(FACTS.resolve("golden/scenarios")).stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.getFileName().toString(), () -> replay(scenario)));
    }

    private void replay(Path scenario) throws IOException {
        Path steps = scenario.resolve("steps");
        List<Path> expected = sorted(steps);
        assertThat(expected).isNotEmpty();
        try (TestRepository repository =
                        new TestRepository(folder.resolve(scenario.getFileName().toString()));
                ClusterRegistry registry = registry(repository)) {
            int number = 0;
            int compared = 0;
            for (InputNode operation : operations(scenario)) {
                number++;
                Map<?, ?> fields = (Map<?, ?>) value(operation);
                String kind = (String) fields.get("op");
                if (!kind.equals("save") && !kind.equals("delete")) {
                    continue;
                }
                String name = (String) fields.get("name");
                run(registry, kind, name, fields.get("body"));
                Path step = steps.resolve(String.format("%02d-%s-%s", number, kind, name));
                compare(step, repository.files());
                compared++;
            }
            assertThat(compared).isEqualTo(expected.size());
        }
    }

    private static void run(ClusterRegistry registry, String kind, String name, Object body) {
        if (kind.equals("delete")) {
            assertThat(registry.delete(name).deleted()).isTrue();
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        ((Map<?, ?>) body).forEach((key, value) -> tree.put((String) key, value));
        ClusterRequest request =
                ClusterJson.parseRequest(ClusterJson.writeTree(tree)).request();
        registry.save(name, request);
    }

    private static ClusterRegistry registry(TestRepository repository) throws IOException {
        Path settings = FACTS.resolve("golden/settings");
        ClusterTemplates templates = ClusterTemplates.inFolder(FACTS.resolve("cluster-templates"))
                .settings(settings.resolve("nautes.yaml"))
                .certificates(settings.resolve("default-cert.pem"), settings.resolve("gitlab-cert.pem"))
                .tenantRepository(TENANT_REPOSITORY)
                .mode(ClusterTemplates.Mode.NAUTES_0_4)
                .random(length -> COOKIE_SECRET.substring(0, length))
                .build();
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .rules(RuleSet.standard().without("kubeconfig"))
                .build();
        return StoreClusterRegistry.builder(
                        GitClusterStore.builder(repository.folder().toString())
                                .initializeIfEmpty(true)
                                .withTemplates(templates)
                                .open())
                .evaluator(evaluator)
                .build();
    }

    private static void compare(Path step, Map<String, String> actual) throws IOException {
        Path tree = step.resolve("tree");
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                expected.put(tree.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        assertThat(actual.keySet()).as("files after %s", step.getFileName()).isEqualTo(expected.keySet());
        expected.forEach((path, text) -> {
            boolean list = path.equals(TestRepository.CLUSTERS + KustomizationEditor.NAME);
            assertThat(list ? listed(actual.get(path)) : actual.get(path))
                    .as("%s after %s", path, step.getFileName())
                    .isEqualTo(list ? listed(text) : text);
        });
    }

    private static List<String> listed(String kustomization) {
        return kustomization
                .replace("resources: []", "resources:")
                .lines()
                .sorted()
                .toList();
    }

    private static List<InputNode> operations(Path scenario) throws IOException {
        Mapping root = (Mapping) YamlInput.parse(Files.readString(scenario.resolve("ops.json")));
        return ((Sequence) root.entries().get("ops")).items();
    }

    private static Object value(InputNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.isNull() ? null : scalar.value();
        }
        if (node instanceof Sequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(value(item)));
            return items;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Mapping) node).entries().forEach((key, item) -> fields.put(key, value(item)));
        return fields;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
