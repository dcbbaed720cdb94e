package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Requests that tests start from. */
public final class Requests {
    public static final String HOST_URL = "https://192.0.2.10:6443";
    public static final Kubeconfig KUBECONFIG = kubeconfig(HOST_URL);

    private Requests() {}

    public static Kubeconfig kubeconfig(String server) {
        return Kubeconfig.of("""
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s, token: hush-hush}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(server, data("ec-cert.pem"), data("ec-pkcs8.pem")));
    }

    private static String data(String file) {
        return Base64.getEncoder().encodeToString(TestFiles.text(file).getBytes(StandardCharsets.US_ASCII));
    }

    public static ClusterRequest host() {
        return ClusterRequest.host(HOST_URL, KUBECONFIG).build();
    }

    public static ClusterRequest of(ClusterCategory category) {
        return switch (category) {
            case HOST -> host();
            case PHYSICAL_DEPLOYMENT_RUNTIME ->
                ClusterRequest.physicalDeploymentRuntime(HOST_URL, KUBECONFIG).build();
            case PHYSICAL_PIPELINE_RUNTIME ->
                ClusterRequest.physicalPipelineRuntime(HOST_URL, KUBECONFIG).build();
            case VIRTUAL_DEPLOYMENT_RUNTIME -> virtualDeployment(31001);
            case VIRTUAL_PIPELINE_RUNTIME -> virtualPipeline(31002);
        };
    }

    public static ClusterRequest virtualDeployment(int port) {
        return ClusterRequest.virtualDeploymentRuntime("https://192.0.2.10:" + port, "host-1")
                .build();
    }

    public static ClusterRequest virtualPipeline(int port) {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.10:" + port, "host-1")
                .build();
    }

    public static List<String> codes(ValidationReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }
}
