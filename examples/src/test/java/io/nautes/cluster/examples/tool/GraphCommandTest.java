package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.examples.tool.graph.ClusterGraph;
import io.nautes.cluster.examples.tool.graph.ClusterOverview;
import io.nautes.cluster.examples.tool.graph.GraphLanguage;
import io.nautes.cluster.examples.tool.graph.HtmlPage;
import io.nautes.cluster.examples.tool.graph.SvgImage;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class GraphCommandTest {
    private static Cluster cluster(String name, ClusterCategory category) {
        ClusterResource resource = ClusterFixtures.resource("cluster", category);
        return Cluster.of(ClusterResource.of(name, resource.namespace(), resource.spec()));
    }

    @Test
    void hostsPointToTheirVirtualClusters() {
        try (NautesServer server = NautesServer.start()) {
            server.registry().save(ClusterFixtures.HOST, ClusterFixtures.host());
            server.registry().save("v-1", ClusterFixtures.virtualDeploymentRuntime());
            Object[] target = {
                "graph", "--api-server", server.uri(), "--token", server.token().value()
            };

            assertThat(ToolRun.of(target).out()).isEqualTo("""
                    ```mermaid
                    flowchart LR
                        subgraph sn0["host-1"]
                        n0["host-1<br/>host<br/>gateway: traefik"]:::host
                        n1("v-1<br/>virtual deployment runtime<br/>multi_tenant: hnc<br/>\
                    secret_sync: external-secrets<br/>deployment: argocd<br/>progressive_delivery: argo-rollouts"):::deployment
                        end
                        n0 --> n1
                        classDef deployment fill:#e0f3eb,stroke:#1a7f5a,color:#1c2024
                        classDef host fill:#e6e8fb,stroke:#4b5bd6,color:#1c2024
                    ```
                    """);
            target[0] = "graph";
            assertThat(ToolRun.of("graph", "-o", "dot", target[1], target[2], target[3], target[4])
                            .out())
                    .isEqualTo("""
                            digraph clusters {
                                rankdir=LR;
                                node [shape=box];
                                n0 [label="host-1\\nhost\\ngateway: traefik"];
                                n1 [label="v-1\\nvirtual deployment runtime\\nmulti_tenant: hnc\\n\
                            secret_sync: external-secrets\\ndeployment: argocd\\n\
                            progressive_delivery: argo-rollouts", style=rounded];
                                n0 -> n1;
                            }
                            """);
        }
    }

    @Test
    void hostThatIsNotRegisteredIsDashed() {
        ClusterGraph graph = new ClusterGraph(List.of(cluster("v-1", ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME)));

        assertThat(graph.toMermaid()).contains("n1[\"host-1<br/>not registered\"]:::missing", "classDef missing ");
        assertThat(graph.toDot()).contains("n1 [label=\"host-1\\nnot registered\", style=dashed]");
    }

    @Test
    void namesCannotBreakOutOfTheirLabels() {
        ClusterGraph graph = new ClusterGraph(List.of(cluster("a\"]; b<c>\n\\", ClusterCategory.HOST)));

        assertThat(graph.toMermaid()).contains("n0[\"a#34;#93;#59; b#60;c#62; #92;<br/>host<br/>");
        assertThat(graph.toDot()).contains("n0 [label=\"a\\\"]; b<c> \\\\\\nhost\\n");
    }

    @Test
    void emptyRegistryIsAnEmptyGraph() {
        assertThat(new ClusterGraph(List.of()).toMermaid()).isEqualTo("```mermaid\nflowchart LR\n```\n");
    }

    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    private static ClusterOverview overview(Cluster... clusters) {
        return ClusterOverview.of(
                ClusterList.of(List.of(clusters), List.of(), null), ComponentCatalog.standard(), null, NOW);
    }

    private static Cluster guestOf(String host, int number) {
        return cluster(host + "-" + number, ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME);
    }

    @Test
    void mermaidOmitsComponentsToStayBelowItsLimit() {
        List<Cluster> clusters = IntStream.range(0, 400)
                .mapToObj(i -> guestOf("a-rather-long-name-of-a-cluster", i))
                .toList();

        String text = new ClusterGraph(clusters).toMermaid();

        assertThat(text)
                .hasSizeLessThan(50_100)
                .contains("virtual deployment runtime")
                .doesNotContain("argocd");
    }

    @Test
    void tooManyClustersForMermaidAreRefused() {
        List<Cluster> clusters =
                IntStream.range(0, 501).mapToObj(i -> guestOf("v", i)).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterGraph(clusters).toMermaid())
                .withMessageContaining("use -o html");
    }

    @Test
    void pageNestsVirtualClustersInTheCardOfTheirHost() {
        String page = HtmlPage.of(overview(cluster("host-1", ClusterCategory.HOST), guestOf("v", 1)), GraphLanguage.zh);

        assertThat(page).startsWith("<!doctype html>\n<html lang=\"zh\">");
        assertThat(page)
                .containsSubsequence(
                        "<article class=\"host\">",
                        "<h2>host-1</h2>",
                        "<article class=\"virtual-deployment\">",
                        "<h2>v-1</h2>",
                        "</article>\n</article>");
        assertThat(page).contains("virtual deployment runtime", "虚拟部署运行时集群");
    }

    /** Verifies that names and addresses, which users choose, cannot inject code into a page. */
    @Test
    void picturesEscapeTextsAndLoadNothing() throws Exception {
        String name = "</h2><script src=https://x.yz/a.js>'\"&";
        ClusterOverview overview = overview(cluster(name, ClusterCategory.HOST));

        String page = HtmlPage.of(overview, GraphLanguage.en);
        String image = SvgImage.of(overview, GraphLanguage.en);

        assertThat(page)
                .contains("&lt;/h2&gt;&lt;script src=https://x.yz/a.js&gt;&#39;&quot;&amp;", "default-src 'none'")
                .doesNotContain("<script src", "<link", "@import", "url(");
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(image.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("text").item(1).getTextContent()).startsWith("</h2><script src=");
    }

    /** Verifies input that the rules refuse but that a file in a repository may contain. */
    @Test
    void guestOfAVirtualClusterIsASeparateCard() {
        Cluster host = cluster("host-1", ClusterCategory.HOST);
        Cluster guest = guestOf("v", 1);
        Cluster inner = Cluster.of(ClusterResource.of(
                "w-1",
                "nautes",
                guest.toResource("nautes").spec().toBuilder().hostCluster("v-1").build()));

        String page = HtmlPage.of(overview(host, guest, inner), GraphLanguage.en);

        assertThat(page)
                .contains(">the host is a virtual cluster</span><span class=\"zh\">宿主集群是虚拟集群</span>: v-1</div>")
                .doesNotContain("not registered")
                .containsOnlyOnce("<h2>w-1</h2>");
    }

    @Test
    void chosenComponentsDifferFromDefaults() {
        Cluster runtime = cluster("r-1", ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME);
        Map<ComponentCategory, Component> components = new EnumMap<>(runtime.componentsList());
        components.put(ComponentCategory.DEPLOYMENT, Component.named("flux"));

        String page = HtmlPage.of(overview(runtime.withComponents(components)), GraphLanguage.en);

        assertThat(page)
                .contains("<li class=\"chosen\" title=\"deployment\">flux</li>", "<li title=\"multi_tenant\">hnc</li>");
    }

    /** Returns a kubeconfig with a client certificate that is valid until November 21, 2036. */
    private static Kubeconfig kubeconfigUntil2036() throws IOException {
        byte[] certificate = Files.readAllBytes(
                Path.of("..", "nautes-cluster-core/src/test/resources/io/nautes/cluster/core/rsa-cert.pem"));
        return Kubeconfig.of("""
                clusters: [{name: c, cluster: {server: "https://192.0.2.2:6443"}}]
                users: [{name: u, user: {client-certificate-data: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(Base64.getEncoder().encodeToString(certificate)));
    }

    @Test
    void problemsAreShown() throws IOException {
        InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
        kubeconfigs.compareAndSet("host-2", null, KubeconfigEntry.confirmed(kubeconfigUntil2036()));
        ClusterList clusters = ClusterList.of(
                List.of(guestOf("v", 1), cluster("host-2", ClusterCategory.HOST)),
                List.of(new UnreadableCluster("broken", "clusters/broken.yaml", "not a mapping")),
                null);

        String page = HtmlPage.of(
                ClusterOverview.of(
                        clusters, ComponentCatalog.standard(), kubeconfigs, Instant.parse("2036-12-01T00:00:00Z")),
                GraphLanguage.en);

        assertThat(page)
                .contains(
                        "3 <span class=\"en\">with problems</span>",
                        ">certificate expired<",
                        ">not registered<",
                        "</span> 2036-11-21</div>")
                .contains(">cannot be read</span><span class=\"zh\">无法读取</span>: not a mapping</div>")
                .doesNotContain("client-certificate-data");
    }
}
