package io.nautes.cluster.benchmarks;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.WorkerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The documented request of a physical pipeline runtime. */
public final class Fixture {
    public static final String NAME = "physical-worker-pipeline";

    private Fixture() {}

    public static byte[] requestJson() {
        try (InputStream in = Fixture.class.getResourceAsStream("request.json")) {
            if (in == null) {
                throw new IllegalStateException("request.json is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ClusterRequest request() {
        return ClusterJson.parseRequest(requestJson()).request();
    }

    /** Returns the request with three fields that both the constraint annotations and the engine refuse. */
    public static ClusterRequest requestWithThreeErrors() {
        return request().toBuilder()
                .apiServer("")
                .clusterKind(ClusterKind.of("k3s"))
                .workerType(WorkerType.of("batch"))
                .build();
    }

    public static ClusterResource resource() {
        return ClusterEvaluator.standard().evaluate(NAME, request()).resource();
    }

    public static String name(int number) {
        return String.format(Locale.ROOT, "cluster-%05d", number);
    }

    /** Returns a request like the documented one, for a cluster with a distinct address. */
    public static ClusterRequest request(int number) {
        return request().toBuilder()
                .apiServer("https://10." + (1 + (number >> 16)) + "." + (number >> 8 & 0xff) + "." + (number & 0xff)
                        + ":6443")
                .build();
    }

    /** Returns the resource of such a cluster. */
    public static ClusterResource resource(int number) {
        return ClusterEvaluator.standard()
                .evaluate(name(number), request(number))
                .resource();
    }
}
