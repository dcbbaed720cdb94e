package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphCommandTest {
    private static Cluster cluster(String name, ClusterCategory category) {
        ClusterResource resource = ClusterFixtures.resource("cluster", category);
        return Cluster.of(ClusterResource.of(name, resource.namespace(), resource.spec()));
    }

    @Test
    void hostsPointToTheVirtualClustersTheyCarry() {
        try (NautesServer server = NautesServer.start()) {
            server.registry().save(ClusterFixtures.HOST, ClusterFixtures.host());
            server.registry().save("v-1", ClusterFixtures.virtualDeploymentRuntime());
            Object[] target = {
                "graph", "--api-server", server.uri(), "--token", server.token().value()
            };

            assertThat(ToolRun.of(target).out()).isEqualTo("""
                    flowchart LR
                        n0["host-1<br/>host<br/>gateway: traefik"]
                        n1("v-1<br/>virtual deployment runtime<br/>multi_tenant: hnc<br/>\
                    secret_sync: external-secrets<br/>deployment: argocd<br/>progressive_delivery: argo-rollouts")
                        n0 --> n1
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

        assertThat(graph.toMermaid()).contains("n1[\"host-1<br/>not registered\"]", "style n1 stroke-dasharray: 5 5");
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
        assertThat(new ClusterGraph(List.of()).toMermaid()).isEqualTo("flowchart LR\n");
    }
}
