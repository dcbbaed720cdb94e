package io.nautes.cluster.gitstore.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedComponentsTest {
    private final SharedComponents components = new SharedComponents();

    private static ClusterResource cluster(String name, String additions) {
        return ClusterYaml.readResource("""
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                metadata:
                  name: %s
                  namespace: nautes
                  labels:
                    team: a
                spec:
                  apiServer: https://10.1.2.3:6443
                  clusterKind: kubernetes
                  clusterType: physical
                  usage: host
                  other: kept
                  componentsList:
                    gateway:
                      name: traefik
                      namespace: traefik
                      additions: {%s}
                    deployment:
                      name: argocd
                      namespace: argocd
                """.formatted(name, additions));
    }

    @Test
    void equalComponentsBecomeTheSameObject() {
        ClusterResource one = components.share(cluster("one", "http: '1', https: '2'"));
        ClusterResource other = components.share(cluster("other", "http: '1', https: '2'"));

        one.spec()
                .componentsList()
                .forEach((category, component) ->
                        assertThat(other.spec().componentsList().get(category)).isSameAs(component));
        assertThat(one.spec().componentsList()).hasSize(2);
    }

    @Test
    void resourceStaysEqualWithAllItsOtherFields() {
        ClusterResource read = cluster("one", "http: '1'");

        assertThat(components.share(read)).isEqualTo(read);
        assertThat(ClusterYaml.write(components.share(read))).isEqualTo(ClusterYaml.write(read));
    }

    @Test
    void orderOfAdditionsIsThatOfEachFile() {
        components.share(cluster("one", "http: '1', https: '2'"));

        ClusterResource other = components.share(cluster("other", "https: '2', http: '1'"));

        assertThat(other.spec().componentsList().values().stream()
                        .filter(component -> component.name().equals("traefik"))
                        .map(component -> List.copyOf(component.additions().keySet()))
                        .toList())
                .containsExactly(List.of("https", "http"));
    }
}
