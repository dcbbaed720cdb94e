package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.benchmarks.Figures;

/**
 * The benchmarks of the Git store against alternatives, in turns, each on a separate repository. They need the git command, and
 * serve the repositories themselves unless the address of a running server is given.
 */
public final class GitRows {
    private GitRows() {}

    /**
     * Runs all rows.
     *
     * @param quick for fewer rounds, and without the registry of 100,000 clusters
     * @param root the folder that a running server serves; empty to start one
     * @param url the URL of that folder
     */
    public static void run(boolean quick, String root, String url) throws Exception {
        GitRepositories.serve(root, url, repositories -> {
            Figures.header("Git");
            GitSaves saves = new GitSaves(repositories, quick);
            saves.single();
            SaveFloor.run(repositories, quick ? 10 : 30);
            saves.bulk();
            GitReads.run(repositories, quick);
            saves.concurrent();
            GitProcesses processes = new GitProcesses(repositories, quick);
            processes.threeWriters();
            processes.firstSave();
            if (!quick) {
                processes.largeRegistry();
            }
        });
    }
}
