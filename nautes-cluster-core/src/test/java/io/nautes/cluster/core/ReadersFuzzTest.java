package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nautes.cluster.core.catalog.CatalogReader;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.InvalidCatalogException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.fixtures.FuzzLimits;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterDocument;
import io.nautes.cluster.model.ClusterDocuments;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever users and servers send, nothing but the documented exceptions comes out of the readers, and what was read can
 * be evaluated and written, within limits of time and memory. In an ordinary test run the seeds are tried; with {@code JAZZER_FUZZ=1} one target is fuzzed.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReadersFuzzTest {
    private static final ClusterEvaluator EVALUATOR = ClusterEvaluator.standard();
    private static final String OTHER_SERVER = "https://198.51.100.7:6443";

    /** Parts the two files of a catalog in one input, as no YAML of interest does. */
    private static final String FILE_SEPARATOR = "\n====\n";

    @FuzzTest(maxDuration = "10m")
    void jsonRequest(byte[] input) {
        FuzzLimits.check(() -> checkJsonRequestInput(input));
    }

    private static void checkJsonRequestInput(byte[] input) {
        evaluate(readOrNull(() -> ClusterJson.parseRequest(input)));
        evaluate(readOrNull(() -> ClusterJson.parseRequestStrictly(input)));
    }

    @FuzzTest(maxDuration = "10m")
    void jsonReply(byte[] input) {
        FuzzLimits.check(() -> checkJsonReplyInput(input));
    }

    private static void checkJsonReplyInput(byte[] input) {
        var clusters = readOrNull(() -> ClusterJson.readClusters(input));
        if (clusters != null) {
            clusters.forEach(cluster ->
                    assertThat(ClusterDiff.between(cluster, cluster).isEmpty()).isTrue());
        }
        readOrNull(() -> ClusterJson.readError(input));
    }

    @FuzzTest(maxDuration = "10m")
    void yamlRequest(byte[] input) {
        FuzzLimits.check(() -> checkYamlRequestInput(input));
    }

    private static void checkYamlRequestInput(byte[] input) {
        evaluate(readOrNull(() -> ClusterYaml.parseRequest(text(input))));
    }

    @FuzzTest(maxDuration = "10m")
    void documents(byte[] input) {
        FuzzLimits.check(() -> checkDocumentsInput(input));
    }

    private static void checkDocumentsInput(byte[] input) {
        var documents = readOrNull(() -> ClusterDocuments.read(text(input)));
        if (documents == null) {
            return;
        }
        for (ClusterDocument document : documents) {
            if (document instanceof ClusterDocument.Request request) {
                evaluate(request.parsed());
            } else if (document instanceof ClusterDocument.Resource resource) {
                checkResource(resource.resource());
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void resource(byte[] input) {
        FuzzLimits.check(() -> checkResourceInput(input));
    }

    private static void checkResourceInput(byte[] input) {
        ClusterResource resource = readOrNull(() -> ClusterYaml.readResource(input));
        if (resource != null) {
            checkResource(resource);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void kubeconfig(byte[] input) {
        FuzzLimits.check(() -> checkKubeconfigInput(input));
    }

    private static void checkKubeconfigInput(byte[] input) {
        Kubeconfig kubeconfig = Kubeconfig.of(text(input));
        readOrNull(kubeconfig::content);
        Kubeconfig moved = readOrNull(() -> kubeconfig.withServer(OTHER_SERVER));
        if (moved != null) {
            assertThat(moved.content().server()).isEqualTo(OTHER_SERVER);
        }
        checkReport(EVALUATOR.evaluate(
                "host-1", ClusterRequest.host(Requests.HOST_URL, kubeconfig).build()));
    }

    @FuzzTest(maxDuration = "10m")
    void catalog(byte[] input) {
        FuzzLimits.check(() -> checkCatalogInput(input));
    }

    private static void checkCatalogInput(byte[] input) {
        String[] files = text(input).split(FILE_SEPARATOR, 2);
        checkCatalog(catalogOrNull(() -> CatalogReader.read(files[0], files.length > 1 ? files[1] : "")));
    }

    @FuzzTest(maxDuration = "10m")
    void catalogConfigMap(byte[] input) {
        FuzzLimits.check(() -> checkCatalogConfigMapInput(input));
    }

    private static void checkCatalogConfigMapInput(byte[] input) {
        checkCatalog(catalogOrNull(() -> CatalogReader.readConfigMap(text(input))));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static <T> @Nullable T readOrNull(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MalformedDocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return null;
        }
    }

    private static @Nullable ComponentCatalog catalogOrNull(Supplier<ComponentCatalog> reader) {
        try {
            return reader.get();
        } catch (InvalidCatalogException e) {
            assertThat(e.problems()).isNotEmpty();
            return null;
        }
    }

    private static void evaluate(@Nullable ParsedRequest parsed) {
        if (parsed != null) {
            checkReport(EVALUATOR.evaluate("cluster-1", parsed));
            byte[] json = ClusterJson.write(parsed.request());
            assertThat(ClusterJson.write(ClusterJson.parseRequest(json).request()))
                    .isEqualTo(json);
        }
    }

    private static void checkCatalog(@Nullable ComponentCatalog catalog) {
        if (catalog == null) {
            return;
        }
        ClusterEvaluator evaluator = ClusterEvaluator.builder().catalog(catalog).build();
        for (ClusterCategory category : ClusterCategory.values()) {
            checkReport(evaluator.evaluate("cluster-1", Requests.of(category)));
        }
    }

    private static void checkReport(Evaluation evaluation) {
        assertThat(evaluation.report().toText(Locale.ENGLISH)).isNotNull();
        assertThat(evaluation.report().toText(Locale.CHINESE)).isNotNull();
        assertThat(evaluation.explanation().toText()).isNotBlank();
        if (evaluation.report().isValid()) {
            checkResource(evaluation.resource());
        }
    }

    /** Bytes are compared: what is missing is written as Nautes writes it, as an empty text. */
    private static void checkResource(ClusterResource resource) {
        byte[] yaml = ClusterYaml.write(resource);
        assertThat(ClusterYaml.write(ClusterYaml.readResource(yaml))).isEqualTo(yaml);
        Cluster cluster = Cluster.of(resource);
        assertThat(ClusterDiff.between(cluster, cluster).isEmpty()).isTrue();
    }
}
