package io.nautes.cluster.examples.tool.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    private static final Path FOLDER = Path.of("/etc/tool").toAbsolutePath();

    private static Profiles parse(String text) {
        return Profiles.parse(text, FOLDER.resolve("profiles.yaml"), FOLDER.resolve("home"));
    }

    @Test
    void profilesKeepTheOrderOfTheFile() {
        Profiles profiles = parse(VALID);

        assertThat(profiles.all()).extracting(Profile::name).containsExactly("staging", "tenant", "local");
        assertThat(profiles.byDefault()).contains(profiles.named("staging"));
        assertThat(profiles.named("staging").target()).isEqualTo("https://nautes.staging.example.com");
        assertThat(profiles.named("tenant").target()).isEqualTo("ssh://git@git.example.com/tenant.git");
        assertThat(profiles.named("tenant").option("branch")).contains("main");
        assertThat(profiles.named("tenant").option("vault")).isEmpty();
    }

    @Test
    void relativePathsBeginAtTheFolderOfTheFile() {
        Profiles profiles = parse(VALID);

        assertThat(profiles.named("staging").option("token-file"))
                .contains(FOLDER.resolve("staging.token").toString());
        assertThat(profiles.named("tenant").option("kubeconfigs"))
                .contains(FOLDER.resolve("home/kubeconfigs").toString());
        assertThat(profiles.named("tenant").option("ca")).contains("/etc/ca.pem");
        assertThat(profiles.named("local").target())
                .isEqualTo(FOLDER.resolve("tenant.git").toString());
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> parse("""
                        defaults: a
                        profiles:
                          a: {}
                          b: {repository: r, token: hush-hush}
                          c: {api-server: https://a, branch: main, ca: [1]}
                          d: {repository: r, color: red}
                          e: text
                        """))
                .isInstanceOf(ProfileException.class)
                .hasMessageContainingAll(
                        "/defaults: unknown key; use default and profiles",
                        "/profiles/a: a profile has one target; set either api-server or repository",
                        "/profiles/b/token: a profile holds no secrets; use token-file",
                        "/profiles/c/branch: does not apply to an API server",
                        "/profiles/c/ca: not a text; write ca: VALUE",
                        "/profiles/d/color: unknown key; use api-server, token-file,",
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
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void unknownNameIsReportedWithTheKnownOnes() {
        Profiles profiles = parse(VALID);

        assertThatThrownBy(() -> profiles.named("stage"))
                .isInstanceOf(ProfileException.class)
                .hasMessage("there is no profile \"stage\" in " + FOLDER.resolve("profiles.yaml")
                        + "; use one of staging, tenant, local");
    }

    @Test
    void noneHasNoProfilesAndNoDefault() {
        assertThat(Profiles.none().all()).isEmpty();
        assertThat(Profiles.none().byDefault()).isEmpty();
        assertThatThrownBy(() -> Profiles.none().named("a")).hasMessage("there is no profile \"a\"");
    }
}
