package io.nautes.cluster.core.catalog;

import static io.nautes.cluster.core.catalog.InstallPaths.GENERIC;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths in the configuration of a Nautes 0.4 deployment. */
final class StandardInstallPaths {
    private static final String HOST = "host&physical";
    private static final String PHYSICAL = "worker&physical";
    private static final String VIRTUAL = "worker&virtual";
    private static final String ON_RUNTIME = "runtimes/_RUNTIME_/";
    private static final String ON_HOST = "host-clusters/_HOST_CLUSTER_/";
    private static final String CLUSTERS = InstallPaths.CLUSTERS_FOLDER + "/kustomization.yaml";
    private static final String HOSTS = "tenant/production/host-cluster-appset.yaml";
    private static final String VIRTUAL_CLUSTERS = ON_HOST + "production/vcluster-appset.yaml";

    private StandardInstallPaths() {}

    static InstallPaths build() {
        Map<String, CatalogComponent> components = new HashMap<>();
        paths().forEach((name, paths) -> {
            CatalogComponent component =
                    ComponentCatalog.standard().component(name).orElseThrow();
            components.put(name, component.withInstallPaths(paths));
        });
        Map<String, CatalogComponent> fixed = Map.copyOf(components);
        return new InstallPaths(
                name -> find(fixed, name),
                Map.of(
                        HOST,
                        List.of(CLUSTERS, HOSTS, VIRTUAL_CLUSTERS),
                        PHYSICAL,
                        List.of(
                                CLUSTERS,
                                ON_RUNTIME + "initial/overlays/production/kustomization.yaml",
                                ON_RUNTIME + "initial/overlays/production/cm-nautes.yaml",
                                ON_RUNTIME + "runtime-app.yaml",
                                ON_RUNTIME + "runtime-project.yaml",
                                "tenant/production/runtime-appset.yaml",
                                "tenant/production/runtime-initial-appset.yaml"),
                        VIRTUAL,
                        List.of(
                                CLUSTERS,
                                ON_RUNTIME + "initial/overlays/production/kustomization.yaml",
                                ON_RUNTIME + "initial/overlays/production/cm-nautes.yaml",
                                ON_HOST + "vclusters",
                                ON_RUNTIME + "runtime-app.yaml",
                                ON_RUNTIME + "runtime-project.yaml",
                                "tenant/production/runtime-appset.yaml",
                                "tenant/production/runtime-initial-appset.yaml")),
                Map.of(
                        HOST,
                        List.of(CLUSTERS, HOSTS, VIRTUAL_CLUSTERS),
                        PHYSICAL,
                        List.of(CLUSTERS),
                        VIRTUAL,
                        List.of(CLUSTERS)));
    }

    private static @Nullable CatalogComponent find(Map<String, CatalogComponent> components, String name) {
        return components.get(name);
    }

    private static Map<String, Map<String, List<String>>> paths() {
        String vault = ON_RUNTIME + "production/vault-app.yaml";
        return Map.of(
                "tekton",
                everywhere(
                        ON_RUNTIME + "tekton",
                        ON_RUNTIME + "production/tekton-app.yaml",
                        ON_RUNTIME + "production/tekton-cluster-tasks-app.yaml"),
                "argocd",
                everywhere(ON_RUNTIME + "argocd", "tenant/production/runtime-argocd-appset.yaml"),
                "argo-events",
                everywhere(ON_RUNTIME + "production/argo-events-app.yaml", ON_RUNTIME + "argoevents"),
                "argo-rollouts",
                everywhere(ON_RUNTIME + "production/argo-rollouts-app.yaml"),
                "hnc",
                everywhere(ON_RUNTIME + "production/hnc-app.yaml"),
                "external-secrets",
                everywhere(
                        ON_RUNTIME + "production/external-secret-app.yaml",
                        ON_RUNTIME + "production/external-secrets-resources-app.yaml"),
                "vault",
                Map.of(
                        PHYSICAL,
                        List.of(vault, ON_RUNTIME + "initial/overlays/production/rbac-vault.yaml"),
                        VIRTUAL,
                        List.of(vault)),
                "oauth2-proxy",
                onPhysical("oauth2-proxy"),
                "traefik",
                onPhysical("traefik"));
    }

    private static Map<String, List<String>> everywhere(String... paths) {
        return Map.of(GENERIC, List.of(paths));
    }

    /** Returns the paths of an application and of its resources, on hosts and on physical runtimes. */
    private static Map<String, List<String>> onPhysical(String name) {
        return Map.of(HOST, application(ON_HOST, name), PHYSICAL, application(ON_RUNTIME, name));
    }

    private static List<String> application(String folder, String name) {
        return List.of(
                folder + "production/" + name + "-app.yaml",
                folder + "production/" + name + "-resources-app.yaml",
                folder + name);
    }
}
