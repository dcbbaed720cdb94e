package io.nautes.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probe beside another client: objects that fabric8's client creates on fabric8's mock of an API server. */
class KubernetesMockTest {
    private final Map<ServerRequest, Queue<ServerResponse>> answers = new HashMap<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), answers, new KubernetesMixedDispatcher(answers), true);
    private NamespacedKubernetesClient client;

    @BeforeEach
    void start() {
        server.setVersionInfo(new VersionInfo.Builder()
                .withMajor("1")
                .withMinor("20")
                .withGitVersion("v1.20.2")
                .build());
        server.init();
        server.expect()
                .get()
                .withPath("/readyz")
                .andReturn(200, Map.of("kind", "Status", "status", "Success"))
                .always();
        server.expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                .andReturn(
                        201,
                        new SelfSubjectAccessReviewBuilder()
                                .withNewStatus()
                                .withAllowed(true)
                                .endStatus()
                                .build())
                .always();
        client = server.createClient();
        client.storage()
                .v1()
                .storageClasses()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("standard")
                        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                        .endMetadata()
                        .withProvisioner("local")
                        .build())
                .create();
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("node-1")
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    private List<String> codes() {
        Kubeconfig kubeconfig = Kubeconfig.of("""
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: u, user: {token: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(client.getMasterUrl(), ScriptedApiServer.TOKEN));
        return ClusterProbe.builder()
                .deadline(Duration.ofSeconds(30))
                .build()
                .check("host-1", ClusterFixtures.host(), kubeconfig)
                .findings()
                .stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void clusterWithoutProblemsHasNoFindings() {
        assertThat(codes()).isEmpty();
    }

    @Test
    void servicesAndNamespacesOfAnotherClientAreFound() {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("traefik")
                        .endMetadata()
                        .build())
                .create();
        client.services()
                .inNamespace("shop")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .withNewSpec()
                        .withType("NodePort")
                        .addNewPort()
                        .withPort(443)
                        .withNodePort(30443)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        assertThat(codes()).containsExactlyInAnyOrder("preflight_node_port_in_use", "preflight_namespace_exists");
    }

    @Test
    void nodeThatTakesNoPodsIsFound() {
        client.nodes()
                .withName("node-1")
                .edit(node -> new NodeBuilder(node)
                        .editOrNewSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .build());
        client.storage().v1().storageClasses().withName("standard").delete();

        assertThat(codes()).containsExactlyInAnyOrder("preflight_no_ready_node", "preflight_no_default_storage_class");
    }
}
