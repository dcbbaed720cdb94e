package io.nautes.cluster.examples.tool.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    private static final String VALID = """
            default: staging
            profiles:
              staging:
                api-server: https://nautes.staging.example.com
                token-file: staging.token
              tenant:
                repository: ssh://git@git.example.com/tenant.git
                branch: main
                kubeconfigs: ~/kubeconfigs
                ca: /etc/ca.pem
              local:
                repository: tenant.git
            """;

    @TempDir
    Path temp;

    private Profiles read(String text) throws IOException {
        Path file = Files.writeString(temp.resolve("profiles.yaml"), text);
        return Profiles.read(Map.of(Profiles.FILE_VARIABLE, file.toString()), temp.resolve("home"));
    }

    @Test
    void profilesKeepTheOrderOfTheFile() throws IOException {
        Profiles profiles = read(VALID);

        assertThat(profiles.all()).extracting(Profile::name).containsExactly("staging", "tenant", "local");
        assertThat(profiles.byDefault()).contains(profiles.named("staging"));
        assertThat(profiles.named("staging").target()).isEqualTo("https://nautes.staging.example.com");
        assertThat(profiles.named("tenant").target()).isEqualTo("ssh://git@git.example.com/tenant.git");
        assertThat(profiles.named("tenant").option("branch")).contains("main");
        assertThat(profiles.named("tenant").option("vault")).isEmpty();
    }

    @Test
    void relativePathsBeginAtTheFolderOfTheFile() throws IOException {
        Profiles profiles = read(VALID);

        assertThat(profiles.named("staging").option("token-file"))
                .contains(temp.resolve("staging.token").toString());
        assertThat(profiles.named("tenant").option("kubeconfigs"))
                .contains(temp.resolve("home/kubeconfigs").toString());
        assertThat(profiles.named("tenant").option("ca")).contains("/etc/ca.pem");
        assertThat(profiles.named("local").target())
                .isEqualTo(temp.resolve("tenant.git").toString());
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

        assertThat(Profiles.read(Map.of(), home).all())
                .extracting(Profile::name)
                .containsExactly("a");
        assertThat(Profiles.read(configured, home).all())
                .extracting(Profile::name)
                .containsExactly("b");
        assertThat(Profiles.read(Map.of(), temp.resolve("empty")).all()).isEmpty();
    }

    @Test
    void namedFileMustExist() {
        assertThatThrownBy(() -> Profiles.read(Map.of(Profiles.FILE_VARIABLE, "/absent/profiles.yaml"), temp))
                .isInstanceOf(ProfileException.class)
                .hasMessage("NAUTES_PROFILES: there is no file /absent/profiles.yaml");
        assertThatThrownBy(() -> Profiles.read(Map.of(Profiles.FILE_VARIABLE, temp.toString()), temp))
                .isInstanceOf(ProfileException.class)
                .hasMessageEndingWith("cannot be read; check that it is a file with read permission");
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> read("""
                        defaults: a
                        profiles:
                          a: {}
                          b: {repository: r, token: hush-hush}
                          c: {api-server: https://a, branch: main, ca: [1]}
                          d: {repository: r, colour: red}
                          e: text
                        """))
                .isInstanceOf(ProfileException.class)
                .hasMessageContainingAll(
                        "/defaults: unknown key; use default and profiles",
                        "/profiles/a: a profile has one target; set either api-server or repository",
                        "/profiles/b/token: a profile holds no secrets; use token-file",
                        "/profiles/c/branch: does not apply to an API server",
                        "/profiles/c/ca: not a text; write ca: VALUE",
                        "/profiles/d/colour: unknown key; use api-server, token-file,",
                        "/profiles/e: not a mapping")
                .hasMessageNotContaining("hush-hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`profiles: {a: {repository: r}, a: {repository: s}}` | line 1: found duplicate key a",
                "`profiles: {a: [`                                  | not valid YAML, line 1",
                "`profiles: !!java.net.URL [\"http://a\"]`          | not valid YAML",
                "`[]`                                               | not a mapping",
                "`''`                                               | not a mapping",
                "`default: a`                                       | /profiles: missing; list the profiles here",
                "`default: b\nprofiles: {a: {repository: r}}`       | /default: there is no profile \"b\"; use one of a",
            })
    void invalidFilesAreRefused(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void fileInAnotherEncodingIsRefused() throws IOException {
        Path file = Files.write(temp.resolve("p.yaml"), "# é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Profiles.read(Map.of(Profiles.FILE_VARIABLE, file.toString()), temp))
                .hasMessage(file + ": not in UTF-8");
    }

    @Test
    void endlessFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("p.yaml"), "#".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> Profiles.read(Map.of(Profiles.FILE_VARIABLE, file.toString()), temp))
                .hasMessage(file + ": larger than 1 MiB");
    }

    @Test
    void unknownNameIsReportedWithTheKnownOnes() throws IOException {
        Profiles profiles = read(VALID);

        assertThatThrownBy(() -> profiles.named("stage"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("there is no profile \"stage\" in " + temp.resolve("profiles.yaml")
                        + "; use one of staging, tenant, local");
        assertThat(List.copyOf(Profiles.none().all())).isEmpty();
    }
}
