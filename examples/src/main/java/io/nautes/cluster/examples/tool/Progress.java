package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchListener;
import io.nautes.cluster.core.BatchResult;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar of a batch, which is shown only on a terminal. */
final class Progress implements BatchListener, AutoCloseable {
    private final @Nullable ProgressBar bar;

    private final PrintWriter err;

    private Progress(@Nullable ProgressBar bar, PrintWriter err) {
        this.bar = bar;
        this.err = err;
    }

    /** Shows progress on standard error: it goes back to the beginning of the line, which {@link SafeWriter} prevents. */
    static Progress of(String task, int total, boolean terminal) {
        return terminal && total > 1
                ? of(task, total, new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                : new Progress(null, new PrintWriter(Writer.nullWriter()));
    }

    static Progress of(String task, int total, PrintWriter err) {
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new Line(err))
                        .build(),
                err);
    }

    /** A consumer that rewrites one line; the library's own consumer would query the size of the terminal. */
    private record Line(PrintWriter err) implements ProgressBarConsumer {
        private static final int WIDTH = 79;

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            err.print("\r" + rendered);
            err.flush();
        }

        @Override
        public void clear() {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
        }

        @Override
        public void close() {
            // The bar does not always call this method; Progress ends the line when the batch ends.
        }
    }

    @Override
    public void onProgress(BatchResult.Entry entry, int done, int total) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
            err.flush();
        }
    }
}
