package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nautes.cluster.model.InputProblem.Kind;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterJsonTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    @Test
    void requestSurvivesARoundTrip() {
        ClusterRequest request = Samples.fullRequest();

        ParsedRequest parsed = ClusterJson.parseRequest(ClusterJson.write(request));

        assertThat(parsed.request()).isEqualTo(request);
        assertThat(parsed.problems()).isEmpty();
    }

    @Test
    void emptyTextIsNotLost() {
        ClusterRequest request = ClusterRequest.builder()
                .apiServer("")
                .workerType(WorkerType.of(""))
                .hostCluster("")
                .build();

        assertThat(ClusterJson.parseRequest(ClusterJson.write(request)).request())
                .isEqualTo(request);
    }

    @Test
    void plainObjectMapperWritesAndReadsTheSameRequest() throws IOException {
        ClusterRequest request = Samples.fullRequest();

        assertThat(PLAIN.readTree(PLAIN.writeValueAsBytes(request)))
                .isEqualTo(PLAIN.readTree(ClusterJson.write(request)));
        assertThat(PLAIN.readValue(ClusterJson.write(request), ClusterRequest.class))
                .isEqualTo(request);
    }

    @Test
    void requestIsWrittenAsDocumented() {
        ClusterRequest request = ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("a: b"))
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "30080"))
                .build();

        assertThat(new String(ClusterJson.write(request), StandardCharsets.UTF_8))
                .isEqualTo("{\"api_server\":\"https://192.0.2.1:6443\",\"cluster_kind\":\"kubernetes\","
                        + "\"cluster_type\":\"physical\",\"usage\":\"host\",\"components_list\":{\"gateway\":"
                        + "{\"name\":\"traefik\",\"additions\":{\"httpNodePort\":\"30080\"}}},"
                        + "\"kubeconfig\":\"YTogYg==\"}");
    }

    @Test
    void allTypeErrorsAreReportedWithTheirPositions() {
        ParsedRequest parsed = ClusterJson.parseRequest("""
                {"apiServer": "x", "usage": 3, "cluster_type": ["virtual"], "vcluster": {"port": "1"},
                 "components_list": {"gatway": {}, "pipeline": {"nmae": "tekton", "additions": {"a/b": true, "c": null}}},
                 "reserved_namespaces_allowed_products": {"argocd": "shop", "vault": ["a", 7]},
                 "product_allowed_cluster_resources": {"shop": [{"Kind": "ClusterRole"}, "ClusterRole"]},
                 "kubeconfig": 12345}
                """);

        assertThat(parsed.problems())
                .extracting(InputProblem::kind, InputProblem::pointer, InputProblem::received, InputProblem::expected)
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNKNOWN_FIELD, "/apiServer", "apiServer", "api_server"),
                        tuple(Kind.WRONG_TYPE, "/usage", "a number: 3", "a string"),
                        tuple(Kind.WRONG_TYPE, "/cluster_type", "a list", "a string"),
                        tuple(Kind.UNKNOWN_FIELD, "/vcluster/port", "port", null),
                        tuple(Kind.UNKNOWN_FIELD, "/components_list/gatway", "gatway", "gateway"),
                        tuple(Kind.UNKNOWN_FIELD, "/components_list/pipeline/nmae", "nmae", "name"),
                        tuple(
                                Kind.WRONG_TYPE,
                                "/components_list/pipeline/additions/a~1b",
                                "a boolean: true",
                                "a string"),
                        tuple(Kind.WRONG_TYPE, "/components_list/pipeline/additions/c", "null", "a string"),
                        tuple(
                                Kind.WRONG_TYPE,
                                "/reserved_namespaces_allowed_products/argocd",
                                "a string: shop",
                                "a list"),
                        tuple(
                                Kind.WRONG_TYPE,
                                "/reserved_namespaces_allowed_products/vault/1",
                                "a number: 7",
                                "a string"),
                        tuple(Kind.UNKNOWN_FIELD, "/product_allowed_cluster_resources/shop/0/Kind", "Kind", "kind"),
                        tuple(
                                Kind.WRONG_TYPE,
                                "/product_allowed_cluster_resources/shop/1",
                                "a string: ClusterRole",
                                "an object"),
                        tuple(Kind.WRONG_TYPE, "/kubeconfig", "a number", "a string"));
        assertThat(parsed.request().reservedNamespacesAllowedProducts())
                .containsExactly(Map.entry("argocd", List.of()), Map.entry("vault", List.of("a")));
    }

    @Test
    void numbersAreAcceptedAsTextInFilesButNotInTheApi() {
        String json = "{\"vcluster\":{\"https_node_port\":31456},"
                + "\"components_list\":{\"gateway\":{\"additions\":{\"httpNodePort\":30080}}}}";

        assertThat(ClusterJson.parseRequest(json).problems()).isEmpty();
        assertThat(ClusterJson.parseRequest(json).request().vcluster()).isEqualTo(new Vcluster("31456"));
        assertThat(ClusterJson.parseRequestStrictly(json.getBytes(StandardCharsets.UTF_8))
                        .problems())
                .extracting(InputProblem::pointer)
                .containsExactly("/vcluster/https_node_port", "/components_list/gateway/additions/httpNodePort");
    }

    @Test
    void nullIsAnEmptyListInFilesButNotInTheApi() {
        String json = "{\"reserved_namespaces_allowed_products\":{\"argocd\":null},"
                + "\"product_allowed_cluster_resources\":{\"shop\":null}}";

        ParsedRequest strict = ClusterJson.parseRequestStrictly(json.getBytes(StandardCharsets.UTF_8));

        assertThat(ClusterJson.parseRequest(json).problems()).isEmpty();
        assertThat(strict.problems())
                .extracting(InputProblem::kind, InputProblem::pointer, InputProblem::received, InputProblem::expected)
                .containsExactly(
                        tuple(Kind.WRONG_TYPE, "/reserved_namespaces_allowed_products/argocd", "null", "a list"),
                        tuple(Kind.WRONG_TYPE, "/product_allowed_cluster_resources/shop", "null", "a list"));
    }

    @Test
    void nullMapsAreAbsentInTheApi() {
        String json = "{\"reserved_namespaces_allowed_products\":null,\"components_list\":null}";

        assertThat(ClusterJson.parseRequestStrictly(json.getBytes(StandardCharsets.UTF_8))
                        .problems())
                .isEmpty();
    }

    @Test
    void nullMeansAbsent() {
        ParsedRequest parsed = ClusterJson.parseRequest("{\"api_server\":null,\"vcluster\":null,"
                + "\"components_list\":{\"gateway\":null},\"reserved_namespaces_allowed_products\":null,"
                + "\"kubeconfig\":null}");

        assertThat(parsed.request()).isEqualTo(ClusterRequest.builder().build());
        assertThat(parsed.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|1",
                "{\"a\":1,}|1|9",
                "{\"a\":1} x|1|10",
                "not json|1|4",
                "{\"a\":\"hush-hush|1|16",
                "{\"a\":1,\"a\":2}|1|8"
            })
    void malformedJsonIsRefusedWithItsPositionAndWithoutItsContent(String json, int line, int column) {
        assertThatThrownBy(() -> ClusterJson.parseRequest(json))
                .isInstanceOfSatisfying(MalformedDocumentException.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isGreaterThan(0);
                })
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> ClusterJson.parseRequest(new byte[] {0, 0, '{', 0}))
                .isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> ClusterJson.parseRequest(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> ClusterJson.parseRequest("[".repeat(100_000)))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void documentThatIsNotAnObjectIsReported() {
        assertThat(ClusterJson.parseRequest("[1]").problems())
                .containsExactly(new InputProblem(Kind.WRONG_TYPE, "", "a list", "an object"));
    }

    @Test
    void replyContainsEveryFieldAndIsReadBackEqual() {
        Cluster cluster = Cluster.of(Samples.edgeHost());

        byte[] json = ClusterJson.write(cluster);

        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"edge-host\",\"api_server\":\"https://192.0.2.10:6443\","
                        + "\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"physical\",\"usage\":\"host\","
                        + "\"worker_type\":\"\",\"host_cluster\":\"\",\"primary_domain\":\"192.0.2.10.nip.io\","
                        + "\"components_list\":{\"multi_tenant\":null,\"secret_sync\":null,\"gateway\":"
                        + "{\"name\":\"traefik\",\"namespace\":\"ingress\",\"additions\":"
                        + "{\"httpsNodePort\":\"31443\",\"httpNodePort\":\"31080\"}},\"deployment\":null,"
                        + "\"progressive_delivery\":null,\"event_listener\":null,\"pipeline\":null},"
                        + "\"reserved_namespaces_allowed_products\":{},\"product_allowed_cluster_resources\":{}}");
        assertThat(ClusterJson.readCluster(json)).isEqualTo(cluster);
    }

    @Test
    void plainObjectMapperReadsTheSameReply() throws IOException {
        for (ClusterResource resource : List.of(Samples.edgeHost(), Samples.ciPipelines())) {
            byte[] json = ClusterJson.write(Cluster.of(resource));

            assertThat(PLAIN.readValue(json, Cluster.class)).isEqualTo(ClusterJson.readCluster(json));
        }
    }

    @Test
    void plainObjectMapperReadsANullComponentAsAbsent() throws IOException {
        String json = "{\"components_list\":{\"gateway\":null,\"pipeline\":{\"name\":\"tekton\"}}}";

        assertThat(PLAIN.readValue(json, ClusterRequest.class))
                .isEqualTo(ClusterJson.parseRequest(json).request());
    }

    @Test
    void replyOfANewerServerIsReadable() {
        Cluster cluster = ClusterJson.readCluster("""
                {"name":"a","cluster_type":"quantum","usage":"worker","worker_type":"batch",
                 "components_list":{"telescope":{"name":"x"},"gateway":{"name":"traefik","version":"3"}},
                 "labels":{"a":[1,null]}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(cluster.clusterType().value()).isEqualTo("quantum");
        assertThat(cluster.category()).isEmpty();
        assertThat(cluster.componentsList().get(ComponentCategory.GATEWAY).name())
                .isEqualTo("traefik");
        assertThat(cluster.unknownFields()).containsKey("labels");
    }

    @Test
    void digitsBeyondADoubleAreKept() {
        byte[] reply = "{\"name\":\"a\",\"size\":1e330,\"part\":0.5}".getBytes(StandardCharsets.UTF_8);

        Cluster cluster = ClusterJson.readCluster(reply);

        assertThat(cluster.unknownFields()).isEqualTo(Map.of("size", new BigDecimal("1e330"), "part", 0.5));
        assertThat(ClusterJson.readCluster(ClusterJson.write(cluster))).isEqualTo(cluster);
        assertThatThrownBy(() -> ClusterJson.readCluster(
                        "{\"name\":\"a\",\"size\":1e99999999999}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("exponent");
    }

    @Test
    void replyContainsAnEmptyTextForAMissingValue() {
        Cluster cluster = ClusterJson.readCluster("""
                {"name": "a", "components_list": {"gateway": {"name": "traefik"}},
                 "product_allowed_cluster_resources": {"shop": [{"kind": "ClusterRole"}]}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(ClusterJson.write(cluster), StandardCharsets.UTF_8))
                .contains("\"gateway\":{\"name\":\"traefik\",\"namespace\":\"\",\"additions\":{}}")
                .contains("{\"shop\":[{\"kind\":\"ClusterRole\",\"group\":\"\"}]}");
    }

    @Test
    void listIsReadBackEqual() {
        List<Cluster> clusters = List.of(Cluster.of(Samples.edgeHost()), Cluster.of(Samples.ciPipelines()));

        assertThat(ClusterJson.readClusters(ClusterJson.write(clusters))).isEqualTo(clusters);
        assertThat(ClusterJson.readClusters("{\"items\":null}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void errorIsReadBackEqual() {
        ApiError error = new ApiError(500, "", "the cluster resource a is not found", Map.of("k", "v"));

        assertThat(ClusterJson.readError(ClusterJson.write(error))).isEqualTo(error);
        assertThat(ClusterJson.readError("{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ApiError(0, "", "", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{}",
                "{\"items\":{}}",
                "{\"items\":[1]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"name\":[]}]}"
            })
    void replyOfAnotherTypeIsRefused(String json) {
        assertThatThrownBy(() -> ClusterJson.readClusters(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void unknownFieldsHaveTheirPointersAtAnyPosition() {
        String known = "\"api_server\":\"a\",\"cluster_kind\":\"k\",\"cluster_type\":\"t\",\"usage\":\"u\","
                + "\"worker_type\":\"w\",\"host_cluster\":\"h\",\"primary_domain\":\"d\",\"vcluster\":null,"
                + "\"components_list\":null,\"reserved_namespaces_allowed_products\":null,"
                + "\"product_allowed_cluster_resources\":null,\"kubeconfig\":null";

        assertThat(ClusterJson.parseRequest("{\"x\":{\"y\":1}," + known + ",\"z\":[{}],\"workerType\":1}")
                        .problems())
                .containsExactlyInAnyOrder(
                        new InputProblem(Kind.UNKNOWN_FIELD, "/x", "x", null),
                        new InputProblem(Kind.UNKNOWN_FIELD, "/z", "z", null),
                        new InputProblem(Kind.UNKNOWN_FIELD, "/workerType", "workerType", "worker_type"));
    }

    @Test
    void suggestedNameIsNotUsedInTheObject() {
        assertThat(ClusterJson.parseRequest("{\"product_allowed_cluster_resources\":{\"a/b\":[{},"
                                + "{\"grop\":\"g\",\"group\":\"g\"}]}}")
                        .problems())
                .containsExactly(new InputProblem(
                        Kind.UNKNOWN_FIELD, "/product_allowed_cluster_resources/a~1b/1/grop", "grop", "group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "true", "1.5", "[]", "[[{}]]"})
    void databindConvertsNoValueSilently(String value) {
        ParsedRequest parsed = ClusterJson.parseRequest("{\"vcluster\":" + value + ",\"components_list\":" + value
                + ",\"reserved_namespaces_allowed_products\":" + value + "}");

        assertThat(parsed.problems())
                .extracting(InputProblem::kind, InputProblem::pointer, InputProblem::expected)
                .containsExactly(
                        tuple(Kind.WRONG_TYPE, "/vcluster", "an object"),
                        tuple(Kind.WRONG_TYPE, "/components_list", "an object"),
                        tuple(Kind.WRONG_TYPE, "/reserved_namespaces_allowed_products", "an object"));
        assertThat(parsed.request()).isEqualTo(ClusterRequest.builder().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api_server", "reserved_namespaces_allowed_products", "vcluster", "components_list", "other"})
    void valueThatIsNotUtf8IsRefusedInEveryField(String field) {
        byte[] json = ("{\"" + field + "\": \"\u0091\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ClusterJson.parseRequest(json)).isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> ClusterJson.parseRequestStrictly(json)).isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void duplicateKeyIsReported() {
        assertThatThrownBy(() -> ClusterJson.parseRequest("{\"usage\":\"host\",\"usage\":\"host\"}"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("a key is listed twice; remove one of the two");
    }

    @Test
    void textWithoutQuotesIsReported() {
        assertThatThrownBy(() -> ClusterJson.parseRequest("{\"usage\":host}"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("unexpected text; strings need double quotes");
    }

    /** The lists are values without a name, so that there may be more of them. */
    @Test
    void moreThanAMillionValuesAreRefused() {
        assertThatThrownBy(() -> ClusterJson.parseRequest("{\"usage\":[" + "0,".repeat(3_000_000) + "0]}"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("the document has more than 1000000 values");
    }

    @Test
    void messageIsReadBackEqual() {
        ApiMessage message = new ApiMessage("cluster a is registered");

        assertThat(ClusterJson.readMessage(ClusterJson.write(message))).isEqualTo(message);
    }

    @Test
    void treeIsWrittenUnchanged() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", List.of(1, true));
        tree.put("a", null);

        assertThat(ClusterJson.writeTree(tree))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"b\":[1,true],\"a\":null}");
    }

    @Test
    void scalarsOfAReplyAreTexts() {
        Cluster cluster = ClusterJson.readCluster(
                "{\"name\":7,\"primary_domain\":true,\"host_cluster\":null}".getBytes(StandardCharsets.UTF_8));

        assertThat(cluster.name()).isEqualTo("7");
        assertThat(cluster.primaryDomain()).isEqualTo("true");
        assertThat(cluster.hostCluster()).isNull();
    }
}
