package io.nautes.cluster.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Bare repositories in a folder that a server serves. */
final class GitRepositories {
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
    interface Use {
        void with(GitRepositories repositories) throws Exception;
    }

    /**
     * Runs an action with served repositories.
     *
     * @param work a folder for all other files
     * @param root the folder that a running server serves; empty to start one that serves {@code work}
     * @param url the URL of that folder
     */
    static void serve(Path work, String root, String url, Use use) throws Exception {
        if (!root.isEmpty()) {
            use.with(new GitRepositories(Path.of(root), work, url));
            return;
        }
        try (GitServer server = GitServer.start(work)) {
            use.with(new GitRepositories(work, work, server.uri().toString()));
        }
    }

    Path work() {
        return work;
    }

    GitTools tools() {
        return tools;
    }

    /** Creates an empty repository; returns its URL. */
    String create(String name) throws IOException, InterruptedException {
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
