package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.benchmarks.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link SoakWriter}. Its output is added to the history. */
final class SoakProcess {
    private static final long PATIENCE_MINUTES = 2;

    private final Process process;
    private final Thread reader;

    private SoakProcess(Process process, SoakHistory history) {
        this.process = process;
        this.reader = new Thread(() -> read(history), "soak-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static SoakProcess start(String name, String url, Path folder, long seed, SoakHistory history) throws IOException {
        Process process = JavaProcess.start(
                folder.resolve("errors.log").toFile(),
                List.of("-Xmx300m", "-XX:TieredStopAtLevel=1"),
                SoakWriter.class,
                name,
                url,
                folder.toString(),
                Long.toString(seed));
        return new SoakProcess(process, history);
    }

    private void read(SoakHistory history) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                history.add(line);
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /** Kills the process, and reads its remaining output. */
    void kill() throws InterruptedException {
        // Not destroyForcibly, because that closes the pipe and loses its content.
        ProcessHandle.of(process.pid()).ifPresent(handle -> {
            try {
                new ProcessBuilder("kill", "-9", Long.toString(handle.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process.waitFor();
        reader.join();
    }

    /** Returns whether the process has ended itself. */
    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Asks the process to stop, and waits for it; returns whether it did. */
    boolean stop() throws InterruptedException {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // The process has already ended.
        }
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (ended) {
            reader.join();
        }
        return ended;
    }
}
