package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of stores in separate JVMs with a hostile environment. */
class GitIsolationTest {
    @TempDir
    Path temp;

    private TestRepository remote;
    private GitHttpServer server;

    @BeforeEach
    void open() throws IOException {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        server = new GitHttpServer(remote.repository());
    }

    @AfterEach
    void close() {
        server.close();
        remote.close();
    }

    @Test
    void hostileHomeDoesNotAffectTheCommit() throws Exception {
        Path plain = Files.createDirectories(temp.resolve("plain"));
        String first = child(ChildJvm.command(List.of("-Duser.home=" + plain), arguments("plain")), plain);
        remote.reset(remote.log().get(1));
        Path hostile = hostileHome();

        String second = child(
                ChildJvm.limited(
                        "umask 077",
                        List.of(
                                "-Duser.home=" + hostile,
                                "-Duser.language=tr",
                                "-Duser.country=TR",
                                "-Duser.timezone=Pacific/Apia",
                                "-Dfile.encoding=ISO-8859-9"),
                        arguments("hostile")),
                hostile);

        assertThat(second).isEqualTo(first);
        assertThat(hostile.resolve("hook-ran")).doesNotExist();
        assertThat(remote.subjects()).startsWith("save [istanbul]");
    }

    @Test
    void hostileHomeDoesNotAffectARepositoryOnDisk() throws Exception {
        Path hostile = hostileHome();
        Path configuration = hostile.resolve(".gitconfig");
        Files.writeString(configuration, Files.readString(configuration).replaceFirst("(?s)\\[transfer].*", ""));
        String[] arguments = arguments("mirror-of-files");
        arguments[0] = remote.folder().toString();

        child(ChildJvm.command(List.of("-Duser.home=" + hostile), arguments), hostile);

        assertThat(hostile.resolve("hook-ran")).doesNotExist();
        assertThat(remote.subjects()).startsWith("save [istanbul]");
    }

    @Test
    void configurationThatPreventsReadingARepositoryOnDiskIsNamed() throws Exception {
        Path hostile = hostileHome();
        String[] arguments = arguments("mirror-of-files");
        arguments[0] = remote.folder().toString();

        String output =
                ChildJvm.outputOf(surrounded(ChildJvm.command(List.of("-Duser.home=" + hostile), arguments), hostile)
                        .start());

        assertThat(output).contains("Git configuration").doesNotContain("attempts");
    }

    @Test
    void homeNeedNotBeWritable() throws Exception {
        Path nowhere = Files.createFile(temp.resolve("not-a-folder")).resolve("home");

        child(ChildJvm.command(List.of("-Duser.home=" + nowhere), arguments("mirror")), nowhere);

        assertThat(remote.subjects()).startsWith("save [istanbul]");
    }

    private String[] arguments(String mirror) {
        return new String[] {
            server.url(), temp.resolve(mirror).resolve("mirror").toString(), "once", "istanbul"
        };
    }

    /**
     * Creates a home folder with a hostile Git configuration: hooks, signatures, rewritten URLs, line endings, and
     * invalid bytes.
     */
    private Path hostileHome() throws IOException {
        Path hostile = Files.createDirectories(temp.resolve("hostile"));
        Path hooks = Files.createDirectories(hostile.resolve("hooks"));
        for (String name : List.of("pre-push", "pre-receive", "update", "post-receive", "reference-transaction")) {
            Path hook = hooks.resolve(name);
            Files.writeString(hook, "#!/bin/sh\ntouch '" + hostile.resolve("hook-ran") + "'\nexit 1\n");
            assertThat(hook.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(hostile.resolve(".gitconfig"), """
                [user]
                    name = Mallory
                [core]
                    hooksPath = %s
                    autocrlf = true
                    sshCommand = false
                [commit]
                    gpgsign = true
                [http]
                    proxy = http://proxy.invalid:1
                    extraHeader = X-Mallory: 1
                [url "http://mallory.invalid/"]
                    insteadOf = %s
                [transfer]
                    fsckObjects = nonsense
                [pack
                this is not a configuration
                """.formatted(hooks, server.url()));
        return hostile;
    }

    private static String child(ProcessBuilder builder, Path home) throws Exception {
        String output = ChildJvm.outputOf(surrounded(builder, home).start());
        assertThat(output).startsWith("SAVED ");
        return output;
    }

    private static ProcessBuilder surrounded(ProcessBuilder builder, Path home) {
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LANG", "tr_TR");
        builder.environment().put("TZ", "Pacific/Apia");
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        builder.environment()
                .put("GIT_CONFIG_GLOBAL", home.resolve(".gitconfig").toString());
        return builder;
    }
}
