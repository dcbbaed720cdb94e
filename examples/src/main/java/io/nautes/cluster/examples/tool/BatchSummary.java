package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegistryException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A human-readable summary of a batch. */
final class BatchSummary {
    private BatchSummary() {}

    /** Prints a table to standard output and problems to standard error; returns the exit code. */
    static int print(BatchResult result, PrintWriter out, PrintWriter err) {
        Colors colors = Colors.ofProcess();
        Table table = new Table("CLUSTER", "RESULT");
        List<String> notKept = new ArrayList<>();
        int code = ClusterTool.DONE;
        for (BatchResult.Entry entry : result.entries()) {
            table.add(entry.name(), colored(entry.outcome(), colors));
            for (Finding warning : entry.warnings()) {
                if (warning.code().equals(FindingCode.KUBECONFIG_NOT_KEPT.code())) {
                    notKept.add(entry.name());
                } else {
                    warn(entry.name(), warning, err);
                }
            }
            code = Math.max(code, entry.failure().map(e -> fail(e, err)).orElse(ClusterTool.DONE));
        }
        if (!notKept.isEmpty()) {
            err.println(colors.doubtful("warning:") + " " + KubeconfigOptions.notKept(notKept));
        }
        out.print(table);
        out.flush();
        err.flush();
        return code;
    }

    /** Prints the problems of a plan to standard error; returns the exit code. */
    static int print(BatchPlan plan, PrintWriter err) {
        int code = ClusterTool.DONE;
        for (BatchPlan.Entry entry : plan.entries()) {
            entry.plan().ifPresent(change -> change.warnings().forEach(warning -> warn(entry.name(), warning, err)));
            code = Math.max(code, entry.failure().map(e -> fail(e, err)).orElse(ClusterTool.DONE));
        }
        err.flush();
        return code;
    }

    private static void warn(String name, Finding warning, PrintWriter err) {
        err.println(Colors.ofProcess().doubtful("warning:") + " " + name + ": " + warning);
    }

    private static int fail(RegistryException failure, PrintWriter err) {
        err.println(Colors.ofProcess().bad("error:") + " " + ErrorMessages.of(failure));
        return ClusterTool.exitCode(failure);
    }

    private static String colored(BatchResult.Outcome outcome, Colors colors) {
        String words = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (outcome) {
            case FAILED -> colors.bad(words);
            case NOT_TRIED, NOT_REGISTERED -> colors.doubtful(words);
            case CREATED, UPDATED, UNCHANGED, SAVED, DELETED -> colors.good(words);
        };
    }
}
