package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Test of a writer that is killed repeatedly at random moments, always on the same mirror. The system property {@code
 * nautes.kills} sets the number of kills. The results are printed.
 */
class GitKillTest extends ServedRepository {
    private static final int KILLS = Integer.getInteger("nautes.kills", 6);

    private final Set<Integer> acknowledged = new TreeSet<>();
    private final Set<Integer> begun = new TreeSet<>();

    /** Two hundred kills take about five minutes. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void killedWriterLosesNoAcknowledgedSaveAndRestarts() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int failedStarts = 0;
        for (int round = 0; round < KILLS; round++) {
            // Every fourth writer is killed before its first save, at a random moment during its start.
            int saves = round % 4 == 3 ? 0 : 1 + random.nextInt(6);
            if (!untilKilled(saves, random.nextInt(saves == 0 ? 600 : 30)) && saves > 0) {
                failedStarts++;
            }
            assertConsistent();
        }
        server.awaitIdle();
        Set<Integer> landed = landed();
        Set<Integer> lost = new TreeSet<>(acknowledged);
        lost.removeAll(landed);
        System.out.printf(
                "kills %d: acknowledged %d, lost %d, landed unacknowledged %d, unable to restart %d (seed %d)%n",
                KILLS,
                acknowledged.size(),
                lost.size(),
                landed.size() - acknowledged.size() + lost.size(),
                failedStarts,
                seed);

        assertThat(lost).isEmpty();
        assertThat(failedStarts).isZero();
        assertThat(begun).containsAll(landed);
        assertThat(remote.log()).extracting(RevCommit::getParentCount).containsOnly(0, 1);
        remote.checkObjects();
        try (GitClusterStore store = builder().mirror(temp.resolve("mirror")).open()) {
            assertThat(store.snapshot().clusters()).hasSize(landed.size());
        }
    }

    private Set<Integer> landed() throws IOException {
        Set<Integer> landed = new TreeSet<>();
        for (String file : remote.files().keySet()) {
            if (file.startsWith(CLUSTERS + "c-")) {
                landed.add(Integer.parseInt(file.substring(CLUSTERS.length() + 2, file.length() - ".yaml".length())));
            }
        }
        return landed;
    }

    /** Checks that every resource is listed, and that every line has a resource. */
    private void assertConsistent() throws IOException {
        Map<String, String> files = remote.files();
        List<String> listed =
                TestRepository.listed(files.getOrDefault(CLUSTERS + "kustomization.yaml", "resources: []"));
        assertThat(files.keySet())
                .filteredOn(file -> file.startsWith(CLUSTERS) && !file.endsWith("kustomization.yaml"))
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().map(CLUSTERS::concat).toList());
    }

    /**
     * Runs a writer, and kills it the given number of milliseconds after it began the given number of saves. Returns
     * whether it began any save, as every writer does that can start.
     */
    private boolean untilKilled(int saves, int millis) throws Exception {
        int next = begun.size();
        Process process = ChildJvm.command(
                        List.of(),
                        server.url(),
                        temp.resolve("mirror").toString(),
                        "until-killed",
                        Integer.toString(next))
                .start();
        int count = 0;
        if (saves == 0) {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            kill(process);
        }
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = out.readLine()) != null; ) {
                int number = Integer.parseInt(line.replaceFirst("^(?:BEGIN|ACK) ", ""));
                (line.startsWith("ACK") ? acknowledged : begun).add(number);
                if (line.startsWith("BEGIN") && ++count == saves) {
                    process.waitFor(millis, TimeUnit.MILLISECONDS);
                    kill(process);
                }
            }
        }
        process.waitFor();
        return count > 0;
    }

    /** Kills a process through its handle. Its own method would also close the pipe, and lose the last output. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }
}
