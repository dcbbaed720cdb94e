package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.NautesServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class ClusterToolTest {
    private static final String KUBECONFIG =
            "clusters: [{name: c, cluster: {server: 'https://192.0.2.1:6443'}}]\\nusers: [{name: u, user: {token:"
                    + " hush-hush-user}}]\\ncontexts: [{name: x, context: {cluster: c, user: u}}]\\ncurrent-context: x";
    private static final String HOST =
            "{\"api_server\": \"https://192.0.2.1:6443\", \"cluster_kind\": \"kubernetes\", \"cluster_type\":"
                    + " \"physical\", \"usage\": \"host\", \"kubeconfig\": \"" + KUBECONFIG + "\"}";
    private static final String VIRTUAL =
            "{\"api_server\": \"https://192.0.2.1:31001\", \"cluster_kind\": \"kubernetes\", \"cluster_type\":"
                    + " \"virtual\", \"usage\": \"worker\", \"worker_type\": \"pipeline\", \"host_cluster\": \"host-1\"}";
    private static final String MANIFEST = """
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Product
            metadata: {name: shop}
            ---
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            spec:
              name: v-2
              apiServer: https://192.0.2.1:31002
              clusterKind: kubernetes
              clusterType: virtual
              usage: worker
              workerType: deployment
              hostCluster: host-1
            """;

    @TempDir
    Path temp;

    private Path repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git"));
    }

    private Path file(String name, String text) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("in"));
        return Files.writeString(folder.resolve(name), text);
    }

    private Path folder() throws IOException {
        file("host-1.json", HOST);
        file("v-1.json", VIRTUAL);
        return file("more.yaml", MANIFEST).getParent();
    }

    private List<String> log() throws Exception {
        List<String> subjects = new ArrayList<>();
        try (Git git = Git.open(repository.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            ObjectId head = git.getRepository().resolve("refs/heads/main");
            if (head != null) {
                walk.markStart(walk.parseCommit(head));
                for (RevCommit commit : walk) {
                    subjects.add(commit.getShortMessage());
                }
            }
        }
        return subjects;
    }

    /** Creates the first commit of the repository, which {@code apply} does not do without {@code --init}. */
    private void firstCommit() {
        try (ClusterRegistry registry = StoreClusterRegistry.over(GitClusterStore.builder(repository.toString())
                .initializeIfEmpty(true)
                .open())) {
            registry.save(
                    "first",
                    ClusterJson.parseRequest(HOST.replace("192.0.2.1", "192.0.2.9"))
                            .request());
        }
    }

    @Test
    void quickstartRunsAllSteps() {
        ToolRun run = ToolRun.of("quickstart");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("virtual-worker-pipeline: saved", "httpsNodePort=31443", "/worker_type:", "kind: Cluster")
                .contains("it carries the virtual clusters virtual-worker-deployment, virtual-worker-pipeline")
                .contains("Delete cluster cluster-host");
        assertThat(run.out().lines().filter(line -> line.contains("Save cluster ")))
                .hasSize(6);
        assertThat(run.out() + run.err()).doesNotContain("opens-nothing");
    }

    @Test
    void applyMakesOneCommitAndRemoveAnother() throws Exception {
        firstCommit();

        ToolRun apply = ToolRun.of("apply", "-f", folder(), "--repository", repository);

        assertThat(apply.code()).as(apply.err()).isZero();
        assertThat(apply.out().lines())
                .containsExactly("CLUSTER   RESULT", "host-1    created", "v-2       created", "v-1       created");
        assertThat(apply.err())
                .contains("skipped: ", "a Product is not a cluster")
                .doesNotContain("hush");
        assertThat(ToolRun.of("apply", "-f", folder(), "--repository", repository)
                        .out())
                .contains("host-1    unchanged");

        ToolRun remove = ToolRun.of("remove", "host-1", "v-1", "v-2", "--repository", repository);
        assertThat(remove.code()).isZero();
        assertThat(remove.out().lines())
                .containsExactly("CLUSTER   RESULT", "v-1       deleted", "v-2       deleted", "host-1    deleted");
        assertThat(log()).containsExactly("Delete 3 clusters", "Save 3 clusters", "Save cluster first");
    }

    @Test
    void sameCommandsWorkOnAnApiServer() throws Exception {
        try (NautesServer server = NautesServer.start()) {
            Object[] target = {
                "--api-server", server.uri(), "--token", server.token().value()
            };

            assertThat(run(target, "apply", "-f", folder()).code()).isZero();
            ToolRun get = run(target, "get", "--selector", "cluster_type=virtual", "-o", "name");
            assertThat(get.out()).isEqualTo("v-1\nv-2\n");
            assertThat(run(target, "get", "v-1").out())
                    .contains("v-1    virtual pipeline runtime   https://192.0.2.1:31001   host-1");
            assertThat(run(target, "get", "nobody").code()).isEqualTo(1);
            assertThat(run(target, "get", "-o", "json").out()).startsWith("{\"items\":[{\"name\":\"host-1\"");
            assertThat(run(target, "get", "v-1", "-o", "yaml").out()).contains("- name: v-1\n");
            ToolRun refused = run(target, "remove", "host-1");
            assertThat(refused.code()).isNotZero();
            assertThat(refused.err()).contains("v-1", "v-2");
            assertThat(run(target, "remove", "-f", folder()).code()).isZero();
            assertThat(server.registry().list().all()).isEmpty();
        }
    }

    private static ToolRun run(Object[] target, Object... arguments) {
        return ToolRun.of(Stream.concat(Stream.of(arguments), Stream.of(target)).toArray());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "no worker_type", "v", VIRTUAL.replace("\"worker_type\": \"pipeline\",", ""), "/worker_type"),
                Arguments.of(
                        "virtual without host",
                        "v",
                        VIRTUAL.replace(", \"host_cluster\": \"host-1\"", ""),
                        "/host_cluster"),
                Arguments.of(
                        "unknown component",
                        "h",
                        with(HOST, "\"components_list\": {\"gateway\": {\"name\": \"nginx\"}}"),
                        "/components_list/gateway/name"),
                Arguments.of(
                        "category that does not apply",
                        "h",
                        with(HOST, "\"components_list\": {\"pipeline\": {\"name\": \"tekton\"}}"),
                        "/components_list/pipeline"),
                Arguments.of(
                        "port http",
                        "h",
                        with(HOST, "\"components_list\": {\"gateway\": {\"additions\": {\"httpNodePort\": \"http\"}}}"),
                        "/components_list/gateway/additions/httpNodePort"),
                Arguments.of(
                        "reserved namespace nobody owns",
                        "h",
                        with(HOST, "\"reserved_namespaces_allowed_products\": {\"jenkins\": [\"shop\"]}"),
                        "/reserved_namespaces_allowed_products/jenkins"),
                Arguments.of(
                        "empty kind",
                        "h",
                        with(
                                HOST,
                                "\"product_allowed_cluster_resources\": {\"shop\": [{\"kind\": \"\", \"group\": \"a.b\"}]}"),
                        "/product_allowed_cluster_resources/shop/0/kind"),
                Arguments.of(
                        "physical without kubeconfig",
                        "h",
                        HOST.replaceFirst(", \"kubeconfig\": \".*\"", ""),
                        "/kubeconfig"),
                Arguments.of("body not JSON", "h", "{\"api_server\": ", "pointer \"\" (the whole file)"));
    }

    private static String with(String request, String field) {
        return request.substring(0, request.length() - 1) + ", " + field + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void errorIsReportedWithItsPointerAndNothingIsWritten(String what, String name, String request, String pointer)
            throws Exception {
        Path file = file(name + ".json", request);

        for (ToolRun run : List.of(
                ToolRun.of("apply", "-f", file, "--repository", repository), ToolRun.of("validate", "-f", file))) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out() + run.err()).contains(pointer + ": ").doesNotContain("hush");
        }
        assertThat(log()).isEmpty();
    }

    @Test
    void invalidNameIsRefused() throws Exception {
        ToolRun run = ToolRun.of("apply", "-f", file("h.json", HOST), "--name", "../x", "--repository", repository);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("/name: ");
        assertThat(log()).isEmpty();
    }

    @Test
    void findingsHaveAStableForm() throws Exception {
        ToolRun run = ToolRun.of(
                "validate", "-o", "json", "-f", file("m.yaml", MANIFEST.replace("workerType", "worker_type")));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("\"document\" : 1, \"name\" : \"v-2\", \"valid\" : false")
                .contains("{ \"code\" : \"unknown_field\", \"severity\" : \"warning\", \"pointer\" :"
                        + " \"/spec/worker_type\"")
                .contains("\"code\" : \"worker_type_missing\", \"severity\" : \"error\", \"pointer\" :"
                        + " \"/spec/workerType\"")
                .contains("\"value\" : null")
                .endsWith("\"errors\" : 1, \"warnings\" : 1 } ");
    }

    @Test
    void findingsAreReportedInChinese() throws Exception {
        ToolRun run = ToolRun.of("validate", "--lang", "zh", "-f", file("v.json", VIRTUAL.replace("pipeline", "x")));

        assertThat(run.out()).contains("运行时类型");
    }

    private static final String TWELVE_MISTAKES = """
            {"api_server": "https://localhost:99999",
             "cluster_kind": "k3s",
             "cluster_type": "virtual",
             "usage": "worker",
             "worker_type": "Pipeline",
             "host_cluster": "Host_1",
             "primary_domain": "a..b",
             "vcluster": {"https_node_port": "http"},
             "components_list": {"gateway": {"name": "nginx"},
                                 "deployment": {"namespace": "My NS"}},
             "reserved_namespaces_allowed_products": {"argocd": ["shop", "Shop/1"]},
             "product_allowed_cluster_resources": {"shop": [{"kind": "", "group": "a b"}]}}
            """;

    @Test
    void allErrorsAreReportedAtOnceWithExistingPointers() throws Exception {
        Path file = file("twelve.json", TWELVE_MISTAKES);

        Map<String, Object> english = json(ToolRun.of("validate", "-o", "json", "-f", file));
        Map<String, Object> chinese = json(ToolRun.of("validate", "-o", "json", "--lang", "zh", "-f", file));

        List<Map<String, Object>> findings = findings(english);
        List<Map<String, Object>> translated = findings(chinese);
        assertThat(english).containsEntry("errors", 12);
        assertThat(findings).hasSize(12).allSatisfy(finding -> {
            assertThat(finding.get("hint")).asString().isNotBlank();
            assertThat(resolve(new Yaml().load(TWELVE_MISTAKES), (String) finding.get("pointer")))
                    .isNotNull();
        });
        assertThat(translated).hasSameSizeAs(findings);
        for (int i = 0; i < findings.size(); i++) {
            assertThat(translated.get(i))
                    .containsEntry("pointer", findings.get(i).get("pointer"))
                    .containsEntry("code", findings.get(i).get("code"));
            assertThat(translated.get(i).get("message").toString()).matches("(?s).*[\\u4e00-\\u9fff].*");
            assertThat(translated.get(i).get("hint").toString()).matches("(?s).*[\\u4e00-\\u9fff].*");
        }
    }

    private static Map<String, Object> json(ToolRun run) {
        return new Yaml().load(run.out());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> findings(Map<String, Object> output) {
        List<Map<String, Object>> files = (List<Map<String, Object>>) output.get("files");
        return (List<Map<String, Object>>) files.get(0).get("findings");
    }

    private static Object resolve(Object node, String pointer) {
        for (String step : pointer.substring(1).split("/", -1)) {
            node = node instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : ((Map<?, ?>) node).get(step.replace("~1", "/").replace("~0", "~"));
        }
        return node;
    }

    @Test
    void catalogOfADeploymentIsUsed() throws Exception {
        Path catalog = Files.createDirectories(temp.resolve("catalog"));
        Files.writeString(catalog.resolve("thirdPartComponents.yaml"), """
                - {name: traefik, namespace: traefik, type: gateway, default: true}
                - {name: argocd, namespace: argocd, type: deployment, default: true}
                - {name: tekton, namespace: tekton-pipelines, type: pipeline, default: true}
                - {name: jenkins, namespace: jenkins, type: pipeline}
                """);
        Files.writeString(catalog.resolve("componentCategoryDefinition.yaml"), """
                host: [gateway]
                worker:
                  physical: {deployment: [gateway], pipeline: [gateway]}
                  virtual: {deployment: [deployment], pipeline: [pipeline]}
                """);
        Path request = file("v-1.json", with(VIRTUAL, "\"components_list\": {\"pipeline\": {\"name\": \"jenkins\"}}"));

        ToolRun resource = ToolRun.of("resource", "-f", request, "--catalog", catalog);
        assertThat(resource.code()).as(resource.err()).isZero();
        assertThat(resource.out()).contains("    pipeline:\n      name: jenkins\n      namespace: jenkins\n");
        assertThat(ToolRun.of("explain", "-f", request, "--catalog", catalog).out())
                .contains("pipeline: jenkins [request] in namespace jenkins [default]");
        ToolRun refused = ToolRun.of("validate", "-f", request);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("name one of tekton");
        assertThat(ToolRun.of("validate", "-f", request, "--catalog", temp).code())
                .isEqualTo(2);
    }

    @Test
    void diffShowsWhatApplyWouldChange() throws Exception {
        firstCommit();
        Path host = file("first.json", with(HOST, "\"primary_domain\": \"example.com\""));

        ToolRun files = ToolRun.of("diff", "-f", host, "--repository", repository);
        assertThat(files.code()).isZero();
        assertThat(files.out())
                .startsWith("--- a/first.yaml\n+++ b/first.yaml\n@@ ")
                .contains("\n-  primaryDomain: 192.0.2.9.nip.io\n", "\n+  primaryDomain: example.com\n");
        assertThat(log()).hasSize(1);
        try (NautesServer server = NautesServer.start()) {
            Object[] target = {
                "--api-server", server.uri(), "--token", server.token().value()
            };
            assertThat(run(target, "diff", "-f", host).out()).isEqualTo("first: would be registered\n");
            run(target, "apply", "-f", file("first.json", HOST));
            assertThat(run(target, "diff", "-f", file("first.json", HOST)).out())
                    .isEqualTo("first: no change\n");
            assertThat(run(target, "diff", "-f", file("first.json", with(HOST, "\"primary_domain\": \"example.com\"")))
                            .out())
                    .contains("  /primary_domain: 192.0.2.1.nip.io -> example.com\n");
        }
    }

    @Test
    void diffIgnoresFieldsThatAnApiServerDoesNotReturn() throws Exception {
        try (NautesServer server = NautesServer.start()) {
            Object[] target = {
                "--api-server", server.uri(), "--token", server.token().value()
            };
            Path folder = file("v-1.json", VIRTUAL).getParent();
            file("host-1.json", HOST);
            run(target, "apply", "-f", folder);

            assertThat(run(target, "diff", "-f", folder).out()).isEqualTo("host-1: no change\nv-1: no change\n");
        }
    }

    @Test
    void refusalByTheServerIsReported() throws Exception {
        try (NautesServer server = NautesServer.start()) {
            Object[] target = {
                "--api-server", server.uri(), "--token", server.token().value()
            };
            file("v-1.json", VIRTUAL);
            run(target, "apply", "-f", file("host-1.json", HOST).getParent());

            assertThat(run(target, "remove", "host-1").code()).isEqualTo(ClusterTool.REFUSED);
        }
    }

    @Test
    void validationWithATargetChecksTheRegisteredClusters() throws Exception {
        firstCommit();
        Path virtual = file("v-1.json", VIRTUAL);

        assertThat(ToolRun.of("validate", "-f", virtual).code()).isZero();
        ToolRun against = ToolRun.of("validate", "-f", virtual, "--repository", repository);
        assertThat(against.code()).isEqualTo(1);
        assertThat(against.out()).contains("/host_cluster: the host cluster host-1 is not registered");
        assertThat(ToolRun.of(
                                "explain",
                                "-f",
                                file("v.json", VIRTUAL.replace("host-1", "first")),
                                "--repository",
                                repository)
                        .out())
                .contains("https://argocd.v.192.0.2.1.nip.io:30443");
    }

    @Test
    void resourceIsPrintedAsItWouldBeStored() throws Exception {
        ToolRun run = ToolRun.of("resource", "-f", file("host-1.json", HOST), "--namespace", "tenant-a");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\nmetadata:\n"
                        + "  creationTimestamp: null\n  name: host-1\n  namespace: tenant-a\n")
                .endsWith("status:\n  productIDMap: null\n  warnings: null\n");
    }

    @Test
    void kubeconfigIsReadFromAFile() throws Exception {
        file("admin.conf", KUBECONFIG.replace("\\n", "\n"));
        Path request = file("host-1.json", HOST.replace(KUBECONFIG, "@admin.conf"));

        assertThat(ToolRun.of("validate", "-f", request).code()).isZero();
    }

    @Test
    void wrongUsageIsReported() throws Exception {
        Path file = file("h.json", HOST);

        assertThat(ToolRun.of("apply", "-f", file).code()).isEqualTo(2);
        assertThat(ToolRun.of("apply", "-f", file, "--repository", repository, "--api-server", "http://x.yz")
                        .code())
                .isEqualTo(2);
        assertThat(ToolRun.of("apply", "-f", temp.resolve("nothing.json"), "--repository", repository)
                        .code())
                .isEqualTo(2);
        assertThat(ToolRun.of("fly").code()).isEqualTo(2);
        assertThat(ToolRun.of("get", "--selector", "x=y", "--repository", repository)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void failureOfTheTargetIsExitCode3() throws Exception {
        ToolRun run = ToolRun.of("get", "--repository", temp.resolve("nowhere.git"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("error: ").contains("nowhere.git");
    }

    @Test
    void serveRefusesToSendTokensUnencryptedToOtherMachines() {
        ToolRun run = ToolRun.of("serve", "--repository", repository, "--token", "hush-hush", "--bind", "0.0.0.0");
        ToolRun half = ToolRun.of("serve", "--repository", repository, "--token", "hush-hush", "--tls-key", "key.pem");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("unencrypted to 0.0.0.0", "--plain-http").doesNotContain("hush-hush");
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("give --tls-certificate and --tls-key");
    }

    @Test
    void serveReportsAPortInUse() {
        try (NautesServer server = NautesServer.start()) {
            int port = server.uri().getPort();
            ToolRun run = ToolRun.of("serve", "--repository", repository, "--token", "hush-hush", "--port", port);

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("cannot listen on 127.0.0.1 port " + port, "choose another address or port");
        }
    }

    @Test
    void serveListensUntilItIsStopped() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterTool.class.getName(),
                "serve",
                "--access-log",
                "--repository",
                repository.toString());
        builder.environment().put("NAUTES_TOKEN", "hush-hush-token");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).startsWith("listening on http://127.0.0.1:");
            URI uri = URI.create(line.substring("listening on ".length()) + "/api/v1/clusters/host-1");
            HttpRequest save = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer hush-hush-token")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(HOST))
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(save, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            process.toHandle().destroy();
            assertThat(out.lines())
                    .noneMatch(rest -> rest.contains("hush"))
                    .anyMatch(rest -> rest.contains(" 127.0.0.1 \"POST /api/v1/clusters/host-1\" 200 "));
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(log()).containsExactly("Save cluster host-1");
        assertNoSecretInObjects();
    }

    @Test
    void noObjectOfTheRepositoryContainsASecret() throws Exception {
        try (ClusterRegistry registry = StoreClusterRegistry.over(GitClusterStore.builder(repository.toString())
                        .initializeIfEmpty(true)
                        .open());
                NautesServer server = NautesServer.builder().registry(registry).start()) {
            Object[] target = {
                "--api-server", server.uri(), "--token", server.token().value()
            };
            ToolRun run = run(target, "apply", "-f", folder());

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out() + run.err())
                    .doesNotContain("hush", server.token().value());
            assertThat(registry.list().all()).extracting(Cluster::name).contains("host-1");
        }
        assertNoSecretInObjects();
    }

    private void assertNoSecretInObjects() throws IOException {
        List<Path> objects;
        try (Stream<Path> files = Files.walk(repository.resolve("objects"))) {
            objects = files.filter(Files::isRegularFile).toList();
        }
        assertThat(objects).isNotEmpty();
        for (Path object : objects) {
            assertThat(readable(object)).as(object.toString()).doesNotContain("hush", "kubeconfig");
        }
        try (Git git = Git.open(repository.toFile())) {
            Repository opened = git.getRepository();
            assertThat(opened.resolve("main:nautes/overlays/production/clusters/host-1.yaml"))
                    .isNotNull();
        }
    }

    /** Returns the content to search, inflated if it is a loose object. */
    private static String readable(Path object) throws IOException {
        byte[] bytes = Files.readAllBytes(object);
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            in.transferTo(inflated);
        } catch (IOException e) {
            inflated.writeBytes(bytes);
        }
        return inflated.toString(StandardCharsets.ISO_8859_1);
    }
}
