package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores in JVMs of their own: with hostile surroundings, and killed while they save. */
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
    void hostileHomeChangesNothingOfTheCommit() throws Exception {
        Path plain = Files.createDirectories(temp.resolve("plain"));
        Path hostile = Files.createDirectories(temp.resolve("hostile"));
        Path hooks = Files.createDirectories(hostile.resolve("hooks"));
        Path hook = hooks.resolve("pre-push");
        Files.writeString(hook, "#!/bin/sh\ntouch '" + hostile.resolve("hook-ran") + "'\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
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

        String first = child(plain, List.of());
        remote.reset(remote.log().get(1));
        String second = child(
                hostile,
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Apia",
                        "-Dfile.encoding=ISO-8859-9"));

        assertThat(second).isEqualTo(first);
        assertThat(hostile.resolve("hook-ran")).doesNotExist();
        assertThat(remote.subjects()).startsWith("save [istanbul]");
    }

    private String child(Path home, List<String> options) throws Exception {
        List<String> all = new java.util.ArrayList<>(options);
        all.add("-Duser.home=" + home);
        ProcessBuilder builder =
                ChildJvm.command(all, server.url(), home.resolve("mirror").toString(), "once");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        builder.environment()
                .put("GIT_CONFIG_GLOBAL", home.resolve(".gitconfig").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("SAVED ");
        return output;
    }

    @Test
    void killedWriterLosesNothingItAcknowledged() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the killed writer: " + seed);
        Random random = new Random(seed);
        String mirror = temp.resolve("mirror").toString();
        int next = 0;
        for (int round = 0; round < 6; round++) {
            int acknowledged = untilKilled(mirror, next, 1 + random.nextInt(12), random.nextInt(8));
            Map<String, String> files = remote.files();
            for (int i = 0; i <= acknowledged; i++) {
                assertThat(files).containsKey(CLUSTERS + "c-" + i + ".yaml");
            }
            List<String> listed = KustomizationFile.resources(
                    files.getOrDefault(CLUSTERS + "kustomization.yaml", "resources: []"), "");
            assertThat(files.keySet())
                    .filteredOn(file -> file.startsWith(CLUSTERS) && !file.endsWith("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(
                            listed.stream().map(CLUSTERS::concat).toList());
            next = acknowledged + 1;
        }
        assertThat(remote.log()).extracting(RevCommit::getParentCount).containsOnly(0, 1);
        remote.checkObjects();
    }

    /** Runs a writer, and kills it some milliseconds after it began its n-th save. Gives what it acknowledged last. */
    private int untilKilled(String mirror, int start, int saves, int millis) throws Exception {
        Process process = ChildJvm.command(List.of(), server.url(), mirror, Integer.toString(start))
                .start();
        int acknowledged = start - 1;
        int begun = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = out.readLine()) != null; ) {
                if (line.startsWith("ACK ")) {
                    acknowledged = Integer.parseInt(line.substring(4));
                } else {
                    assertThat(line).startsWith("BEGIN ");
                    if (++begun == saves) {
                        process.waitFor(millis, TimeUnit.MILLISECONDS);
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        }
        process.waitFor();
        assertThat(begun).isGreaterThanOrEqualTo(saves);
        return acknowledged;
    }
}
