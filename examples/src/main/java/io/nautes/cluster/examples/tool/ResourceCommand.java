package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code resource}. */
@Command(
        name = "resource",
        mixinStandardHelpOptions = true,
        description = "Prints the resource file that one request makes.")
final class ResourceCommand extends RequestsCommand {
    @Option(
            names = "--namespace",
            defaultValue = ClusterResource.DEFAULT_NAMESPACE,
            description = "the tenant's Nautes namespace (default: ${DEFAULT-VALUE})")
    String namespace = ClusterResource.DEFAULT_NAMESPACE;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        List<InputOptions.Input> inputs = read(err);
        if (inputs.size() != 1) {
            throw new UsageException("resource takes one request (got " + inputs.size() + ")");
        }
        Evaluation result = judge(
                        inputs, evaluation.builder().namespace(namespace).build())
                .get(0)
                .evaluation();
        result.report().warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        out.print(new String(ClusterYaml.write(result.resource()), StandardCharsets.UTF_8));
        return ClusterTool.DONE;
    }
}
