package io.nautes.cluster.core;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nautes.cluster.model.ClusterDocument;
import io.nautes.cluster.model.ClusterDocuments;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.ParsedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Readers of what users and servers send: nothing but the documented exceptions comes out, and what was read can be
 * evaluated. In an ordinary test run the seeds are tried; with {@code JAZZER_FUZZ=1} one target is fuzzed for minutes.
 */
class ReadersFuzzTest {
    private static final String SERVER = "https://192.0.2.1:6443";

    @FuzzTest(maxDuration = "2m")
    void jsonRequest(byte[] json) {
        try {
            evaluate(ClusterJson.parseRequest(json));
            evaluate(ClusterJson.parseRequestStrictly(json));
        } catch (MalformedDocumentException e) {
            // What is no JSON is refused so.
        }
        try {
            ClusterJson.readClusters(json);
            ClusterJson.readError(json);
        } catch (MalformedDocumentException e) {
            // What is no reply is refused so.
        }
    }

    @FuzzTest(maxDuration = "2m")
    void documents(FuzzedDataProvider data) {
        try {
            for (ClusterDocument document : ClusterDocuments.read(data.consumeRemainingAsString())) {
                if (document instanceof ClusterDocument.Request request) {
                    evaluate(request.parsed());
                }
            }
        } catch (MalformedDocumentException e) {
            // What is neither JSON nor YAML is refused so.
        }
    }

    @FuzzTest(maxDuration = "2m")
    void resource(byte[] yaml) {
        try {
            ClusterResource resource = ClusterYaml.readResource(yaml);
            byte[] written = ClusterYaml.write(resource);
            if (!ClusterYaml.readResource(written).equals(resource)
                    && !new String(yaml, StandardCharsets.UTF_8).contains("\uFFFD")) {
                ClusterResource again = ClusterYaml.readResource(written);
                if (!new String(ClusterYaml.write(again), StandardCharsets.UTF_8)
                        .equals(new String(written, StandardCharsets.UTF_8))) {
                    throw new AssertionError("a written resource is not read back as it was");
                }
            }
        } catch (MalformedDocumentException e) {
            // What is no resource is refused so.
        }
    }

    @FuzzTest(maxDuration = "2m")
    void kubeconfig(FuzzedDataProvider data) {
        Kubeconfig kubeconfig = Kubeconfig.of(data.consumeRemainingAsString());
        try {
            kubeconfig.content();
            Kubeconfig changed = kubeconfig.withServer(SERVER);
            if (!isServer(changed)) {
                throw new AssertionError("a kubeconfig is broken by another server");
            }
        } catch (MalformedDocumentException e) {
            // What is no kubeconfig, or not one whose server can be replaced, is refused so.
        }
        evaluate(new ParsedRequest(
                Requests.host().toBuilder().kubeconfig(kubeconfig).build(), List.of(), true));
    }

    @FuzzTest(maxDuration = "2m")
    void catalog(FuzzedDataProvider data) {
        String first = data.consumeString(4000);
        try {
            CatalogReader.read(first, data.consumeRemainingAsString());
        } catch (InvalidCatalogException e) {
            // What is no catalog is refused so.
        }
        try {
            CatalogReader.readConfigMap(first);
        } catch (InvalidCatalogException e) {
            // What is no ConfigMap is refused so.
        }
    }

    private static boolean isServer(Kubeconfig kubeconfig) {
        try {
            return SERVER.equals(kubeconfig.content().server());
        } catch (MalformedDocumentException e) {
            return false;
        }
    }

    private static void evaluate(ParsedRequest parsed) {
        Evaluation evaluation = ClusterEvaluator.standard().evaluate("c1", parsed);
        String said = evaluation.report().toString() + evaluation.explanation();
        if (said.isEmpty()) {
            throw new AssertionError("an evaluation says nothing");
        }
    }
}
