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
     * The repositories.
     *
     * @param root the folder
     * @param work a folder for all else
     * @param url where the server serves the folder, with a slash at the end
     */
    GitRepositories(Path root, Path work, String url) {
        this.root = root;
        this.work = work;
        this.url = url;
        this.tools = new GitTools(work);
    }

    /** Something that needs repositories. */
    interface Use {
        void with(GitRepositories repositories) throws Exception;
    }

    /**
     * Lets something use repositories that are served.
     *
     * @param work a folder for all else
     * @param root the folder that a running server serves; empty to start one that serves the folder of work
     * @param url where it serves it
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

    /** Makes an empty repository; gives its URL. */
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

    /** Returns where a repository is. */
    String folder(String name) {
        return root.resolve(name + ".git").toString();
    }

    /** Copies a repository; gives the copy's URL. */
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
