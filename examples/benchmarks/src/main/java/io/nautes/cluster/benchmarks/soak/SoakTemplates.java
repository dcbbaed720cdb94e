package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.gitstore.ClusterTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small template repository, with a file that lists all hosts, a file for each host with its virtual clusters, and more. */
final class SoakTemplates {
    private static final String COMMON = """
            save:
              host: [tenant/production/hosts.yaml, host-clusters/_HOST_CLUSTER_/vclusters.yaml]
              worker:
                physical: []
                virtual: [runtimes/_RUNTIME_/about.yaml, host-clusters/_HOST_CLUSTER_/vclusters/_VCLUSTER_/svc.yaml]
            remove:
              host: [tenant/production/hosts.yaml]
              worker: {physical: [], virtual: []}
            """;
    private static final String SETTINGS = """
            nautes: {tenantName: soak}
            OAuth: {issuer: https://dex.example.com, clientID: nautes, clientSecret: opens-nothing}
            git: {addr: https://git.example.com, gitType: gitlab}
            secret: {vault: {addr: https://vault.example.com, CABundle: none}}
            """;
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n";

    private SoakTemplates() {}

    static ClusterTemplates in(Path folder) {
        Path templates = folder.resolve("templates");
        if (!Files.exists(templates)) {
            write(templates.resolve("tenant/production/hosts.yaml"), """
                    hosts:
                    {{- range .Clusters }}
                    {{- if eq .Spec.Usage "host" }}
                    - {{ .ObjectMeta.Name }}
                    {{- end }}
                    {{- end }}
                    """);
            write(templates.resolve("host-clusters/_HOST_CLUSTER_/vclusters.yaml"), """
                    {{- $all := getVclusterByHostCluserName . .Cluster.Name -}}
                    clusters: {{ len $all }}{{ range $i, $v := $all }}
                    c{{ $i }}: {{ $v.Name }}{{ end }}
                    """);
            write(templates.resolve("runtimes/_RUNTIME_/about.yaml"), "name: {{ .Cluster.Name }}\n");
            write(
                    templates.resolve("host-clusters/_HOST_CLUSTER_/vclusters/_VCLUSTER_/svc.yaml"),
                    "port: {{ .Vcluster | getVclusterHttpsNodePort }}\n");
        }
        return ClusterTemplates.inFolder(templates)
                .settings(SETTINGS)
                .certificates(PEM, PEM)
                .tenantRepository("git@git.example.com:soak/tenant.git")
                .installPaths(InstallPaths.of(ComponentCatalog.standard(), COMMON))
                .build();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
