package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests with a repository in which people also work by hand: the registry changes only the requested content, and no
 * other byte.
 */
class GitTenantRepositoryTest extends ServedRepository {
    private static final String KUSTOMIZATION = """
            # Kept by the platform team.
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            commonLabels:
              team: platform   # do not remove
            resources:
              # ours
              - ../../base
              - extra.yaml
              - labelled.yaml
            patches:
              - path: patch.yaml
                target: {kind: Cluster}
            """;

    private static final String LABELLED = """
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            metadata:
              annotations:
                owner: ada
              creationTimestamp: null
              labels:
                region: north
              name: labelled
              namespace: nautes
            spec:
              apiServer: https://192.0.2.1:6443
              clusterKind: kubernetes
              clusterType: physical
              componentsList: {}
              costCentre: "0042"
              primaryDomain: old.example.com
              usage: host
            status:
              productIDMap: null
              warnings: null
            """;

    private static final Map<String, String> OTHERS = Map.of(
            "README.md",
            "# Tenant\n",
            CLUSTERS + "kustomization.yaml",
            KUSTOMIZATION,
            CLUSTERS + "labelled.yaml",
            LABELLED,
            CLUSTERS + "extra.yaml",
            "# a resource of another kind\napiVersion: v1\nkind: ConfigMap\n",
            CLUSTERS + "patch.yaml",
            "- op: add\n  path: /metadata/labels/x\n  value: y\n",
            CLUSTERS + "broken.yaml",
            "kind: Cluster\nspec: [\n");

    private static ClusterRequest host(String domain) {
        return ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("""
                        clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
                        users: [{name: u, user: {token: t}}]
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        current-context: x
                        """))
                .primaryDomain(domain)
                .build();
    }

    @Test
    void onlyTheRequestedContentIsChanged() throws IOException {
        remote.commit(OTHERS);
        GitClusterStore store = builder().open();
        try (ClusterRegistry registry = StoreClusterRegistry.over(store)) {
            registry.save("fresh", host("fresh.example.com"));
            assertChanged(Map.of(
                    "kustomization.yaml",
                    KUSTOMIZATION.replace("  - extra.yaml\n", "  - extra.yaml\n  - fresh.yaml\n"),
                    "fresh.yaml",
                    remote.files().get(CLUSTERS + "fresh.yaml")));

            registry.save("labelled", host("new.example.com"));
            String labelled = remote.files().get(CLUSTERS + "labelled.yaml");
            assertThat(labelled)
                    .contains(
                            "annotations:\n    owner: ada\n",
                            "labels:\n    region: north\n",
                            "  costCentre: \"0042\"\n")
                    .contains("  primaryDomain: new.example.com\n");

            registry.delete("fresh", ChangeOptions.defaults().withSkipChecks(true));
            assertChanged(Map.of("labelled.yaml", labelled));

            registry.save("labelled", host("new.example.com"));
            assertChanged(Map.of("labelled.yaml", labelled));
            assertThat(store.snapshot().problems())
                    .extracting(UnreadableCluster::name)
                    .containsExactly("broken", "patch");
        }
        assertThat(remote.log()).hasSize(5);
        remote.checkObjects();
    }

    /** Checks that all files are unchanged, except for the given ones in the folder of clusters. */
    private void assertChanged(Map<String, String> changed) throws IOException {
        Map<String, String> expected = new HashMap<>(OTHERS);
        changed.forEach((file, text) -> expected.put(CLUSTERS + file, text));
        assertThat(remote.files()).isEqualTo(expected);
    }
}
