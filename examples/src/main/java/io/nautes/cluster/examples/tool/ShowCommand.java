package io.nautes.cluster.examples.tool;

import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints the resource file of a cluster as it was registered at a revision.")
final class ShowCommand extends RepositoryCommand {
    @Parameters(paramLabel = "NAME", description = "the cluster's name; it may have been removed")
    String name = "";

    @Option(
            names = "--revision",
            required = true,
            paramLabel = "REVISION",
            description = "the id of a commit, or its first digits; history lists them")
    String revision = "";

    @Override
    int run(GitClusterStore store, PrintWriter out, PrintWriter err) {
        Optional<ClusterResource> found = store.findAt(name, revision);
        if (found.isEmpty()) {
            err.println("error: cluster " + name + " was not registered at revision " + revision);
            return ClusterTool.REFUSED;
        }
        out.print(new String(ClusterYaml.write(found.get()), StandardCharsets.UTF_8));
        return ClusterTool.DONE;
    }
}
