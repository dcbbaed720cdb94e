package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.ClusterDocument.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterDocumentsTest {
    private static final String MANIFEST = """
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            spec:
              name: ci-pipelines
              apiServer: https://192.0.2.10:31500
              clusterKind: kubernetes
              clusterType: virtual
              usage: worker
              workerType: pipeline
              hostCluster: edge-host
              primaryDomain: example.com
              vcluster:
                httpsNodePort: 31500
              componentsList:
                multiTenant: {name: hnc, namespace: hnc-system, additions: {b: 1, a: ""}}
                pipeline: {name: tekton}
              reservedNamespacesAllowedProducts:
                argocd: [shop, billing]
              productAllowedClusterResources:
                shop:
                  - {kind: ClusterRole, group: rbac.authorization.k8s.io}
            """;

    @Test
    void manifestMeansTheSameAsTheApiRequest() {
        ClusterDocument.Request document =
                (ClusterDocument.Request) ClusterDocuments.read(MANIFEST).get(0);

        assertThat(document.form()).isEqualTo(Form.MANIFEST);
        assertThat(document.name()).isEqualTo("ci-pipelines");
        assertThat(document.parsed().problems()).isEmpty();
        assertThat(document.parsed().request())
                .isEqualTo(Samples.fullRequest().toBuilder().kubeconfig(null).build());
    }

    @Test
    void documentsAreToldApartByTheirContent() {
        String resource = new String(Samples.file("edge-host.yaml"), StandardCharsets.UTF_8);
        List<ClusterDocument> documents = ClusterDocuments.read("# nothing\n---\nusage: host\n---\n" + MANIFEST
                + "---\n" + resource + "---\napiVersion: v1\nkind: Product\nmetadata: {name: shop}\n---\n");

        assertThat(documents).hasSize(4);
        assertThat(documents.get(0))
                .isInstanceOfSatisfying(
                        ClusterDocument.Request.class,
                        request -> assertThat(request.form()).isEqualTo(Form.API_REQUEST));
        assertThat(documents.get(1)).isInstanceOf(ClusterDocument.Request.class);
        assertThat(documents.get(2)).isEqualTo(new ClusterDocument.Resource(2, Samples.edgeHost()));
        assertThat(documents.get(3)).isEqualTo(new ClusterDocument.Other(3, "Product", Optional.of("shop")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api_server, /spec/apiServer",
        "/components_list/multi_tenant/additions/a_b, /spec/componentsList/multiTenant/additions/a_b",
        "/vcluster/https_node_port, /spec/vcluster/httpsNodePort",
        "/reserved_namespaces_allowed_products/api_server/0, /spec/reservedNamespacesAllowedProducts/api_server/0",
        "/name, /spec/name",
        "'', /spec"
    })
    void pointersOfManifestsAreInTheirNames(String apiPointer, String pointer) {
        ClusterDocument.Request document =
                (ClusterDocument.Request) ClusterDocuments.read(MANIFEST).get(0);

        assertThat(document.toDocumentPointer(apiPointer)).isEqualTo(pointer);
    }

    @Test
    void misspelledFieldOfAManifestIsReported() {
        ClusterDocument.Request document = (ClusterDocument.Request) ClusterDocuments.read(
                        "apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\nspec: {api_server: x}")
                .get(0);

        assertThat(document.parsed().problems())
                .containsExactly(
                        new InputProblem(InputProblem.Kind.UNKNOWN_FIELD, "/api_server", "api_server", "apiServer"));
    }

    @Test
    void unknownFieldKeepsItsOwnName() {
        ClusterDocument.Request manifest =
                (ClusterDocument.Request) ClusterDocuments.read(MANIFEST).get(0);

        assertThat(manifest.toUnknownFieldPointer("/worker_type")).isEqualTo("/spec/worker_type");
        assertThat(manifest.toUnknownFieldPointer("/components_list/multi_tenant/worker_type"))
                .isEqualTo("/spec/componentsList/multiTenant/worker_type");
    }

    @Test
    void manifestWithoutSpecIsRefused() {
        assertThatThrownBy(
                        () -> ClusterDocuments.read("apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\n"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("spec");
    }
}
