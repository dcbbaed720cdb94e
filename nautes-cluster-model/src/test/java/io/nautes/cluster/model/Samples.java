package io.nautes.cluster.model;

import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Resources and their files, written by hand. */
public final class Samples {
    private Samples() {}

    public static byte[] file(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ClusterResource edgeHost() {
        return ClusterResource.of(
                "edge-host",
                "nautes",
                ClusterSpec.builder()
                        .apiServer("https://192.0.2.10:6443")
                        .primaryDomain("192.0.2.10.nip.io")
                        .componentsList(Map.of(
                                ComponentCategory.GATEWAY,
                                Component.of("traefik", "ingress")
                                        .withAddition("httpsNodePort", "31443")
                                        .withAddition("httpNodePort", "31080"),
                                ComponentCategory.OAUTH_PROXY,
                                Component.of("oauth2-proxy", "oauth2-proxy"),
                                ComponentCategory.SECRET_MANAGEMENT,
                                Component.of("vault", "vault")))
                        .build());
    }

    public static ClusterResource ciPipelines() {
        return ClusterResource.of(
                "ci-pipelines",
                "tenant-a",
                ClusterSpec.builder()
                        .apiServer("https://192.0.2.10:31500")
                        .clusterType(ClusterType.VIRTUAL)
                        .usage(Usage.WORKER)
                        .workerType(WorkerType.PIPELINE)
                        .hostCluster("edge-host")
                        .primaryDomain("example.com")
                        .componentsList(Map.of(
                                ComponentCategory.MULTI_TENANT,
                                Component.of("hnc", "hnc-system")
                                        .withAddition("syncResourceTypes", "tekton.dev/Pipeline,tekton.dev/Task")
                                        .withAddition("note", "yes"),
                                ComponentCategory.DEPLOYMENT,
                                Component.of("argocd", "argocd")
                                        .withAddition("host", "argocd.ci-pipelines.example.com")))
                        .reservedNamespacesAllowedProducts(Map.of("argocd", List.of("shop", "billing")))
                        .productAllowedClusterResources(Map.of(
                                "shop",
                                List.of(new ClusterScopedResource("ClusterRole", "rbac.authorization.k8s.io")),
                                "empty-product",
                                List.of()))
                        .build());
    }

    /** A request that uses every field. */
    public static ClusterRequest fullRequest() {
        return ClusterRequest.builder()
                .apiServer("https://192.0.2.10:31500")
                .clusterType(ClusterType.VIRTUAL)
                .usage(Usage.WORKER)
                .workerType(WorkerType.PIPELINE)
                .hostCluster("edge-host")
                .primaryDomain("example.com")
                .httpsNodePort(31500)
                .component(
                        ComponentCategory.MULTI_TENANT,
                        Component.of("hnc", "hnc-system").withAddition("b", "1").withAddition("a", ""))
                .component(ComponentCategory.PIPELINE, Component.named("tekton"))
                .allowInReservedNamespace("argocd", "shop", "billing")
                .allowClusterResources("shop", new ClusterScopedResource("ClusterRole", "rbac.authorization.k8s.io"))
                .kubeconfig(Kubeconfig.of(KUBECONFIG))
                .build();
    }

    public static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            # the first cluster is another one
            clusters:
            - name: other
              cluster: {server: "https://198.51.100.7:6443"}
            - name: edge
              cluster:
                server: https://10.0.0.1:6443   # inside
                certificate-authority-data: Q0E=
            users:
            - name: admin
              user: {token: hush-hush-token}
            contexts:
            - name: edge-admin
              context: {cluster: edge, user: admin}
            current-context: edge-admin
            """;
}
