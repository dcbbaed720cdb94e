package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.preflight.finding.PreflightCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/errors.md} with a page that is generated from the codes. The meaning of a code is its Javadoc, the
 * remedy of a finding is its hint.
 */
class ErrorCatalogTest {
    private static final Path PREFLIGHT = Path.of("..", "nautes-cluster-preflight", "src", "main");
    private static final Path CORE = Path.of("..", "nautes-cluster-core", "src", "main");

    @Test
    void catalogMatchesTheCodes() throws IOException {
        GeneratedPage.compare("errors.md", generate());
    }

    @Test
    void chineseCatalogMatchesTheCodesAndTheChineseTexts() throws IOException {
        GeneratedPage.compare("zh-CN/errors.md", ChineseErrorCatalog.generate());
    }

    @Test
    void preflightPageListsEveryCode() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "preflight.md"));

        for (PreflightCode code : PreflightCode.values()) {
            assertThat(page).contains("`" + code.code() + "`");
        }
    }

    private static String generate() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Error catalog
                English | [简体中文](zh-CN/errors.md)

                Codes are stable, messages are not. This page is generated from the codes.

                ## Findings
                What is wrong with a request, reported by `Finding.code()` before anything is sent or written. An error refuses
                the request, a warning does not; a rule set can change severities. The hint of a finding names the value in
                place of … here.

                | code | severity | meaning | what to do |
                |---|---|---|---|
                """);
        Properties words = words();
        for (FindingCode code : FindingCode.values()) {
            row(
                    text,
                    code.code(),
                    code.severity().name().toLowerCase(Locale.ROOT),
                    meaning(CORE, FindingCode.class, code.name()),
                    remedy(words.getProperty(code.code() + ".hint")));
        }
        text.append("""

                ## Preflight
                What is wrong with a cluster, reported by `ClusterProbe`; see [preflight](preflight.md).

                | code | severity | meaning | what to do |
                |---|---|---|---|
                """);
        Properties preflight = new Properties();
        try (Reader reader = Files.newBufferedReader(
                PREFLIGHT.resolve("resources/io/nautes/cluster/preflight/finding/Preflight.properties"))) {
            preflight.load(reader);
        }
        for (PreflightCode code : PreflightCode.values()) {
            row(
                    text,
                    code.code(),
                    code.severity().name().toLowerCase(Locale.ROOT),
                    meaning(PREFLIGHT, PreflightCode.class, code.name()),
                    remedy(preflight.getProperty(code.code() + ".hint")));
        }
        text.append("""

                ## Failures
                Why an operation of a registry or a store failed, reported by `RegistryException.code()`. If *again* is yes, the
                same call may succeed later although nothing else was changed.

                | code | again | meaning | what to do |
                |---|---|---|---|
                """);
        for (FailureCode code : FailureCode.values()) {
            row(
                    text,
                    code.name(),
                    new RegistryException(code, "").isRetryable() ? "yes" : "no",
                    meaning(CORE, FailureCode.class, code.name()),
                    remedy(code));
        }
        return text.toString();
    }

    /** Returns the messages of findings, including those of constraints. */
    private static Properties words() throws IOException {
        Properties words = new Properties();
        for (Path bundle : List.of(
                CORE.resolve("resources/io/nautes/cluster/core/Findings.properties"),
                Path.of(
                        "..",
                        "nautes-cluster-model",
                        "src",
                        "main",
                        "resources",
                        "ContributorValidationMessages.properties"))) {
            try (Reader reader = Files.newBufferedReader(bundle)) {
                words.load(reader);
            }
        }
        return words;
    }

    private static void row(StringBuilder text, String code, String second, String meaning, String remedy) {
        text.append("| `")
                .append(code)
                .append("` | ")
                .append(second)
                .append(" | ")
                .append(meaning)
                .append(" | ")
                .append(remedy)
                .append(" |\n");
    }

    /** Returns the Javadoc of an enum constant. */
    private static String meaning(Path module, Class<?> type, String constant) throws IOException {
        String source = Files.readString(module.resolve("java/" + type.getName().replace('.', '/') + ".java"));
        Matcher comment = Pattern.compile("/\\*\\* ([^\\n]*) \\*/\\s+" + constant + "[(,;]")
                .matcher(source);
        assertThat(comment.find()).as("a one-line comment of %s", constant).isTrue();
        return comment.group(1);
    }

    private static String remedy(String hint) {
        // Texts of constraints are not formatted, so their apostrophes are single.
        boolean isFormat = hint.contains("{") || hint.contains("''");
        String remedy =
                !isFormat ? hint : new MessageFormat(hint, Locale.ROOT).format(new Object[] {"…", "…", "…", "…"});
        return remedy.equals("…") ? "see the hint of the finding" : remedy.replace("|", "\\|");
    }

    private static String remedy(FailureCode code) {
        return switch (code) {
            case INVALID -> "fix what the report of the `InvalidClusterException` lists";
            case IN_USE -> "remove what uses the cluster first, or skip the check if you know better";
            case CONFLICT -> "read the cluster again, and decide again";
            case UNSUPPORTED -> "leave out what the message names, or use a registry over the Git repository";
            case NOT_FOUND -> "check the address, the branch or the mount, and what the credentials may see";
            case UNAUTHENTICATED -> "give credentials that are valid";
            case PERMISSION_DENIED -> "grant these credentials the permission that the message names";
            case RATE_LIMITED -> "wait and repeat";
            case SERVER_FAULT -> "wait and repeat; see the server's log if it persists";
            case TIMEOUT -> "repeat, or set a longer deadline";
            case UNREACHABLE -> "check the address and the network, and repeat";
            case UNTRUSTED_CERTIFICATE -> "trust the certificate authority of the installation";
            case UNEXPECTED_REPLY -> "check the address: a proxy or another service may have replied";
            case OUTCOME_UNKNOWN -> "read the cluster, then decide; or let the client reconcile";
            case MALFORMED_CONTENT -> "fix or delete what the message names";
            case LOCAL_STORAGE -> "check that the folder is writable, private, and has space left";
            case KUBECONFIG_NOT_REMOVED -> "repeat the change, which removes the kubeconfig";
            case CANCELLED -> "nothing, unless you did not cancel it";
        };
    }
}
