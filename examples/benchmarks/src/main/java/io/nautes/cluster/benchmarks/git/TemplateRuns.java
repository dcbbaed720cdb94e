package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;

import com.sun.management.ThreadMXBean;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A benchmark of rendering cluster templates: all files of one physical pipeline runtime, and many clusters in one commit.
 * The latter is compared with the same commit without templates, and with the git command for the same files, which it needs.
 * It uses built-in templates unless a folder is given.
 */
public final class TemplateRuns {
    private static final int CLUSTERS = 1_000;
    private static final String SETTINGS = """
            nautes: {tenantName: demo}
            OAuth: {issuer: "https://dex.example.com", clientID: nautes, clientSecret: secret}
            git: {addr: "https://git.example.com", gitType: gitlab}
            secret: {vault: {addr: "https://vault.example.com", CABundle: certificate}}
            """;

    private final GitRepositories repositories;
    private final boolean quick;
    private final ClusterTemplates templates;

    private TemplateRuns(GitRepositories repositories, boolean quick, ClusterTemplates templates) {
        this.repositories = repositories;
        this.quick = quick;
        this.templates = templates;
    }

    /**
     * Runs all rows.
     *
     * @param quick for a run of under a minute
     * @param folder a template repository; empty for the built-in templates
     * @param root the folder that a running Git server serves; empty to start one
     * @param url the URL of that folder
     */
    public static void run(boolean quick, String folder, String root, String url) throws Exception {
        GitRepositories.serve(root, url, repositories -> {
            ClusterTemplates templates =
                    folder.isEmpty() ? builtIn(repositories.work().resolve("templates")) : compiled(Path.of(folder));
            new TemplateRuns(repositories, quick, templates).measure();
        });
    }

    /** Writes the built-in templates to a folder and compiles them. */
    static ClusterTemplates builtIn(Path folder) throws IOException {
        return compiled(write(folder));
    }

    private static ClusterTemplates compiled(Path folder) {
        return ClusterTemplates.inFolder(folder).settings(SETTINGS).build();
    }

    /** Evaluates the requests of the given number of new clusters, and renders their files in one change. */
    static void render(ClusterTemplates templates, int clusters) {
        List<ClusterResource> resources = new ArrayList<>();
        for (int number = 0; number < clusters; number++) {
            resources.add(Fixture.resource(number));
        }
        templates.render(firstSave(resources));
    }

    private void measure() throws Exception {
        renderOne();
        commitMany();
    }

    /** Creates manifests of typical size, one for each install path of a physical pipeline runtime. */
    private static Path write(Path folder) throws IOException {
        for (String path : InstallPaths.standard().onSave(Fixture.resource().spec())) {
            Path file = folder.resolve(path.endsWith(".yaml") ? path : path + "/all.yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "# " + path + """
                    {{ $gateway := getGatewayServer . }}
                    apiVersion: argoproj.io/v1alpha1
                    kind: Application
                    metadata:
                      name: {{ printf "%s-app" .Cluster.ObjectMeta.Name }}
                      namespace: argocd
                    spec:
                      project: {{ .NautesConfigs.TenantName }}
                      source:
                        path: runtimes/{{ .Cluster.ObjectMeta.Name }}-runtime/production
                        repoURL: {{ .Repo.TenantRepoURL }}
                        targetRevision: HEAD
                        helm:
                          values: |-
                            ports:
                              web: {{ $gateway.Traefik.HttpNodePort }}
                              websecure: {{ $gateway.Traefik.HttpsNodePort }}
                      destination:
                        server: {{ .Cluster.Spec.ApiServer }}
                      syncPolicy:
                        automated:
                          selfHeal: true
                          prune: true
                    {{- range $gateway.Traefik.Middlewares }}
                    # {{ .OAuth.Name }}: {{ .Errors.URL | html }}
                    {{- end }}
                    """);
        }
        return folder;
    }

    private void renderOne() {
        // A different cluster each time, because the renderer remembers that the files of a cluster are valid YAML.
        List<TreeChange> changes = new ArrayList<>();
        for (int i = 0; i < CLUSTERS; i++) {
            changes.add(firstSave(List.of(Fixture.resource(i))));
        }
        int files = templates.render(changes.get(0)).written().size();
        int next = 0;
        List<Double> micros = new ArrayList<>();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        int repeats = quick ? 50 : 200;
        for (int round = 0; round < (quick ? 15 : 30); round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                templates.render(changes.get(next++ % CLUSTERS));
            }
            micros.add((System.nanoTime() - start) / 1e3 / repeats);
            bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / repeats;
        }
        // The first rounds are a warm-up.
        double median = median(micros.subList(micros.size() / 3, micros.size()));
        System.out.printf(
                Locale.ROOT,
                "render one physical pipeline runtime: %d files, %.0f us, %.1f us a file, %d kB allocated%n",
                files,
                median,
                median / files,
                bytes / 1000);
    }

    private static TreeChange firstSave(List<ClusterResource> resources) {
        return new TreeChange(
                new InMemoryClusterStore().snapshot(),
                StoreChange.save(resources, null),
                resources,
                new EmptyRepository());
    }

    private void commitMany() throws Exception {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int i = 0; i < CLUSTERS; i++) {
            requests.put(Fixture.name(i), Fixture.request(i));
        }
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> imported = new ArrayList<>();
        for (int round = 0; round < (quick ? 3 : 7); round++) {
            without.add(commit("plain-" + round, requests, false));
            repositories.delete("plain-" + round);
            with.add(commit("rendered-" + round, requests, true));
            imported.add(fastImport("rendered-" + round, "imported-" + round));
            repositories.delete("rendered-" + round);
            repositories.delete("imported-" + round);
        }
        double plain = median(without);
        double rendered = median(with);
        double peer = median(imported);
        System.out.printf(
                Locale.ROOT,
                "%d clusters in one commit: %.0f ms without templates, %.0f ms with, ratio %.2f (goal 3)%n",
                CLUSTERS,
                plain,
                rendered,
                rendered / plain);
        System.out.printf(
                Locale.ROOT,
                "the same files, already rendered, by git fast-import and git push: %.0f ms, ratio %.2f%n",
                peer,
                rendered / peer);
    }

    /** Returns the time that the git command takes to repeat a commit of a repository and push it to another. */
    private double fastImport(String from, String to) throws Exception {
        GitTools tools = repositories.tools();
        String url = repositories.create(to);
        tools.run(List.of(
                "sh",
                "-c",
                "git --git-dir=\"$1\" fast-export refs/heads/main > import",
                "sh",
                repositories.folder(from)));
        long start = System.nanoTime();
        tools.fastImport(url);
        return (System.nanoTime() - start) / 1e6;
    }

    private double commit(String name, Map<String, ClusterRequest> requests, boolean rendered) throws Exception {
        GitClusterStore.Builder builder = GitClusterStore.builder(repositories.create(name))
                .initializeIfEmpty(true)
                .deadline(Duration.ofMinutes(5));
        ClusterStore store = rendered ? builder.withTemplates(templates).open() : builder.open();
        try (ClusterRegistry registry = StoreClusterRegistry.over(store)) {
            long start = System.nanoTime();
            registry.saveAll(requests, BatchOptions.defaults());
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private record EmptyRepository() implements RepositoryView {
        @Override
        public String address() {
            return "https://git.example.com/tenant.git";
        }

        @Override
        public String clustersFolder() {
            return "nautes/overlays/production/clusters";
        }

        @Override
        public Optional<String> text(String path) {
            return Optional.empty();
        }
    }
}
