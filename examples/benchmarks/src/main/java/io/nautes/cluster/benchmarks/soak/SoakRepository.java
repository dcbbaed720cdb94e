package io.nautes.cluster.benchmarks.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The repository of the soak test, checked with the installed Git and kubectl. */
final class SoakRepository {
    private static final String NAME = "soak.git";

    private final Path folder;

    private SoakRepository(Path folder) {
        this.folder = folder;
    }

    static SoakRepository create(Path folder) throws IOException, InterruptedException {
        SoakRepository repository = new SoakRepository(folder);
        repository.run(List.of("git", "init", "-q", "--bare", "-b", "main", NAME));
        repository.run(List.of("git", "-C", NAME, "config", "http.receivepack", "true"));
        repository.run(List.of("git", "-C", NAME, "config", "gc.auto", "0"));
        return repository;
    }

    String name() {
        return NAME;
    }

    /** Returns the problems that Git and kubectl find. */
    List<String> problems() throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        String fsck = run(List.of("git", "-C", NAME, "fsck", "--strict", "--no-dangling"));
        if (!fsck.isBlank()) {
            problems.add("git fsck: " + fsck);
        }
        String commits =
                run(List.of("git", "-C", NAME, "rev-list", "--count", "main")).strip();
        System.out.println("commits: " + commits);
        run(List.of("git", "clone", "-q", NAME, "checkout"));
        String kustomize = run(List.of("sh", "-c", """
                if ! command -v kubectl > /dev/null; then echo 'no kubectl'; exit; fi
                kubectl kustomize checkout/nautes/overlays/production/clusters | grep -c '^kind: Cluster' || true"""));
        System.out.println("clusters that kubectl kustomize finds: " + kustomize.strip());
        return problems;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status + ": " + output);
        }
        return output;
    }
}
