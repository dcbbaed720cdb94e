package io.nautes.cluster.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallPathsTest {
    private static final String COMMON = """
            save:
              host:
                - hosts.yaml
              worker:
                physical:
                  - a
                  - ""
                virtual:
            remove:
              host:
                - hosts.yaml
              worker:
                physical: []
                virtual: []
            """;

    private static ClusterSpec spec(ClusterCategory category) {
        return ClusterEvaluator.standard()
                .evaluate("c", Requests.of(category))
                .resource()
                .spec();
    }

    @Test
    void aHostGetsItsListAndItsComponents() {
        ClusterSpec host = spec(ClusterCategory.HOST);

        assertThat(InstallPaths.standard().onSave(host))
                .containsExactly(
                        "nautes/overlays/production/clusters/kustomization.yaml",
                        "tenant/production/host-cluster-appset.yaml",
                        "host-clusters/_HOST_CLUSTER_/production/vcluster-appset.yaml",
                        "host-clusters/_HOST_CLUSTER_/production/traefik-app.yaml",
                        "host-clusters/_HOST_CLUSTER_/production/traefik-resources-app.yaml",
                        "host-clusters/_HOST_CLUSTER_/traefik",
                        "host-clusters/_HOST_CLUSTER_/production/oauth2-proxy-app.yaml",
                        "host-clusters/_HOST_CLUSTER_/production/oauth2-proxy-resources-app.yaml",
                        "host-clusters/_HOST_CLUSTER_/oauth2-proxy");
        assertThat(InstallPaths.standard().onDelete(host))
                .containsExactly(
                        "nautes/overlays/production/clusters/kustomization.yaml",
                        "tenant/production/host-cluster-appset.yaml",
                        "host-clusters/_HOST_CLUSTER_/production/vcluster-appset.yaml");
    }

    @Test
    void theGatewayOfAVirtualClusterInstallsNothing() {
        assertThat(InstallPaths.standard().onSave(spec(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME)))
                .contains("host-clusters/_HOST_CLUSTER_/vclusters", "runtimes/_RUNTIME_/tekton")
                .noneMatch(path -> path.contains("traefik") || path.contains("rbac-vault"));
    }

    @Test
    void pathsForAllKindsComeFirst() {
        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(CatalogComponent.of("jenkins", "ci", ComponentCategory.PIPELINE)
                        .withInstallPaths(Map.of("generic", List.of("jenkins"), "worker&physical", List.of("other"))))
                .component(CatalogComponent.of("drone", "ci", ComponentCategory.PIPELINE)
                        .withInstallPaths(Map.of("generic", List.of(""), "worker&physical", List.of("drone"))))
                .build();
        ClusterSpec spec = spec(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME);
        InstallPaths paths = InstallPaths.standard().withCatalog(catalog);

        assertThat(paths.onSave(withPipeline(spec, "jenkins")))
                .contains("jenkins", "runtimes/_RUNTIME_/argocd")
                .doesNotContain("other", "runtimes/_RUNTIME_/tekton");
        assertThat(paths.onSave(withPipeline(spec, "drone"))).contains("drone");
        assertThat(paths.onSave(withPipeline(spec, "unknown"))).doesNotContain("runtimes/_RUNTIME_/tekton");
    }

    private static ClusterSpec withPipeline(ClusterSpec spec, String name) {
        Map<ComponentCategory, Component> components = new EnumMap<>(spec.componentsList());
        components.put(ComponentCategory.PIPELINE, Component.of(name, "ci"));
        return spec.withComponents(components);
    }

    @Test
    void aDeploymentsListsAreRead() {
        InstallPaths paths = InstallPaths.of(ComponentCatalog.standard(), COMMON);

        assertThat(paths.onSave(spec(ClusterCategory.HOST))).containsExactly("hosts.yaml");
        assertThat(paths.onSave(spec(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME)))
                .containsExactly("a");
        assertThat(paths.onSave(spec(ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME)))
                .isEmpty();
        assertThat(paths.onDelete(spec(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'save: ['                    | not YAML",
                "'- a'                        | an object with save and remove is expected",
                "'save: {}'                   | there is no list save.host",
                "'save: {host: x}'            | line 1: save.host is a string, not a list",
                "'save: {host: [[a]]}'        | line 1: save.host: a path is expected, and this is a list",
                "'save: {host: [a], worker: }'| there is no list save.worker.physical",
            })
    void errorsAreReportedWithTheirLines(String yaml, String problem) {
        assertThatThrownBy(() -> InstallPaths.of(ComponentCatalog.standard(), yaml))
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining("clusterCommonConfig.yaml")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "runtimes/_RUNTIME_/a.yaml, , runtimes/c-runtime/a.yaml",
        "host-clusters/_HOST_CLUSTER_/vclusters/_VCLUSTER_/a.yaml, h, host-clusters/h/vclusters/c/a.yaml",
        "host-clusters/_HOST_CLUSTER_/a.yaml, , host-clusters/c/a.yaml",
    })
    void pathsContainTheNameOfTheCluster(String path, String host, String expected) {
        assertThat(InstallPaths.placed(path, "c", host)).isEqualTo(expected);
    }
}
