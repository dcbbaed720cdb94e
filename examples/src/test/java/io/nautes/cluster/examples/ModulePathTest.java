package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs a modular program on the module path. */
class ModulePathTest {
    private static final String MODULE = """
            module consumer {
                requires io.nautes.cluster.client;
                requires io.nautes.cluster.gitstore;
                requires io.nautes.cluster.kubeconfig;
            }
            """;
    private static final String MAIN = """
            package consumer;

            import io.nautes.cluster.client.NautesClient;
            import io.nautes.cluster.core.evaluation.ClusterEvaluator;
            import io.nautes.cluster.core.ClusterRegistry;
            import io.nautes.cluster.core.RegistryException;
            import io.nautes.cluster.core.store.StoreClusterRegistry;
            import io.nautes.cluster.core.ValidationReport;
            import io.nautes.cluster.gitstore.GitClusterStore;
            import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
            import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
            import io.nautes.cluster.model.AccessToken;
            import io.nautes.cluster.model.ClusterJson;
            import io.nautes.cluster.model.ClusterRequest;
            import java.net.URI;
            import java.nio.file.Path;
            import java.util.Locale;

            public class Main {
                public static void main(String[] arguments) {
                    ClusterRequest request =
                            ClusterRequest.virtualPipelineRuntime("https://localhost:31456", "host").build();
                    ValidationReport report = ClusterEvaluator.standard().evaluate("ci", request).report();
                    System.out.println(report.toText(Locale.CHINESE));
                    NautesClient.builder("http://127.0.0.1:1").token(AccessToken.of("t")).build().close();
                    try (ClusterRegistry git = StoreClusterRegistry.over(
                            GitClusterStore.builder(arguments[0]).initializeIfEmpty(true).open())) {
                        System.out.println(git.list().all());
                    } catch (RegistryException e) {
                        System.out.println(e.code());
                    }
                    System.out.println(DirectoryKubeconfigStore.open(Path.of(arguments[1])).find("ci"));
                    try (VaultKubeconfigStore vault = VaultKubeconfigStore.builder(URI.create("http://127.0.0.1:1"))
                            .token(AccessToken.of("t")).build()) {
                        System.out.println(vault.find("ci"));
                    } catch (RegistryException e) {
                        System.out.println(e.code());
                    }
                    System.out.println(ClusterJson.parseRequest("{}").request().clusterKind());
                }
            }
            """;

    @TempDir
    Path temp;

    /** Returns the library and its dependencies, without test dependencies. */
    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(
                                "nautes-cluster-model",
                                "nautes-cluster-core",
                                "nautes-cluster-client",
                                "nautes-cluster-gitstore",
                                "nautes-cluster-kubeconfig",
                                "jackson-core",
                                "jackson-annotations",
                                "jackson-databind",
                                "hibernate-validator",
                                "jboss-logging",
                                "classmate",
                                "snakeyaml",
                                "jakarta.validation-api",
                                "jspecify",
                                "org.eclipse.jgit",
                                "JavaEWAH",
                                "slf4j-api",
                                "commons-codec")
                        .anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void programRunsOnTheModulePath() throws Exception {
        Path source = Files.createDirectories(temp.resolve("src/consumer"));
        Files.writeString(temp.resolve("src/module-info.java"), MODULE);
        Files.writeString(source.resolve("Main.java"), MAIN);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--module-path",
                        modulePath(),
                        "-d",
                        temp.resolve("classes").toString(),
                        temp.resolve("src/module-info.java").toString(),
                        source.resolve("Main.java").toString());
        assertThat(compiled).isZero();

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temp,
                "--module-path",
                temp.resolve("classes") + File.pathSeparator + modulePath(),
                "-m",
                "consumer/consumer.Main",
                temp.resolve("nowhere.git").toString(),
                temp.resolve("kubeconfigs").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("租户管理集群会拒绝", "NOT_FOUND", "Optional.empty", "UNREACHABLE", "kubernetes");
    }
}
