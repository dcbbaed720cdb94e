package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A command that reads requests from files and evaluates them. */
abstract class RequestsCommand extends ToolCommand {
    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    /**
     * A request with its evaluation.
     *
     * @param input the request
     * @param evaluation the evaluation
     */
    record Judged(InputOptions.Input input, Evaluation evaluation) {
        String name() {
            return input.name();
        }

        boolean isValid() {
            return evaluation.report().isValid();
        }

        void printErrors(PrintWriter err) {
            evaluation.report().errors().forEach(error -> err.println("error: " + name() + ": " + error));
        }
    }

    /** Reads the files, and reports documents that are not requests. */
    List<InputOptions.Input> read(PrintWriter err) throws IOException {
        InputOptions.Read read = input.read();
        read.skipped().forEach(skipped -> err.println("skipped: " + skipped));
        err.flush();
        InputOptions.requireClusters(read);
        return read.inputs();
    }

    /** Returns the requests by cluster name. Refuses a second request for the same cluster, which would be lost. */
    static Map<String, ClusterRequest> byName(List<InputOptions.Input> inputs) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (InputOptions.Input cluster : inputs) {
            if (requests.put(cluster.name(), cluster.parsed().request()) != null) {
                throw new UsageException("cluster " + cluster.name() + " is listed twice in the files");
            }
        }
        return requests;
    }

    /** Evaluates each request on its own. */
    static List<Judged> judge(List<InputOptions.Input> inputs, ClusterEvaluator evaluator) {
        return inputs.stream()
                .map(cluster -> new Judged(cluster, evaluator.evaluate(cluster.name(), cluster.parsed())))
                .toList();
    }

    /** Evaluates each request together with the clusters that are registered at the target, if a target is given. */
    static List<Judged> judge(List<InputOptions.Input> inputs, ClusterEvaluator evaluator, TargetOptions target) {
        Optional<RegisteredClusters> registered = target.registeredIfGiven();
        if (registered.isEmpty()) {
            return judge(inputs, evaluator);
        }
        return inputs.stream()
                .map(cluster ->
                        new Judged(cluster, evaluator.evaluate(cluster.name(), cluster.parsed(), registered.get())))
                .toList();
    }
}
