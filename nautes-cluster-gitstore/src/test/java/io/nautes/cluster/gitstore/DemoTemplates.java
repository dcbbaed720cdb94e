package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small template repository, with the settings of a deployment. */
final class DemoTemplates {
    static final String SECRET = "client-secret-of-the-tests";

    static final String SETTINGS = """
            nautes:
              tenantName: demo
            OAuth:
              issuer: https://dex.example.com
              clientID: nautes
              clientSecret: client-secret-of-the-tests
            git:
              addr: https://git.example.com:8443/x
              gitType: gitlab
            secret:
              vault:
                addr: https://vault.example.com
                CABundle: |
                  -----BEGIN CERTIFICATE-----
                  vault+ca
                  -----END CERTIFICATE-----
            """;

    static final String STANDARD_PEM = "-----BEGIN CERTIFICATE-----\nstandard\n-----END CERTIFICATE-----\n";
    static final String GITLAB_PEM = "-----BEGIN CERTIFICATE-----\ngit<lab>\n-----END CERTIFICATE-----\n";

    private static final String COMMON = """
            save:
              host:
                - nautes/overlays/production/clusters/kustomization.yaml
                - tenant/production/host-cluster-appset.yaml
                - host-clusters/_HOST_CLUSTER_/production
              worker:
                physical: [runtimes/_RUNTIME_/base]
                virtual: [runtimes/_RUNTIME_/base, host-clusters/_HOST_CLUSTER_/vclusters]
            remove:
              host: [tenant/production/host-cluster-appset.yaml]
              worker:
                physical: []
                virtual: []
            """;

    private final Path folder;

    DemoTemplates(Path folder) {
        this.folder = folder;
        put("nautes/overlays/production/clusters/kustomization.yaml", "resources: {{.Clusters}}\n");
        put("README.md", "{{ not a template");
        put("tenant/production/host-cluster-appset.yaml", """
                hosts:
                {{- range .Clusters }}
                {{- if eq .Spec.Usage "host" }}
                - {{ .ObjectMeta.Name }}
                {{- end }}
                {{- end }}
                """);
        put("host-clusters/_HOST_CLUSTER_/production/vcluster-appset.yaml", """
                {{- $host := .Cluster.Name -}}
                {{- $all := getVclusterByHostCluserName . $host -}}
                clusters: {{ len $all }}{{ range $i, $v := $all }}
                c{{ $i }}: {{ $v.Name }}{{ end }}
                """);
        put("host-clusters/_HOST_CLUSTER_/production/notes.txt", "{{ for people");
        put("host-clusters/_HOST_CLUSTER_/gateway/middleware.yaml", """
                {{- $server := getGatewayServer . -}}
                {{- range $server.Traefik.Middlewares -}}
                ---
                name: {{ .OAuth.Name }}/{{ .Errors.Name }}
                url: {{ .Errors.URL }}
                {{ end -}}
                """);
        put("host-clusters/_HOST_CLUSTER_/proxy.yaml", proxy());
        put("runtimes/_RUNTIME_/proxy.yaml", proxy());
        put("runtimes/_RUNTIME_/gateway/ports.yaml", """
                {{ with getGatewayServer . }}http: {{ .Traefik.HttpNodePort }}
                https: {{ .Traefik.HttpsNodePort }}
                middlewares:{{ range .Traefik.Middlewares }} {{ .Errors.URL }}{{ else }} none{{ end }}
                {{ end }}""");
        put("runtimes/_RUNTIME_/argocd.yaml", """
                {{- $server := getDeploymentServer . -}}
                url: {{ $server.Argocd.URL }}
                host: {{ $server.Argocd.Host }}
                {{ getDomain .GitConfigs.Addr }}: |
                {{- range $line := split .Cert.Gitlab "\\n" }}
                  {{ $line | html }}
                {{- end }}
                """);
        put("runtimes/_RUNTIME_/tekton.yaml", """
                {{- with getPipelineServer . }}host: {{ .Tekton.Hosts }}
                {{ end -}}
                """);
        put("runtimes/_RUNTIME_/base/about.yaml", """
                tenant: {{ .NautesConfigs.TenantName }}
                namespace: {{ .NautesConfigs.Namespace }}
                name: {{ printf "%s-%s" .Cluster.Name .Cluster.Spec.WorkerType | printf "%q" }}
                repository: {{ .Repo.TenantRepoURL }}
                git: {{ .GitConfigs.GitType }} {{ .GitConfigs.DefaultDeployKeyType }}
                oauth: {{ .OauthConfigs.Issuer }} {{ .OauthConfigs.ClientID }} {{ .OauthConfigs.ClientSecret }}
                vault: {{ .SecretConfigs.Vault.Addr }}
                ca: {{ encodeToString .SecretConfigs.Vault.CABundle }}
                host: {{ if eq .HostCluster nil }}none{{ else }}{{ .HostCluster.Name }}{{ end }}
                """);
        put("host-clusters/_HOST_CLUSTER_/vclusters/_VCLUSTER_/svc.yaml", """
                port: {{ .Vcluster | getVclusterHttpsNodePort }}
                san: {{ .HostCluster | getVclusterTLSSan }}
                server: {{ getHostClusterApiServer .Clusters .Cluster.Spec.HostCluster }}
                variable: '{{ getClusterVariable }}'
                """);
    }

    private static String proxy() {
        return """
                {{- $proxy := getOauthProxyServer . -}}
                host: {{ $proxy.OAuth2Proxy.Hosts }}
                domain: {{ $proxy.OAuth2Proxy.WhitelistDomain }}
                redirect: {{ $proxy.OAuth2Proxy.Redirect }}
                cookie-secret: "{{ randomString 16 }}"
                encoded: {{ randomString 6 | encodeToString }}
                {{ range $proxy.OAuth2Proxy.Ingresses }}{{ .Name }}: {{ .Host }}
                {{ end -}}
                """;
    }

    DemoTemplates put(String path, String text) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ClusterTemplates.Builder builder() {
        return ClusterTemplates.inFolder(folder)
                .settings(SETTINGS)
                .certificates(STANDARD_PEM, GITLAB_PEM)
                .tenantRepository("git@git.example.com:demo/tenant.git")
                .installPaths(installPaths());
    }

    static InstallPaths installPaths() {
        return InstallPaths.of(catalog(), COMMON);
    }

    static ComponentCatalog catalog() {
        Map<String, Map<String, List<String>>> paths = Map.of(
                "traefik",
                Map.of(
                        "host&physical",
                        List.of("host-clusters/_HOST_CLUSTER_/gateway"),
                        "worker&physical",
                        List.of("runtimes/_RUNTIME_/gateway/")),
                "oauth2-proxy",
                Map.of(
                        "host&physical",
                        List.of("host-clusters/_HOST_CLUSTER_/proxy.yaml"),
                        "worker&physical",
                        List.of("runtimes/_RUNTIME_/proxy.yaml")),
                "argocd",
                Map.of("generic", List.of("runtimes/_RUNTIME_/argocd.yaml")),
                "tekton",
                Map.of("generic", List.of("runtimes/_RUNTIME_/tekton.yaml")));
        ComponentCatalog standard = ComponentCatalog.standard();
        ComponentCatalog.Builder catalog = ComponentCatalog.builder();
        for (CatalogComponent component : standard.components()) {
            catalog.component(component.withInstallPaths(paths.getOrDefault(component.name(), Map.of())));
        }
        for (ClusterCategory category : ClusterCategory.values()) {
            catalog.needs(category, standard.componentsOf(category));
        }
        return catalog.component(CatalogComponent.of("jenkins", "jenkins", ComponentCategory.PIPELINE))
                .build();
    }
}
