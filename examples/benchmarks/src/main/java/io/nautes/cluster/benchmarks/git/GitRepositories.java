package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Bare repositories in a folder that a server serves. */
public final class GitRepositories {
    private final Path root;
    private final Path work;
    private final String url;
    private final GitTools tools;

    /**
     * Creates a manager of repositories.
     *
     * @param root the folder
     * @param work a folder for all other files
     * @param url the URL of the folder on the server, with a slash at the end
     */
    GitRepositories(Path root, Path work, String url) {
        this.root = root;
        this.work = work;
        this.url = url;
        this.tools = new GitTools(work);
    }

    /** An action that needs repositories. */
    public interface Use {
        /** Uses the repositories. */
        void with(GitRepositories repositories) throws Exception;
    }

    /**
     * Runs an action with served repositories in a temporary folder, and deletes that folder.
     *
     * @param root the folder that a running server serves; empty to start one that serves the temporary folder
     * @param url the URL of that folder
     */
    public static void serve(String root, String url, Use use) throws Exception {
        Path work = Files.createTempDirectory("nautes-cluster-benchmark-");
        try {
            if (!root.isEmpty()) {
                use.with(new GitRepositories(Path.of(root), work, url));
                return;
            }
            try (GitServer server = GitServer.start(work)) {
                use.with(new GitRepositories(work, work, server.uri().toString()));
            }
        } finally {
            GitTools.delete(work);
        }
    }

    Path work() {
        return work;
    }

    GitTools tools() {
        return tools;
    }

    /** Creates an empty repository; returns its URL. */
    public String create(String name) throws IOException, InterruptedException {
        tools.run(List.of("sh", "-c", """
                set -e
                git init -q --bare "$1"
                cd "$1"
                git symbolic-ref HEAD refs/heads/main
                git config http.receivepack true
                git config receive.autogc false
                git config gc.auto 0
                """, "sh", folder(name)));
        return url + name + ".git";
    }

    /** Creates a repository with the given number of clusters; returns its URL. */
    String seeded(String name, int clusters) throws IOException, InterruptedException {
        String address = create(name);
        try (GitClusterStore store = open(address)) {
            List<ClusterResource> resources =
                    IntStream.range(0, clusters).mapToObj(Fixture::resource).toList();
            store.update(current -> StoreChange.save(resources, null));
        }
        return address;
    }

    /** Opens a store on a repository, which may be empty. */
    static GitClusterStore open(String url) {
        return GitClusterStore.builder(url)
                .deadline(Duration.ofMinutes(10))
                .initializeIfEmpty(true)
                .open();
    }

    /** Opens a registry on a repository, which may be empty. */
    public static ClusterRegistry openRegistry(String url) {
        return StoreClusterRegistry.over(open(url));
    }

    /** Returns the folder of a repository. */
    String folder(String name) {
        return root.resolve(name + ".git").toString();
    }

    /** Copies a repository; returns the copy's URL. */
    String copy(String from, String to) throws IOException, InterruptedException {
        tools.run(List.of("cp", "-r", folder(from), folder(to)));
        return url + to + ".git";
    }

    /** Packs a repository, as servers do from time to time. */
    void pack(String name) throws IOException, InterruptedException {
        tools.run(List.of("git", "-C", folder(name), "gc", "--quiet"));
    }

    void delete(String name) throws IOException {
        GitTools.delete(root.resolve(name + ".git"));
    }
}
