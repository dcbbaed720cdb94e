package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.model.ClusterDocument.Form;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void manifestIsEquivalentToTheApiRequest() {
        ClusterDocument.Request document =
                (ClusterDocument.Request) ClusterDocuments.read(MANIFEST).get(0);

        assertThat(document.form()).isEqualTo(Form.MANIFEST);
        assertThat(document.name()).isEqualTo("ci-pipelines");
        assertThat(document.parsed().problems()).isEmpty();
        assertThat(document.parsed().request())
                .isEqualTo(Samples.fullRequest().toBuilder().kubeconfig(null).build());
    }

    @Test
    void documentsAreDistinguishedByTheirContent() {
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
    void pointersOfManifestsUseTheirFieldNames(String apiPointer, String pointer) {
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
    void unknownFieldKeepsItsName() {
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

    private static ParsedRequest parsed(String text) {
        return ((ClusterDocument.Request) ClusterDocuments.read(text).get(0)).parsed();
    }

    @Test
    void jsonWithCommentsAndTrailingCommasIsReadWithANote() {
        String standard = "{\"usage\": \"host\", \"reserved_namespaces_allowed_products\": {\"argocd\": [\"a#b\"]}}";
        String template = """
                {
                \t# 集群用途：host 或 worker
                \t"usage": "host", // as documented
                \t"reserved_namespaces_allowed_products": {
                \t\t"argocd": ["a#b",],
                \t},
                }
                """;

        assertThat(parsed(standard).problems()).isEmpty();
        assertThat(parsed(template).problems())
                .containsExactly(new InputProblem(InputProblem.Kind.RELAXED_JSON, "", "", null));
        assertThat(parsed(template).request()).isEqualTo(parsed(standard).request());
        assertThatThrownBy(() -> ClusterJson.parseRequest(template)).isInstanceOf(MalformedDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"api_server\": \"hush-hush\"\n\n  # the usage\n  \"usage\": \"host\"\n}",
                "{\n  \"vcluster\": {}\n  \"usage\": \"host\"\n}",
                "{\"components_list\": [1,\n  \"a\"\n  \"b\"]}"
            })
    void aMissingCommaIsReportedWithTheLineThatNeedsIt(String json) {
        assertThatThrownBy(() -> ClusterDocuments.read(json))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("a comma is missing at the end of line 2")
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void aMissingCommaAfterAVariableOfATemplateIsReportedRatherThanTheVariable() {
        assertThatThrownBy(() -> ClusterDocuments.read("""
                        {
                          "api_server": $api-server,
                          "vcluster": {
                            "https_node_port": 30443
                            # the rest
                            "other": 1
                          }
                        }
                        """))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("line 6, column 5")
                .hasMessageContaining("a comma is missing at the end of line 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"usage\": \"host\" \"vcluster\": {}}", "{usage: \"host\" vcluster: {}}"})
    void aCommaMissingWithinALineIsReportedWithItsColumn(String text) {
        assertThatThrownBy(() -> ClusterDocuments.read(text))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("a comma is missing before this position");
    }

    @Test
    void aTemplateWhoseVariablesWereNotReplacedIsReadWithANote() {
        ParsedRequest parsed = parsed("""
                {
                  # 集群类型
                  "cluster_type": $cluster-type,
                  "usage": "host",
                }
                """);

        assertThat(parsed.problems()).containsExactly(new InputProblem(InputProblem.Kind.RELAXED_JSON, "", "", null));
        assertThat(parsed.request().clusterType()).isEqualTo(ClusterType.of("$cluster-type"));
    }

    @Test
    void aMappingOfYamlInBracesIsRead() {
        assertThat(parsed("{usage: host}").problems()).isEmpty();
        assertThat(parsed("{usage: host, api_server: 'https://a.b'}").request())
                .isEqualTo(ClusterRequest.builder()
                        .usage(Usage.HOST)
                        .apiServer("https://a.b")
                        .build());
    }

    @Test
    void filesInUtf16AndWithAByteOrderMarkAreRead() {
        String text = "{\"usage\": \"主机\"}";
        ClusterDocument plain = ClusterDocuments.read(text).get(0);

        assertThat(ClusterDocuments.read("\uFEFF" + text)).containsExactly(plain);
        assertThat(ClusterDocuments.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)))
                .containsExactly(plain);
        assertThat(ClusterDocuments.read(text.getBytes(StandardCharsets.UTF_16)))
                .containsExactly(plain);
        assertThat(ClusterDocuments.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly(plain);
        assertThatThrownBy(() -> ClusterDocuments.read("usage: hôte".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> ClusterDocuments.read(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x41}))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void fieldsOfOlderManifestsAreMovedToTheirNewLocations() {
        ParsedRequest parsed = parsed("""
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                spec:
                  name: ph-1
                  argocdHost: argocd.example.com
                  tektonHost: tekton.example.com
                  traefik: {httpNodePort: 30090, httpsNodePort: "30543", more: [1]}
                  componentsList:
                    gateway: {name: traefik, additions: {httpNodePort: "30080"}}
                """);

        assertThat(parsed.request().componentsList())
                .containsOnly(
                        Map.entry(
                                ComponentCategory.GATEWAY,
                                new Component(
                                        "traefik", null, Map.of("httpNodePort", "30080", "httpsNodePort", "30543"))),
                        Map.entry(
                                ComponentCategory.DEPLOYMENT,
                                new Component(null, null, Map.of("host", "argocd.example.com"))),
                        Map.entry(
                                ComponentCategory.PIPELINE,
                                new Component(null, null, Map.of("host", "tekton.example.com"))));
        assertThat(parsed.problems())
                .extracting(InputProblem::kind, InputProblem::pointer, InputProblem::expected)
                .containsExactlyInAnyOrder(
                        tuple(InputProblem.Kind.MOVED_FIELD, "/argocdHost", "componentsList.deployment.additions.host"),
                        tuple(InputProblem.Kind.MOVED_FIELD, "/tektonHost", "componentsList.pipeline.additions.host"),
                        tuple(
                                InputProblem.Kind.MOVED_FIELD,
                                "/traefik/httpNodePort",
                                "componentsList.gateway.additions.httpNodePort"),
                        tuple(
                                InputProblem.Kind.MOVED_FIELD,
                                "/traefik/httpsNodePort",
                                "componentsList.gateway.additions.httpsNodePort"),
                        tuple(InputProblem.Kind.UNKNOWN_FIELD, "/traefik/more", null));
        assertThat(parsed("argocdHost: a").problems())
                .extracting(InputProblem::kind)
                .containsExactly(InputProblem.Kind.UNKNOWN_FIELD);
    }

    @Test
    void unsupportedHostNameOfAComponentIsReportedAndIgnored() {
        ParsedRequest parsed = parsed("""
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                spec:
                  usage: host
                  argocdHost: argocd.example.com
                  traefik: {httpNodePort: "30090"}
                """);

        assertThat(parsed.request().componentsList())
                .containsOnly(Map.entry(
                        ComponentCategory.GATEWAY, new Component(null, null, Map.of("httpNodePort", "30090"))));
        assertThat(parsed.problems())
                .extracting(InputProblem::kind, InputProblem::pointer)
                .containsExactlyInAnyOrder(
                        tuple(InputProblem.Kind.UNKNOWN_FIELD, "/argocdHost"),
                        tuple(InputProblem.Kind.MOVED_FIELD, "/traefik/httpNodePort"));
    }

    private static String manifest(String spec) {
        return "apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\nspec: " + spec + "\n";
    }

    @Test
    void typeErrorsOfAManifestAreReportedWithTheNamesOfTheApi() {
        ParsedRequest parsed = parsed(manifest("""
                {apiServer: [1], vcluster: {httpsNodePort: [1]},
                 componentsList: {multiTenant: {name: [1], additions: {multiTenant: [1]}}, telescope: {}},
                 reservedNamespacesAllowedProducts: {multiTenant: 1, httpsNodePort: 1}}"""));

        assertThat(parsed.problems())
                .extracting(InputProblem::kind, InputProblem::pointer)
                .containsExactlyInAnyOrder(
                        tuple(InputProblem.Kind.WRONG_TYPE, "/api_server"),
                        tuple(InputProblem.Kind.WRONG_TYPE, "/vcluster/https_node_port"),
                        tuple(InputProblem.Kind.WRONG_TYPE, "/components_list/multi_tenant/name"),
                        tuple(InputProblem.Kind.WRONG_TYPE, "/components_list/multi_tenant/additions/multiTenant"),
                        tuple(InputProblem.Kind.UNKNOWN_FIELD, "/components_list/telescope"),
                        tuple(InputProblem.Kind.WRONG_TYPE, "/reserved_namespaces_allowed_products/multiTenant"),
                        tuple(InputProblem.Kind.WRONG_TYPE, "/reserved_namespaces_allowed_products/httpsNodePort"));
    }

    @Test
    void unknownFieldsOfAManifestKeepTheirNames() {
        assertThat(parsed(manifest("{vcluster: {port: 1}, componentsList: {gateway: {multiTenant: 1}}, color: 1}"))
                        .problems())
                .extracting(InputProblem::pointer)
                .containsExactlyInAnyOrder("/vcluster/port", "/components_list/gateway/multiTenant", "/color");
    }

    /** Both known names are near to the misspelled one, and the nearest is in use. */
    @Test
    void suggestedNameIsNotInUse() {
        assertThat(parsed("{\"cluster_type\": \"physical\", \"cluster_tipe\": \"kubernetes\"}")
                        .problems())
                .containsExactly(new InputProblem(
                        InputProblem.Kind.UNKNOWN_FIELD, "/cluster_tipe", "cluster_tipe", "cluster_kind"));
        assertThat(parsed("{\"cluster_tipe\": \"physical\"}").problems())
                .containsExactly(new InputProblem(
                        InputProblem.Kind.UNKNOWN_FIELD, "/cluster_tipe", "cluster_tipe", "cluster_type"));
        assertThat(parsed(manifest("{clusterTipe: kubernetes, clusterType: physical}"))
                        .problems())
                .containsExactly(new InputProblem(
                        InputProblem.Kind.UNKNOWN_FIELD, "/clusterTipe", "clusterTipe", "clusterKind"));
    }

    @Test
    void clusterOfAnotherApiIsNotARegistration() {
        assertThat(ClusterDocuments.read("apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\n"))
                .containsExactly(new ClusterDocument.Other(0, "Cluster", Optional.of("a")));
        assertThat(ClusterDocuments.read("kind: Cluster\n"))
                .containsExactly(new ClusterDocument.Other(0, "Cluster", Optional.empty()));
    }

    /** The comments are text to a reader of YAML, which no value begins with. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, // , @\n \"b\" 2}", "{\"a\": 1, /* , @ */ \"b\" 2}"})
    void problemIsReportedByTheReaderThatReadFurther(String text) {
        assertThatThrownBy(() -> ClusterDocuments.read(text))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("not JSON");
    }
}
