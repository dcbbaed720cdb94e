package io.nautes.cluster.testkit;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests, kubeconfigs and resources for tests to start from. All are valid without findings and equal on each call.
 * They reach no real system: addresses are reserved for documentation (RFC 5737), and the kubeconfig's credentials are
 * made up. Derive variants with {@link ClusterRequest#toBuilder()}. For invalid requests, see {@link InvalidRequest}.
 */
public final class ClusterFixtures {
    /** The host's name in {@link #allCategories()}, and the one that virtual clusters name. */
    public static final String HOST = "host-1";

    /** The token in each kubeconfig; search output for it to verify that no secret is leaked. */
    public static final String SECRET = "fixture-token-opens-nothing";

    /** A self-signed certificate that is valid until the year 9966. */
    private static final String CERTIFICATE = base64("""
            -----BEGIN CERTIFICATE-----
            MIIBejCCASGgAwIBAgIUArilq3Poy8QLHQ1j0RNWHqbJnS0wCgYIKoZIzj0EAwIw
            EjEQMA4GA1UEAwwHZml4dHVyZTAgFw0yNjExMjYwMTQ0MDZaGA85OTY2MTEwMTAx
            NDQwNlowEjEQMA4GA1UEAwwHZml4dHVyZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABFhjaOQuWZUsyFyFOJp4BBoiiXMTzCURXMGbAywQJ0VEYoC0TMMA3YwSECYz
            OmhI15h8Uy8tMnTpKiB7EtCXWK2jUzBRMB0GA1UdDgQWBBQSbEkOzBp5QmWBz+bc
            /G8BQBD77zAfBgNVHSMEGDAWgBQSbEkOzBp5QmWBz+bc/G8BQBD77zAPBgNVHRMB
            Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIFRkrRquEn5tYKo81HMBbPC0ZCRN
            s7RjUt/3CpSNAmj8AiA+MlMT5wgAlkMGIayoNwnWM9lvGxw5Bj/8h0Gzh7Bchg==
            -----END CERTIFICATE-----
            """);

    /** The private key of the certificate, which grants no access. */
    private static final String KEY = base64("""
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYW6bcmDPs8WUt9ZD
            ZqkaTEyubWGQEPDmMc6CLV+ulwahRANCAARYY2jkLlmVLMhchTiaeAQaIolzE8wl
            EVzBmwMsECdFRGKAtEzDAN2MEhAmMzpoSNeYfFMvLTJ06SogexLQl1it
            -----END PRIVATE KEY-----
            """);

    private ClusterFixtures() {}

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns a request for a host cluster.
     *
     * @return the request, for {@code https://192.0.2.1:6443}
     */
    public static ClusterRequest host() {
        return ClusterRequest.host("https://192.0.2.1:6443", kubeconfig("https://192.0.2.1:6443"))
                .build();
    }

    /**
     * Returns a request for a physical deployment runtime.
     *
     * @return the request, for {@code https://192.0.2.2:6443}
     */
    public static ClusterRequest physicalDeploymentRuntime() {
        return ClusterRequest.physicalDeploymentRuntime("https://192.0.2.2:6443", kubeconfig("https://192.0.2.2:6443"))
                .build();
    }

    /**
     * Returns a request for a physical pipeline runtime.
     *
     * @return the request, for {@code https://192.0.2.3:6443}
     */
    public static ClusterRequest physicalPipelineRuntime() {
        return ClusterRequest.physicalPipelineRuntime("https://192.0.2.3:6443", kubeconfig("https://192.0.2.3:6443"))
                .build();
    }

    /**
     * Returns a request for a virtual deployment runtime.
     *
     * @return the request, with the host cluster {@value #HOST} and port 31001 of its address
     */
    public static ClusterRequest virtualDeploymentRuntime() {
        return ClusterRequest.virtualDeploymentRuntime("https://192.0.2.1:31001", HOST)
                .build();
    }

    /**
     * Returns a request for a virtual pipeline runtime.
     *
     * @return the request, with the host cluster {@value #HOST} and port 31002 of its address
     */
    public static ClusterRequest virtualPipelineRuntime() {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31002", HOST)
                .build();
    }

    /**
     * Returns the fixture for a category.
     *
     * @param category the category
     * @return the request
     */
    public static ClusterRequest request(ClusterCategory category) {
        return switch (category) {
            case HOST -> host();
            case PHYSICAL_DEPLOYMENT_RUNTIME -> physicalDeploymentRuntime();
            case PHYSICAL_PIPELINE_RUNTIME -> physicalPipelineRuntime();
            case VIRTUAL_DEPLOYMENT_RUNTIME -> virtualDeploymentRuntime();
            case VIRTUAL_PIPELINE_RUNTIME -> virtualPipelineRuntime();
        };
    }

    /**
     * Returns one request of each category; they can be registered together.
     *
     * @return the requests by name, in this order: {@value #HOST}, {@code physical-deployment},
     *     {@code physical-pipeline}, {@code virtual-deployment}, {@code virtual-pipeline}
     */
    public static Map<String, ClusterRequest> allCategories() {
        Map<String, ClusterRequest> all = new LinkedHashMap<>();
        all.put(HOST, host());
        all.put("physical-deployment", physicalDeploymentRuntime());
        all.put("physical-pipeline", physicalPipelineRuntime());
        all.put("virtual-deployment", virtualDeploymentRuntime());
        all.put("virtual-pipeline", virtualPipelineRuntime());
        return Collections.unmodifiableMap(all);
    }

    /**
     * Returns a kubeconfig with one cluster, one user and a current context.
     *
     * @param server the address of the cluster's API server
     * @return the kubeconfig; its user has a client certificate with a key, and the token {@value #SECRET}
     */
    public static Kubeconfig kubeconfig(String server) {
        return Kubeconfig.of("""
                apiVersion: v1
                kind: Config
                clusters:
                - name: fixture
                  cluster:
                    server: "%s"
                users:
                - name: admin
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                    token: %s
                contexts:
                - name: admin@fixture
                  context: {cluster: fixture, user: admin}
                current-context: admin@fixture
                """.formatted(server, CERTIFICATE, KEY, SECRET));
    }

    /**
     * Returns the resource of a category's fixture, evaluated with the documented catalog, for tests of stores.
     *
     * @param name the cluster's name
     * @param category the category
     * @return the resource, in the namespace {@value ClusterResource#DEFAULT_NAMESPACE}
     */
    public static ClusterResource resource(String name, ClusterCategory category) {
        return ClusterEvaluator.standard().evaluate(name, request(category)).resource();
    }
}
