package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.examples.tool.profile.Profile;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which target a command gets from profiles, options and variables. */
class ProfileCommandsTest {
    @TempDir
    Path temp;

    private final NautesServer server = NautesServer.start();

    @BeforeEach
    void registerOneCluster() {
        server.registry().save("on-server", ClusterFixtures.host());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<String, String> environment(String text) throws IOException {
        Path file = Files.writeString(temp.resolve("profiles.yaml"), text);
        return Map.of(ProfileFiles.VARIABLE, file.toString());
    }

    private Map<String, String> environment() throws Exception {
        Files.writeString(temp.resolve("server.token"), server.token().value() + "\n");
        BareRepository.create(temp.resolve("tenant.git"), "trunk");
        return environment("""
                default: server
                profiles:
                  server:
                    api-server: %s
                    token-file: server.token
                  tenant:
                    repository: tenant.git
                    branch: trunk
                    kubeconfigs: kept
                """.formatted(server.uri()));
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return changed;
    }

    private Path request() throws IOException {
        Path file = temp.resolve("host-1.json");
        Files.write(file, ClusterJson.write(ClusterFixtures.host()));
        return file;
    }

    @Test
    void defaultProfileIsTheTargetOfACommandWithoutOne() throws Exception {
        ToolRun run = ToolRun.with(environment(), "get", "-o", "name");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("on-server\n");
    }

    @Test
    void namedProfileHasAllOptionsOfItsTarget() throws Exception {
        Map<String, String> environment = environment();

        ToolRun saved = ToolRun.with(environment, "apply", "--init", "-f", request(), "--profile", "tenant");
        ToolRun listed = ToolRun.with(with(environment, "NAUTES_PROFILE", "tenant"), "get", "-o", "name");
        ToolRun history = ToolRun.with(with(environment, "NAUTES_PROFILE", "tenant"), "history", "host-1");

        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(listed.out()).isEqualTo("host-1\n");
        assertThat(history.code()).as(history.err()).isZero();
        assertThat(temp.resolve("kept")).isDirectory();
        try (Git git = Git.open(temp.resolve("tenant.git").toFile())) {
            assertThat(git.getRepository().resolve("refs/heads/trunk")).isNotNull();
        }
    }

    @Test
    void optionsOnTheCommandLineWin() throws Exception {
        ToolRun run = ToolRun.with(environment(), "get", "--profile", "tenant", "--branch", "absent");

        assertThat(run.code()).isEqualTo(ClusterTool.FAILED);
        assertThat(run.err()).contains("absent");
    }

    @Test
    void kubeconfigStoreOnTheCommandLineReplacesThatOfTheProfile() throws Exception {
        Path other = temp.resolve("other");

        ToolRun run = ToolRun.with(
                environment(), "apply", "--init", "-f", request(), "--profile", "tenant", "--kubeconfigs", other);
        ToolRun vault =
                ToolRun.with(environment(), "apply", "-f", request(), "--profile", "tenant", "--vault", "no-url");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(other).isDirectory();
        assertThat(temp.resolve("kept")).doesNotExist();
        assertThat(vault.err()).contains("the address of Vault").doesNotContain("not both");
    }

    @Test
    void fileIsFoundInTheConfigurationFolder() throws IOException {
        Path home = temp.resolve("home");
        Path inHome = Files.createDirectories(home.resolve(".config/nautes-cluster"));
        Path other = Files.createDirectories(temp.resolve("xdg/nautes-cluster"));
        Files.writeString(inHome.resolve("profiles.yaml"), "profiles: {a: {repository: r}}");
        Files.writeString(other.resolve("profiles.yaml"), "profiles: {b: {repository: r}}");
        Map<String, String> configured =
                Map.of("XDG_CONFIG_HOME", temp.resolve("xdg").toString());

        assertThat(ProfileFiles.read(Map.of(), home).all())
                .extracting(Profile::name)
                .containsExactly("a");
        assertThat(ProfileFiles.read(configured, home).all())
                .extracting(Profile::name)
                .containsExactly("b");
        assertThat(ProfileFiles.read(Map.of(), temp.resolve("empty")).all()).isEmpty();
    }

    @Test
    void namedFileMustBeReadable() throws IOException {
        Path large = Files.writeString(temp.resolve("large.yaml"), "#".repeat(TextFiles.MAX_BYTES + 1));

        ToolRun absent = ToolRun.with(Map.of(ProfileFiles.VARIABLE, "/absent/profiles.yaml"), "profiles");
        ToolRun folder = ToolRun.with(Map.of(ProfileFiles.VARIABLE, temp.toString()), "get");
        ToolRun tooLarge = ToolRun.with(Map.of(ProfileFiles.VARIABLE, large.toString()), "get");

        assertThat(absent.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(absent.err()).contains("/absent/profiles.yaml: there is no such file");
        assertThat(folder.code()).isEqualTo(ClusterTool.FAILED);
        assertThat(folder.err()).startsWith("error: ").doesNotContain("\tat ");
        assertThat(tooLarge.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(tooLarge.err()).contains("larger than 16 MiB");
    }

    @Test
    void targetOnTheCommandLineGetsNothingFromAProfile() throws Exception {
        Map<String, String> environment = with(environment(), "NAUTES_PROFILE", "server");

        ToolRun run = ToolRun.with(environment, "get", "--api-server", "http://localhost:1");

        assertThat(run.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(run.err()).contains("the API server needs an access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--api-server", "--repository"})
    void profileAndTargetTogetherAreRefused(String option) throws Exception {
        ToolRun run = ToolRun.with(environment(), "get", "--profile", "server", option, "x");

        assertThat(run.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(run.err()).contains("give --profile or a target, not both");
    }

    @Test
    void serverOfAVariableWinsOverTheDefault() throws Exception {
        Map<String, String> environment = with(environment("not: [valid"), "NAUTES_API_SERVER", "http://localhost:1");

        ToolRun run = ToolRun.with(environment, "get");

        assertThat(run.err()).doesNotContain("not valid YAML").contains("give one target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "explain"})
    void offlineCommandsUseAProfileOnlyIfItIsNamed(String command) throws Exception {
        Map<String, String> broken = with(environment("not: [valid"), "NAUTES_PROFILE", "tenant");
        Path file = request();

        ToolRun offline = ToolRun.with(broken, command, "-f", file);
        ToolRun named = ToolRun.with(broken, command, "-f", file, "--profile", "tenant");

        assertThat(offline.code()).as(offline.err()).isZero();
        assertThat(named.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(named.err()).contains("not valid YAML");
    }

    @Test
    void commandsOfARepositorySayThatAProfileHasNone() throws Exception {
        ToolRun run = ToolRun.with(environment(), "history", "host-1", "--profile", "server");

        assertThat(run.code()).isEqualTo(ClusterTool.WRONG_USAGE);
        assertThat(run.err()).contains("--repository GIT-URL|PATH");
    }

    @Test
    void profilesAreListedWithTheirTargets() throws Exception {
        ToolRun run = ToolRun.with(environment(), "profiles");

        assertThat(run.out().lines().map(line -> Arrays.asList(line.strip().split(" +"))))
                .containsExactly(
                        Arrays.asList("NAME", "TARGET", "DEFAULT"),
                        Arrays.asList("server", server.uri().toString(), "yes"),
                        Arrays.asList("tenant", temp.resolve("tenant.git").toString()));
    }

    @Test
    void everyKeyIsAnOptionOfACommandWithATarget() throws Exception {
        CommandLine tool = ClusterTool.commandLine();
        String problem = ToolRun.with(environment("profiles: {a: {repository: r, x: y}}"), "profiles")
                .err();
        String keys = problem.substring(problem.indexOf("use ") + 4).strip();

        Stream.of(keys.split(", "))
                .forEach(key -> assertThat(tool.getSubcommands()
                                .get("apply")
                                .getCommandSpec()
                                .findOption("--" + key))
                        .as(key)
                        .isNotNull());
    }

    @Test
    void tokenAndTokenFileTogetherAreRefused() throws Exception {
        Path file =
                Files.writeString(temp.resolve("access.token"), server.token().value() + "\n");

        ToolRun both = ToolRun.of("get", "--api-server", server.uri(), "--token", "t", "--token-file", file);
        ToolRun absent = ToolRun.of("get", "--api-server", server.uri(), "--token-file", temp.resolve("absent"));
        ToolRun one = ToolRun.of("get", "-o", "name", "--api-server", server.uri(), "--token-file", file);

        assertThat(both.err()).contains("give --token or --token-file, not both");
        assertThat(absent.err()).contains("there is no such file");
        assertThat(one.out()).isEqualTo("on-server\n");
    }
}
