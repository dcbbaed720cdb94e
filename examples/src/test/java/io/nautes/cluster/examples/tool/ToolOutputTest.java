package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The output to the terminal and to the file system. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToolOutputTest {
    @TempDir
    Path temp;

    private static String written(boolean escapesFormats, String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintWriter out = SafeWriter.of(bytes, escapesFormats)) {
            for (String part : parts) {
                out.print(part);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(written(true, "a\u001b]0;title\u0007b")).isEqualTo("a\\u001b]0;title\\u0007b");
        assertThat(written(true, "\u001b[2J", "\u009b2J", "\u007f", "x\ry"))
                .isEqualTo("\\u001b[2J\\u009b2J\\u007fx\\u000dy");
        assertThat(written(true, "\u001b[8mhidden")).isEqualTo("\\u001b[8mhidden");
        assertThat(written(true, "\u202eabc")).isEqualTo("\\u202eabc");
        assertThat(written(false, "\u202eabc")).isEqualTo("\u202eabc");
        assertThat(written(true, "a\tb\r\nc\n")).isEqualTo("a\tb\r\nc\n");
        assertThat(written(true, "end\u001b")).isEqualTo("end\\u001b");
    }

    @Test
    void colorsAreNotEscaped() {
        assertThat(written(true, "\u001b[31merror:\u001b[39m\u001b[0m"))
                .isEqualTo("\u001b[31merror:\u001b[39m\u001b[0m");
        assertThat(written(true, "\u001b", "[3", "1m", "x\r", "\ny")).isEqualTo("\u001b[31mx\r\ny");
    }

    @Test
    void cellsOfTablesCannotMoveTheCursorOrAddLines() {
        Table table = new Table("NAME", "SUBJECT");
        table.add("a\u001b[2Jb", "first\nsecond\u0007");

        assertThat(table.toString().lines()).hasSize(2);
        assertThat(table.toString())
                .contains("a\\u001b[2Jb", "first second\\u0007")
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void columnsOfWideCharactersAreAligned() {
        Table table = new Table("AUTHOR", "SUBJECT");
        table.add("\u5f20\u4e09", "one");
        table.add("e\u0301a", "two");
        table.add("\u001b[32mgreen\u001b[39m", "three");

        assertThat(table.toString().lines())
                .containsExactly(
                        "AUTHOR   SUBJECT",
                        "\u5f20\u4e09     one",
                        "e\u0301a       two",
                        "\u001b[32mgreen\u001b[39m    three");
    }

    @Test
    void progressBarAppears() {
        StringWriter shown = new StringWriter();

        try (Progress progress = Progress.of("apply", 3, new PrintWriter(shown))) {
            for (int i = 1; i <= 3; i++) {
                progress.onProgress(new Entry("host-" + i, Outcome.SAVED, List.of(), null), i, 3);
            }
        }

        assertThat(shown.toString())
                .contains("apply", "3/3", "100%")
                .startsWith("\r")
                .endsWith("\n");
    }

    @Test
    void outputIsInUtf8WhateverTheLocaleIs() throws Exception {
        Path file = Files.writeString(temp.resolve("x.json"), """
                {"api_server": "https://192.0.2.1:6443", "cluster_kind": "kubernetes", "cluster_type": "virtual",
                 "usage": "worker", "worker_type": "pipeline", "host_cluster": "host-1",
                 "components_list": {"pipeline": {"name": "tekton", "additions": {"note": "Z\u00fcrich \u4e2d\u6587"}}}}
                """);

        assertThat(runInCLocale("resource", "-f", file.toString())).contains("Z\u00fcrich \u4e2d\u6587");
        assertThat(runInCLocale("validate", "-f", file.toString(), "--lang", "zh", "-o", "json"))
                .containsPattern("\\p{IsHan}");
    }

    @Test
    void fileNameThatTheLocaleCannotEncodeIsWrongUsage() throws Exception {
        String output =
                runInCLocale("validate", "-f", temp.resolve("z\u00fcrich.json").toString());

        assertThat(output).doesNotContain("unmappable", "Exception");
    }

    private String runInCLocale(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterTool.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_JAVA"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void renderedFilesArePrivateInAnExistingFolder() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("tree"));

        PrivateFiles files = new PrivateFiles(folder);
        files.write("a/b/secret.yaml", new byte[] {1});
        files.write("a/other.yaml", new byte[0]);

        assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("a/b/secret.yaml"))).isEqualTo("rw-------");
        assertThat(Files.readAllBytes(folder.resolve("a/b/secret.yaml"))).containsExactly(1);
        for (String outside : List.of("../x", "a/../../x", "/tmp/x", "")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> files.write(outside, new byte[0]))
                    .isInstanceOf(IOException.class);
        }
        try (Stream<Path> entries = Files.list(temp)) {
            assertThat(entries).containsExactly(folder);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
