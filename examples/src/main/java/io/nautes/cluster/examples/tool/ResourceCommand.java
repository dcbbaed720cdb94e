package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.Evaluation;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code resource}. */
@Command(
        name = "resource",
        mixinStandardHelpOptions = true,
        description = "Prints the resource file that one request makes.")
final class ResourceCommand implements Callable<Integer> {
    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Option(
            names = "--namespace",
            defaultValue = ClusterResource.DEFAULT_NAMESPACE,
            description = "the tenant's Nautes namespace (default: ${DEFAULT-VALUE})")
    String namespace = ClusterResource.DEFAULT_NAMESPACE;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Read read = input.read();
        read.skipped().forEach(skipped -> err.println("skipped: " + skipped));
        if (read.inputs().size() != 1) {
            throw new UsageException(
                    "resource takes one request, and there are " + read.inputs().size());
        }
        InputOptions.Input cluster = read.inputs().get(0);
        Evaluation result =
                evaluation.builder().namespace(namespace).build().evaluate(cluster.name(), cluster.parsed());
        result.report().warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        byte[] resource = ClusterYaml.write(result.resource());
        spec.commandLine().getOut().print(new String(resource, StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
        return ClusterTool.DONE;
    }
}
