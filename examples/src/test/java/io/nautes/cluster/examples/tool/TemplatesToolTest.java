package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesToolTest {
    private static final Kubeconfig KUBECONFIG = ClusterFixtures.kubeconfig("https://192.0.2.1:6443");
    private static final String HOST =
            "{\"api_server\": \"https://192.0.2.1:6443\", \"cluster_kind\": \"kubernetes\", \"cluster_type\": \"physical\","
                    + " \"usage\": \"host\", \"kubeconfig\": \"" + KUBECONFIG.toBase64() + "\"}";
    private static final String VIRTUAL =
            "{\"api_server\": \"https://192.0.2.1:31001\", \"cluster_kind\": \"kubernetes\", \"cluster_type\": \"virtual\","
                    + " \"usage\": \"worker\", \"worker_type\": \"deployment\", \"host_cluster\": \"host-1\"}";
    private static final String SETTINGS = """
            nautes: {tenantName: demo}
            OAuth: {issuer: "https://dex.example.com", clientID: nautes, clientSecret: hush-hush+secret}
            git: {addr: "https://git.example.com", gitType: gitlab}
            """;

    @TempDir
    Path temp;

    private Path repository;
    private Path host;
    private Path virtual;
    private Path templates;
    private Path settings;

    @BeforeEach
    void write() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git"));
        host = Files.writeString(temp.resolve("host-1.json"), HOST);
        virtual = Files.writeString(temp.resolve("v-1.json"), VIRTUAL);
        settings = Files.writeString(temp.resolve("settings.yaml"), SETTINGS);
        templates = temp.resolve("templates");
        ClusterEvaluator evaluator = ClusterEvaluator.standard();
        for (ClusterRequest request : List.of(
                ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build(),
                ClusterRequest.virtualDeploymentRuntime("https://192.0.2.1:31001", "host-1")
                        .build())) {
            for (String path : InstallPaths.standard()
                    .onSave(evaluator.evaluate("x", request).resource().spec())) {
                template(path.endsWith(".yaml") ? path : path + "/all.yaml", "cluster: {{ .Cluster.Name }}\n");
            }
        }
        template(
                "tenant/production/host-cluster-appset.yaml",
                "hosts:{{ range .Clusters }}{{ if eq .Spec.Usage `host` }}\n- {{ .Name }}{{ end }}{{ end }}\n"
                        + "repository: {{ .Repo.TenantRepoURL }}\nsecret: {{ .OauthConfigs.ClientSecret }}\n");
        template("host-clusters/_HOST_CLUSTER_/vclusters/_VCLUSTER_/all.yaml", "port: {{ .Vcluster.HttpsNodePort }}\n");
    }

    private void template(String path, String text) throws IOException {
        Path file = templates.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ToolRun run(String command, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of(command, "--repository", repository, "--templates", templates, "--settings", settings));
        arguments.addAll(Arrays.asList(more));
        return ToolRun.of(arguments.toArray());
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Git git = Git.open(repository.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            Repository opened = git.getRepository();
            ObjectId head = opened.resolve("refs/heads/main");
            if (head == null) {
                return files;
            }
            TreeWalk tree = new TreeWalk(opened);
            tree.addTree(walk.parseCommit(head).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                byte[] bytes = opened.open(tree.getObjectId(0)).getBytes();
                files.put(tree.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private void firstCommit() throws Exception {
        Path clone = temp.resolve("clone");
        try (Git git = Git.cloneRepository()
                .setURI(repository.toString())
                .setDirectory(clone.toFile())
                .call()) {
            Files.writeString(clone.resolve("README.md"), "mine\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setSign(false)
                    .setAuthor("a", "a@example.com")
                    .setCommitter("a", "a@example.com")
                    .setMessage("first")
                    .call();
            git.push().setRefSpecs(new RefSpec("HEAD:refs/heads/main")).call();
        }
    }

    @Test
    void applyInstallsComponentsAndRemoveDeletesThem() throws Exception {
        firstCommit();

        assertThat(run("apply", "-f", host, "-f", virtual, "--tenant-repository", "git@x:y.git")
                        .code())
                .isZero();
        assertThat(files())
                .containsEntry(
                        "tenant/production/host-cluster-appset.yaml",
                        "hosts:\n- host-1\nrepository: git@x:y.git\nsecret: hush-hush+secret\n")
                .containsEntry("host-clusters/host-1/vclusters/v-1/all.yaml", "port: 31001\n")
                .containsEntry("runtimes/v-1-runtime/argocd/all.yaml", "cluster: v-1\n")
                .containsKey("nautes/overlays/production/clusters/v-1.yaml");

        assertThat(run("remove", "host-1", "v-1", "--mode", "nautes-0.4").code())
                .isZero();
        assertThat(files().keySet())
                .containsExactlyInAnyOrder(
                        "README.md",
                        "nautes/overlays/production/clusters/kustomization.yaml",
                        "tenant/production/runtime-appset.yaml",
                        "tenant/production/runtime-argocd-appset.yaml",
                        "tenant/production/runtime-initial-appset.yaml");
    }

    @Test
    void renderPrintsTheFilesOfApplyAndSendsNothing() throws Exception {
        ToolRun run = run("render", "-f", host, "--mode", "nautes-0.4");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("==> host-clusters/host-1/traefik/all.yaml\ncluster: host-1\n")
                .contains("==> nautes/overlays/production/clusters/host-1.yaml\napiVersion:")
                .contains("secret: hush-hush&#43;secret\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void renderWritesTheCompleteTreeToAPrivateFolder() throws Exception {
        firstCommit();
        run("apply", "-f", host);
        Path out = temp.resolve("new/out");

        ToolRun run = run("render", "-f", virtual, "--out", out);

        assertThat(run.out()).isEqualTo("27 files in " + out + ", 18 of them new or different\n");
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(out)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                written.put(out.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        run("apply", "-f", virtual);
        assertThat(written).isEqualTo(files());
        if (out.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                    .isEqualTo("rwx------");
        }
        assertThat(run("render", "-f", virtual, "--out", out).code()).isEqualTo(ClusterTool.WRONG_USAGE);
    }

    @Test
    void brokenTemplateIsReportedWithItsPositionAndNothingIsWritten() throws Exception {
        template("host-clusters/_HOST_CLUSTER_/traefik/all.yaml", "a: 1\nb: {{ .Cluster.Nam }}\n");
        firstCommit();

        for (String command : List.of("apply", "render")) {
            ToolRun run = run(command, "-f", host);

            assertThat(run.code()).isEqualTo(ClusterTool.FAILED);
            assertThat(run.err())
                    .startsWith(
                            "error: templates: for cluster host-1: host-clusters/_HOST_CLUSTER_/traefik/all.yaml:2:7:"
                                    + " <.Cluster.Nam>: there is no field Nam in Cluster")
                    .doesNotContain("hush");
        }
        assertThat(files().keySet()).containsExactly("README.md");
    }

    @Test
    void renderReportsSkippedAndDuplicateInput() throws Exception {
        Path other = Files.writeString(
                temp.resolve("product.yaml"),
                "apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Product\nmetadata: {name: shop}\n");
        Path again =
                Files.copy(host, Files.createDirectory(temp.resolve("again")).resolve(host.getFileName()));

        assertThat(run("render", "-f", host, "-f", other).err())
                .contains("skipped: ")
                .contains("Product");
        ToolRun twice = run("render", "-f", host, "-f", again);
        assertThat(twice.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(twice.err()).contains("listed twice");
    }

    @Test
    void renderShowsFindingsOfARequest() throws Exception {
        Path bad = Files.writeString(temp.resolve("bad.json"), HOST.replace("https://192", "ftp://192"));

        ToolRun run = run("render", "-f", bad);

        assertThat(run.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(run.err()).contains("/api_server");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--settings s                        | --settings, --mode and certificates need --templates",
                "--templates t                       | --templates needs --settings FILE",
                "--templates t --settings none       | settings: none cannot be read as text in UTF-8",
                "--templates none --settings SETTINGS| templates: none is not a folder",
                "--templates T --settings SETTINGS --mode html | --mode must be text or nautes-0.4 (got html)",
                "--templates T --settings SETTINGS --default-cert c | give both --default-cert and --gitlab-cert, or neither",
                "--templates T --settings SETTINGS --templates-revision v1 | --templates-revision needs a Git repository",
            })
    void conflictingOptionsAreReported(String options, String problem) {
        List<Object> arguments = new ArrayList<>(List.of("apply", "--repository", repository, "-f", host));
        for (String option : options.split(" ", -1)) {
            arguments.add(option.equals("T") ? templates : option.equals("SETTINGS") ? settings : option);
        }

        ToolRun run = ToolRun.of(arguments.toArray());

        assertThat(run.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(run.err()).contains(problem);
    }

    @Test
    void templatesAreRefusedForAnApiServer() {
        ToolRun run = ToolRun.of(
                "apply",
                "--api-server",
                "http://x.yz",
                "--token",
                "t",
                "-f",
                host,
                "--templates",
                templates,
                "--settings",
                settings);

        assertThat(run.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(run.err()).contains("--templates needs --repository");
    }

    @Test
    void templatesMayComeFromGit() throws Exception {
        try (Git git = Git.init()
                .setInitialBranch("trunk")
                .setDirectory(templates.toFile())
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setSign(false)
                    .setAuthor("a", "a@example.com")
                    .setCommitter("a", "a@example.com")
                    .setMessage("templates")
                    .call();
        }

        ToolRun run = ToolRun.of(
                "render",
                "--repository",
                repository,
                "-f",
                host,
                "--settings",
                settings,
                "--templates",
                templates.toUri(),
                "--templates-revision",
                "trunk");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("==> tenant/production/host-cluster-appset.yaml\nhosts:\n- host-1\n");
    }

    @Test
    void serveInstallsWhatIsRegisteredOverHttp() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterTool.class.getName(),
                "serve",
                "--repository",
                repository.toString(),
                "--templates",
                templates.toString(),
                "--settings",
                settings.toString());
        builder.environment().put("NAUTES_TOKEN", "hush-hush-token");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).startsWith("listening on http://127.0.0.1:");
            HttpRequest save = HttpRequest.newBuilder(
                            URI.create(line.substring("listening on ".length()) + "/api/v1/clusters/host-1"))
                    .header("Authorization", "Bearer hush-hush-token")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(HOST))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(save, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            process.toHandle().destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(files()).containsEntry("host-clusters/host-1/traefik/all.yaml", "cluster: host-1\n");
    }
}
