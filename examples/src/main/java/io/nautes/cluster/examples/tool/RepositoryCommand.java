package io.nautes.cluster.examples.tool;

import io.nautes.cluster.gitstore.GitClusterStore;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;

/** A command that requires a Git repository. */
abstract class RepositoryCommand extends ToolCommand {
    @Mixin
    RepositoryOptions target = new RepositoryOptions();

    @Override
    final int run(PrintWriter out, PrintWriter err) throws IOException {
        try (GitClusterStore store = target.open(false, null)) {
            return run(store, out, err);
        }
    }

    /** Runs the command on the repository; returns the exit code. */
    abstract int run(GitClusterStore store, PrintWriter out, PrintWriter err) throws IOException;
}
