package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class TemplatesInStoreTest {
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """);
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build();
    private static final ClusterRequest PHYSICAL = ClusterRequest.physicalPipelineRuntime(
                    "https://192.0.2.2:6443", KUBECONFIG)
            .build();

    @TempDir
    Path temp;

    private TestRepository remote;
    private DemoTemplates templates;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void open() {
        remote = new TestRepository(temp.resolve("remote.git"));
        templates = new DemoTemplates(temp.resolve("templates"));
        opened.add(remote);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    private ClusterRegistry registry() {
        return registry(remote, templates.builder().build());
    }

    private ClusterRegistry constant(TestRepository repository) {
        return registry(repository, templates.builder().random("x"::repeat).build());
    }

    private ClusterRegistry registry(TestRepository repository, TreeRenderer renderer) {
        ClusterRegistry registry = StoreClusterRegistry.builder(store(repository, renderer))
                .evaluator(ClusterEvaluator.builder()
                        .catalog(DemoTemplates.catalog())
                        .build())
                .build();
        opened.add(0, registry);
        return registry;
    }

    private static GitClusterStore store(TestRepository repository, TreeRenderer renderer) {
        return GitClusterStore.builder(repository.folder().toString())
                .initializeIfEmpty(true)
                .withTemplates(renderer)
                .open();
    }

    private static ClusterRequest virtual(String host, int port) {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:" + port, host)
                .build();
    }

    /** Returns the files other than those of clusters. */
    private static Map<String, String> rendered(TestRepository repository) throws IOException {
        Map<String, String> files = new TreeMap<>(repository.files());
        files.keySet().removeIf(path -> path.startsWith(CLUSTERS));
        return files;
    }

    @Test
    void hostIsInstalledInTheCommitThatRegistersIt() throws IOException {
        constant(remote).save("h1", HOST);

        assertThat(remote.subjects()).containsExactly("Save cluster h1");
        assertThat(remote.files()).containsKeys(CLUSTERS + "h1.yaml", CLUSTERS + "kustomization.yaml");
        assertThat(rendered(remote))
                .containsExactly(
                        Map.entry("host-clusters/h1/gateway/middleware.yaml", "# middleware"),
                        Map.entry("host-clusters/h1/proxy.yaml", """
                                host: auth.h1.192.0.2.1.nip.io
                                domain: .192.0.2.1.nip.io:30443
                                redirect: https://auth.h1.192.0.2.1.nip.io:30443/oauth2/callback
                                cookie-secret: "xxxxxxxxxxxxxxxx"
                                encoded: eHh4eHh4
                                """),
                        Map.entry("tenant/production/host-cluster-appset.yaml", "hosts:\n- h1\n"));
    }

    @Test
    void physicalRuntimeIsInstalledWithItsAddressesAndTheDeploymentsSettings() throws IOException {
        constant(remote).save("p1", PHYSICAL);

        assertThat(rendered(remote))
                .containsExactly(
                        Map.entry("runtimes/p1-runtime/argocd.yaml", """
                                url: https://argocd.p1.192.0.2.2.nip.io:30443
                                host: argocd.p1.192.0.2.2.nip.io
                                git.example.com: |
                                  -----BEGIN CERTIFICATE-----
                                  git&lt;lab&gt;
                                  -----END CERTIFICATE-----
                                """ + "  \n"),
                        Map.entry(
                                "runtimes/p1-runtime/base/about.yaml",
                                """
                                tenant: demo
                                namespace: nautes
                                name: "p1-pipeline"
                                repository: git@git.example.com:demo/tenant.git
                                git: gitlab ecdsa
                                oauth: https://dex.example.com nautes client-secret-of-the-tests
                                vault: https://vault.example.com
                                """ + "ca: "
                                        + base64("-----BEGIN CERTIFICATE-----\nvault+ca\n-----END CERTIFICATE-----\n")
                                        + "\nhost: none\n"),
                        Map.entry("runtimes/p1-runtime/gateway/ports.yaml", """
                                http: 30080
                                https: 30443
                                middlewares: https://tekton.p1.192.0.2.2.nip.io:30443
                                """),
                        Map.entry("runtimes/p1-runtime/proxy.yaml", """
                                host: auth.p1.192.0.2.2.nip.io
                                domain: .192.0.2.2.nip.io:30443
                                redirect: https://auth.p1.192.0.2.2.nip.io:30443/oauth2/callback
                                cookie-secret: "xxxxxxxxxxxxxxxx"
                                encoded: eHh4eHh4
                                p1: tekton.p1.192.0.2.2.nip.io
                                """),
                        Map.entry("runtimes/p1-runtime/tekton.yaml", "host: tekton.p1.192.0.2.2.nip.io\n"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void virtualClusterIsInstalledAndListedByItsHost() throws IOException {
        ClusterRegistry registry = constant(remote);
        registry.save("h1", HOST);
        registry.save("v1", virtual("h1", 31001));
        registry.save(
                "v2",
                virtual("h1", 31002).toBuilder().vcluster(new Vcluster("31777")).build());

        Map<String, String> files = rendered(remote);
        assertThat(files).containsEntry("host-clusters/h1/production/vcluster-appset.yaml", """
                clusters: 2
                c0: v1
                c1: v2
                """);
        assertThat(files).containsEntry("host-clusters/h1/gateway/middleware.yaml", """
                ---
                name: v1/v1
                url: https://tekton.v1.192.0.2.1.nip.io:30443
                ---
                name: v2/v2
                url: https://tekton.v2.192.0.2.1.nip.io:30443
                """);
        assertThat(files.get("host-clusters/h1/proxy.yaml"))
                .endsWith("v1: tekton.v1.192.0.2.1.nip.io\nv2: tekton.v2.192.0.2.1.nip.io\n");
        assertThat(files).containsEntry("host-clusters/h1/vclusters/v1/svc.yaml", """
                port: 31001
                san: 192.0.2.1
                server: https://192.0.2.1:6443
                variable: '{{cluster}}'
                """);
        assertThat(files.get("host-clusters/h1/vclusters/v2/svc.yaml")).startsWith("port: 31777\n");
        assertThat(files.get("runtimes/v1-runtime/argocd.yaml"))
                .startsWith("url: https://argocd.v1.192.0.2.1.nip.io:30443\n");
        assertThat(files.get("runtimes/v1-runtime/base/about.yaml")).endsWith("host: h1\n");
        assertThat(files)
                .doesNotContainKeys("runtimes/v1-runtime/proxy.yaml", "runtimes/v1-runtime/gateway/ports.yaml");
        remote.checkObjects();
    }

    @Test
    void deleteRemovesAllFilesOfACluster() throws IOException {
        ClusterRegistry registry = constant(remote);
        registry.save("h1", HOST);
        Map<String, String> hostAlone = rendered(remote);
        registry.save("v1", virtual("h1", 31001));
        registry.save("p1", PHYSICAL);

        registry.delete("p1");
        registry.delete("v1");
        assertThat(rendered(remote)).isEqualTo(hostAlone);
        registry.save("h2", HOST);
        registry.delete("h1");
        assertThat(rendered(remote)).containsEntry("tenant/production/host-cluster-appset.yaml", "hosts:\n- h2\n");
        registry.delete("h2");
        assertThat(rendered(remote)).isEmpty();
        remote.checkObjects();
    }

    @Test
    void hostsAndTheirVirtualClustersCanBeDeletedTogether() throws IOException {
        ClusterRegistry registry = constant(remote);
        registry.saveAll(
                Map.of("h1", HOST, "v1", virtual("h1", 31001), "v2", virtual("h1", 31002)), BatchOptions.defaults());
        assertThat(remote.log()).hasSize(1);
        assertThat(rendered(remote)).containsKey("host-clusters/h1/vclusters/v2/svc.yaml");

        registry.deleteAll(List.of("h1", "v1", "v2"), BatchOptions.defaults());

        assertThat(remote.log()).hasSize(2);
        assertThat(rendered(remote)).isEmpty();
    }

    static Object[][] moves() {
        return new Object[][] {
            {"another host", virtual("h1", 31001), virtual("h2", 31001)},
            {
                "another kind of worker",
                virtual("h1", 31001),
                ClusterRequest.virtualDeploymentRuntime("https://192.0.2.1:31001", "h1")
                        .build()
            },
            {"a physical runtime made a host", PHYSICAL, HOST},
            {"a host made a physical runtime", HOST, PHYSICAL},
            {"a virtual cluster made a physical one", virtual("h1", 31001), PHYSICAL},
            {
                "another product",
                PHYSICAL,
                PHYSICAL.toBuilder()
                        .component(ComponentCategory.PIPELINE, Component.named("jenkins"))
                        .build()
            },
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moves")
    void changedClusterHasTheSameFilesAsANewOne(String name, ClusterRequest before, ClusterRequest after)
            throws IOException {
        try (TestRepository fresh = new TestRepository(temp.resolve("fresh.git"));
                ClusterRegistry expected = constant(fresh)) {
            expected.save("h1", HOST);
            expected.save("h2", HOST);
            expected.save("x", after);
            ClusterRegistry registry = constant(remote);
            registry.save("h1", HOST);
            registry.save("h2", HOST);
            registry.save("x", before);

            registry.save("x", after);

            assertThat(remote.files()).isEqualTo(fresh.files());
            assertThat(remote.subjects().get(0)).isEqualTo("Save cluster x");
            remote.checkObjects();
        }
    }

    @Test
    void randomValuesAreKeptOverTenSavesWithoutACommit() throws IOException {
        registry().save("h1", HOST);
        ObjectId head = remote.head();
        String proxy = remote.files().get("host-clusters/h1/proxy.yaml");
        assertThat(proxy).containsPattern("cookie-secret: \"[0-9A-Za-z]{16}\"\nencoded: [0-9A-Za-z+/]{8}\n");

        for (int i = 0; i < 10; i++) {
            assertThat(registry().save("h1", HOST).change()).isEqualTo(Change.UNCHANGED);
        }
        assertThat(remote.head()).isEqualTo(head);
        ClusterRegistry registry = registry();
        registry.save("v1", virtual("h1", 31001));
        registry.save(
                "h1",
                HOST.toBuilder()
                        .component(
                                ComponentCategory.GATEWAY,
                                Component.named("traefik").withAddition("httpsNodePort", "31443"))
                        .build());

        String after = remote.files().get("host-clusters/h1/proxy.yaml");
        assertThat(after).contains(":31443/oauth2/callback", "v1: tekton.v1");
        assertThat(secrets(after)).isEqualTo(secrets(proxy));
        registry.save("p1", PHYSICAL);
        assertThat(secrets(remote.files().get("runtimes/p1-runtime/proxy.yaml")))
                .doesNotContainAnyElementsOf(secrets(proxy));
    }

    private static List<String> secrets(String proxy) {
        return proxy.lines()
                .filter(line -> line.startsWith("cookie-secret") || line.startsWith("encoded"))
                .toList();
    }

    @Test
    void newTemplatesAreRenderedByASaveWithoutChangesOfResources() throws IOException {
        ClusterTemplates renderer = templates.builder().build();
        ClusterRegistry registry = registry(remote, renderer);
        registry.save("p1", PHYSICAL);
        templates.put("runtimes/_RUNTIME_/tekton.yaml", "new: {{ .Cluster.Name }}\n");
        assertThat(registry.save("p1", PHYSICAL).change()).isEqualTo(Change.UNCHANGED);

        renderer.refresh();

        assertThat(registry.save("p1", PHYSICAL).change()).isEqualTo(Change.UPDATED);
        assertThat(rendered(remote)).containsEntry("runtimes/p1-runtime/tekton.yaml", "new: p1\n");
        assertThat(remote.subjects()).containsExactly("Save cluster p1", "Save cluster p1");
    }

    @Test
    void failedRefreshKeepsTheTemplates() throws IOException {
        ClusterTemplates renderer = templates.builder().build();
        Files.move(temp.resolve("templates"), temp.resolve("moved"));

        assertThatThrownBy(renderer::refresh)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a folder");

        registry(remote, renderer).save("p1", PHYSICAL);
        assertThat(rendered(remote)).containsKey("runtimes/p1-runtime/tekton.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "a: b\\n{{ if }}§tekton.yaml:2:7: a value is missing in if",
                "{{ nope 1 }}§tekton.yaml:1:4: function \"nope\" is not defined",
                "a\\nb {{ .OauthConfigs.Secret }}§for cluster p1: runtimes/_RUNTIME_/tekton.yaml:2:6: <.OauthConfigs.Secret>: there"
                        + " is no field Secret in OauthConfigs",
                "{{ .HostCluster.Name }}§tekton.yaml:1:4: <.HostCluster.Name>: there is no field Name in a value of type nil",
                "{{ getDomain `x` }}§tekton.yaml:1:4: <getDomain `x`>: the address is not a URL with a host",
                "{{ split 1 2 }}§<split 1 2>: argument 1 must be a string",
                "{{ encodeToString nil }}§<encodeToString nil>: argument 1 must be a string",
                "{{ getGatewayServer .Cluster }}§<getGatewayServer .Cluster>: argument 1 must be a the data of a template",
                "{{ randomString 0 }}§<randomString 0>: randomString takes a length from 1 to 1024",
                "{{ .Vcluster | getVclusterHttpsNodePort }}§argument 1 is nil",
                "a: [§for cluster p1: the output of runtimes/_RUNTIME_/tekton.yaml for runtimes/p1-runtime/tekton.yaml, line",
                "a: 1\\na: 2§for runtimes/p1-runtime/tekton.yaml, line 2",
            })
    void failingTemplateFailsTheSave(String template, String problem) throws IOException {
        registry().save("h1", HOST);
        ObjectId head = remote.head();
        templates.put("runtimes/_RUNTIME_/tekton.yaml", template.replace("\\n", "\n"));

        Throwable thrown = catchThrowable(() -> registry().save("p1", PHYSICAL));

        assertThat(thrown)
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("templates: ")
                .hasMessageContaining(problem)
                .hasMessageContaining("fix the file in " + temp.resolve("templates"))
                .hasMessageNotContaining(DemoTemplates.SECRET)
                .extracting(failure -> ((RegistryException) failure).code())
                .isEqualTo(FailureCode.MALFORMED_CONTENT);
        assertThat(remote.head()).isEqualTo(head);
    }

    @Test
    void manyClustersAreRenderedTogetherAsOneByOne() throws IOException {
        Map<String, ClusterRequest> many = new TreeMap<>();
        many.put("h1", HOST);
        for (int i = 10; i < 24; i++) {
            many.put("p" + i, PHYSICAL);
            many.put("v" + i, virtual("h1", 30_000 + i));
        }
        TestRepository other = new TestRepository(temp.resolve("other.git"));
        opened.add(other);
        ClusterRegistry oneByOne = constant(other);

        constant(remote).saveAll(many, BatchOptions.defaults());
        many.forEach(oneByOne::save);

        assertThat(remote.subjects()).hasSize(1);
        assertThat(rendered(remote)).hasSizeGreaterThan(100).isEqualTo(rendered(other));
    }

    @Test
    void failureOfTheFirstClusterIsReportedIfSeveralFail() {
        templates.put("runtimes/_RUNTIME_/tekton.yaml", "{{ if ne .Cluster.Name `p10` }}{{ .Nothing }}{{ end }}");
        Map<String, ClusterRequest> many = new TreeMap<>();
        for (int i = 10; i < 60; i++) {
            many.put("p" + i, PHYSICAL);
        }

        for (int round = 0; round < 5; round++) {
            assertThatThrownBy(() -> registry().saveAll(many, BatchOptions.defaults()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("for cluster p11: ");
        }
    }

    @Test
    void missingTemplatesAndBinaryFilesAreNamed() throws IOException {
        Files.delete(temp.resolve("templates/runtimes/_RUNTIME_/tekton.yaml"));
        assertThatThrownBy(() -> registry().save("p1", PHYSICAL))
                .hasMessageContaining("templates: there is no file or folder runtimes/_RUNTIME_/tekton.yaml in");
        Files.write(temp.resolve("templates/runtimes/_RUNTIME_/tekton.yaml"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> registry().save("p1", PHYSICAL))
                .hasMessageContaining("runtimes/_RUNTIME_/tekton.yaml is not UTF-8 text");
        assertThat(remote.head()).isNull();
    }

    @Test
    void lostRaceIsRenderedAgainOnTheNewContent() throws IOException {
        constant(remote).save("h1", HOST);
        ClusterRegistry rival = constant(remote);
        GitClusterStore store =
                store(remote, templates.builder().random("x"::repeat).build());
        opened.add(0, store);
        List<String> decisions = new ArrayList<>();

        store.update(current -> {
            if (decisions.isEmpty()) {
                rival.save("h2", HOST);
            }
            decisions.add(current.revision());
            return StoreChange.save(
                    List.of(ClusterEvaluator.standard().evaluate("h3", HOST).resource()), null);
        });

        assertThat(decisions).hasSize(2);
        assertThat(rendered(remote))
                .containsEntry("tenant/production/host-cluster-appset.yaml", "hosts:\n- h1\n- h2\n- h3\n")
                .containsKeys("host-clusters/h2/proxy.yaml", "host-clusters/h3/proxy.yaml");
        assertThat(remote.subjects()).containsExactly("Save cluster h3", "Save cluster h2", "Save cluster h1");
    }

    @Test
    void foreignFilesAreKept() throws IOException {
        remote.commit(Map.of(
                "README.md", "mine\n",
                "runtimes/other-runtime/a.yaml", "a\n",
                "host-clusters/h1/own.yaml", "b\n",
                "tenant/production/mine.yaml", "c\n"));
        ClusterRegistry registry = constant(remote);
        registry.save("h1", HOST);
        registry.save("v1", virtual("h1", 31001));
        registry.delete("v1");

        assertThat(remote.files())
                .containsEntry("README.md", "mine\n")
                .containsEntry("runtimes/other-runtime/a.yaml", "a\n")
                .containsEntry("host-clusters/h1/own.yaml", "b\n")
                .containsEntry("tenant/production/mine.yaml", "c\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runtimes                            | runtimes is a file (mode 100644) in the repository and must become a folder",
                "runtimes/p1-runtime/tekton.yaml/x   | runtimes/p1-runtime/tekton.yaml is a folder (mode 40000) in the repository",
            })
    void conflictingFileIsNamed(String path, String problem) throws IOException {
        remote.commit(Map.of(path, "x\n"));
        ObjectId head = remote.head();

        assertThatThrownBy(() -> registry().save("p1", PHYSICAL)).hasMessageContaining(problem);
        assertThat(remote.head()).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a//b",
                "/a",
                "a/",
                "",
                "a/.git/b",
                ".GIT/config",
                "./a",
                "nautes/overlays/production/clusters/x",
                "nautes/overlays/production",
                "nautes"
            })
    void customRendererMustNotWriteTheClustersFiles(String path) {
        TreeRenderer renderer = change -> new RenderedTree(Map.of(path, "x"), Set.of(), Set.of());

        assertThatThrownBy(() -> registry(remote, renderer).save("p1", PHYSICAL))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("rendered files: \"" + path + "\" ");
    }

    @Test
    void customRendererSeesTheRepositoryAndTheClusters() throws IOException {
        remote.commit(Map.of("counter", "7"));
        TreeRenderer renderer = change -> new RenderedTree(
                Map.of(
                        "counter",
                        change.repository().text("counter").orElseThrow()
                                + change.after().get(0).name(),
                        "facts",
                        change.repository().clustersFolder()
                                + change.repository().text("absent/file").isPresent()
                                + change.before().clusters().size()),
                Set.of("absent"),
                Set.of("absent/too"));

        registry(remote, renderer).save("p1", PHYSICAL);

        assertThat(remote.files())
                .containsEntry("counter", "7p1")
                .containsEntry("facts", "nautes/overlays/production/clustersfalse0");
    }

    @Test
    void failingRendererFailsOnlyItsUpdate() throws IOException {
        TreeRenderer failing = change -> {
            throw new UncheckedIOException(new IOException("no such host"));
        };

        assertThatThrownBy(() -> registry(remote, failing).save("p1", PHYSICAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no such host");
        registry().save("p1", PHYSICAL);
        assertThat(rendered(remote)).containsKey("runtimes/p1-runtime/tekton.yaml");
    }

    @Test
    void savesOfABatchSeeTheFilesOfEarlierOnes() throws Exception {
        ClusterRegistry registry = constant(remote);
        registry.save("h1", HOST);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> saves = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String name = "v" + (char) ('a' + i);
                int port = 31000 + i;
                saves.add(() -> registry.save(name, virtual("h1", port)));
            }
            for (Future<Object> save : threads.invokeAll(saves)) {
                save.get();
            }
        } finally {
            threads.shutdownNow();
        }

        Map<String, String> files = rendered(remote);
        assertThat(remote.log()).hasSize(25);
        assertThat(files.get("host-clusters/h1/production/vcluster-appset.yaml"))
                .startsWith("clusters: 24\nc0: va\n");
        assertThat(files.get("host-clusters/h1/gateway/middleware.yaml")).contains("name: vx/vx");
        assertThat(files.keySet().stream().filter(path -> path.endsWith("/svc.yaml")))
                .hasSize(24);
        remote.checkObjects();
    }

    @Test
    void nautesModeEscapesValuesAsNautesDoes() throws IOException {
        templates.put("runtimes/_RUNTIME_/base/about.yaml", "about: {{ .Cluster.Name }}\n");
        templates.put("runtimes/_RUNTIME_/tekton.yaml", """
                text: a+b<c>
                value: '{{ "a+b<c>&'" }}'
                double: {{ `"` }}
                html: {{ "a+b<" | html }}
                absent: {{ .Cluster.Spec.ReservedNamespacesAllowedProducts.x }}
                less: 1 < 2 <= b </b> </ <!DOCTYPE x> <!doctype y> <! <<c> <1>
                before: a<{{ .Cluster.Name }} </{{ .Cluster.Name }}
                last: a<""");
        registry(
                        remote,
                        templates
                                .builder()
                                .mode(ClusterTemplates.Mode.NAUTES_0_4)
                                .build())
                .save("p1", PHYSICAL);

        assertThat(remote.files()).containsEntry("runtimes/p1-runtime/tekton.yaml", """
                text: a+b<c>
                value: 'a&#43;b&lt;c&gt;&amp;&#39;'
                double: &#34;
                html: a+b&lt;
                """ + "absent: \n" + """
                less: 1 &lt; 2 &lt;= b </b> &lt;/ <!DOCTYPE x> <!doctype y> &lt;! &lt;<c> &lt;1>
                before: a&lt;p1 &lt;/p1
                last: a&lt;""");
    }

    @Test
    void virtualClusterWithoutAPortOrAHostIsRefusedBeforeAnythingIsWritten() {
        GitClusterStore store = store(remote, templates.builder().build());
        opened.add(0, store);

        assertThatThrownBy(() -> store.update(current -> StoreChange.save(
                        List.of(ClusterEvaluator.standard()
                                .evaluate("v1", virtual("absent", 31001))
                                .resource()),
                        null)))
                .hasMessageContaining("cluster v1 cannot be rendered: its host absent is not registered as a host");
    }

    private static final String GLUED = """
            {{- range getVclusterByHostCluserName . .Cluster.Name -}}
            ---
            kind: Ingress
            name: {{.Name}}
            {{- end -}}
            """;

    private List<String> savedWithGluedSeparators(ClusterTemplates.Mode mode) {
        templates.put("host-clusters/_HOST_CLUSTER_/production/ingress.yaml", GLUED);
        templates.put("runtimes/_RUNTIME_/base/about.yaml", "name: {{.Cluster.Name}}\n");
        GitStoreListener listener = mock(GitStoreListener.class);
        GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                .initializeIfEmpty(true)
                .withTemplates(templates.builder().mode(mode).build())
                .listener(listener)
                .open();
        ClusterRegistry registry = StoreClusterRegistry.builder(store)
                .evaluator(ClusterEvaluator.builder()
                        .catalog(DemoTemplates.catalog())
                        .build())
                .build();
        opened.add(0, registry);
        registry.save("h1", HOST);
        registry.save("v1", virtual("h1", 31443));
        verifyNoInteractions(listener);
        registry.save("v2", virtual("h1", 31444));
        ArgumentCaptor<String> warnings = ArgumentCaptor.captor();
        verify(listener).renderingWarning(warnings.capture());
        return warnings.getAllValues();
    }

    @Test
    void gluedSeparatorIsMovedToASeparateLineWithAWarning() throws IOException {
        assertThat(savedWithGluedSeparators(ClusterTemplates.Mode.TEXT))
                .singleElement()
                .asString()
                .contains("ingress.yaml", "moved to a separate line");
        assertThat(remote.files().get("host-clusters/h1/production/ingress.yaml"))
                .isEqualTo("---\nkind: Ingress\nname: v1\n---\nkind: Ingress\nname: v2");
    }

    @Test
    void nautesModeWritesTheGluedSeparatorWithAWarning() throws IOException {
        assertThat(savedWithGluedSeparators(ClusterTemplates.Mode.NAUTES_0_4))
                .singleElement()
                .asString()
                .contains("ingress.yaml", "as Nautes writes it");
        assertThat(remote.files().get("host-clusters/h1/production/ingress.yaml"))
                .isEqualTo("---\nkind: Ingress\nname: v1---\nkind: Ingress\nname: v2");
    }
}
