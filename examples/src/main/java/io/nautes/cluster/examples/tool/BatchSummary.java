package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells people what became of the clusters of a batch. */
final class BatchSummary {
    private BatchSummary() {}

    /** Prints a table on standard output and problems on standard error; gives the exit code. */
    static int print(BatchResult result, PrintWriter out, PrintWriter err) {
        Table table = new Table("CLUSTER", "RESULT");
        int code = ClusterTool.DONE;
        for (BatchResult.Entry entry : result.entries()) {
            table.add(
                    entry.name(),
                    entry.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            for (Finding warning : entry.warnings()) {
                err.println("warning: " + entry.name() + ": " + warning);
            }
            RegistryException failure = entry.failureOrNull();
            if (failure != null) {
                err.println("error: " + failure.getMessage());
                code = Math.max(code, ClusterTool.exitCode(failure));
            }
        }
        out.print(table);
        out.flush();
        err.flush();
        return code;
    }
}
