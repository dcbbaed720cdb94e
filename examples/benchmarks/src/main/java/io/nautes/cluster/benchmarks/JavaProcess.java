package io.nautes.cluster.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Other JVMs that run a class of this program. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * Starts a JVM of the same version and with the same class path, whose errors appear among those of this one.
     *
     * @param options options of the JVM
     * @param program the class whose {@code main} method runs
     */
    public static Process start(List<String> options, Class<?> program, String... arguments) throws IOException {
        return builder(options, program, arguments)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Starts a JVM like {@link #start(List, Class, String...)}, whose errors are appended to a file. */
    public static Process start(File errors, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        return builder(options, program, arguments)
                .redirectError(Redirect.appendTo(errors))
                .start();
    }

    private static ProcessBuilder builder(List<String> options, Class<?> program, String... arguments) {
        List<String> java =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> call = List.of("-cp", System.getProperty("java.class.path"), program.getName());
        return new ProcessBuilder(Stream.of(java, options, call, List.of(arguments))
                .flatMap(List::stream)
                .toList());
    }

    /**
     * Returns the first line that a process prints.
     *
     * @throws IOException if the process ends before that
     */
    public static String firstLine(Process process) throws IOException {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new IOException("the process ended too early");
        }
        return line;
    }
}
