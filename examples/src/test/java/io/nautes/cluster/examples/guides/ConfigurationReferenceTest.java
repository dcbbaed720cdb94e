package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Generates the tables of builders in {@code docs/configuration.md} from the sources of the builders. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String END = "<!-- end of the builders -->";

    /** A documented public method of a builder that returns the builder. */
    private static final Pattern SETTER = Pattern.compile(
            "^        /\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s+public Builder (?<name>\\w+)\\((?<types>[^)]*)\\)",
            Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void tablesAreThoseOfTheBuilders() throws IOException {
        String generated = table("NautesClient", "nautes-cluster-client/src/main/java/io/nautes/cluster/client")
                + table("GitClusterRegistry", "nautes-cluster-gitstore/src/main/java/io/nautes/cluster/gitstore")
                + table("GitClusterStore", "nautes-cluster-gitstore/src/main/java/io/nautes/cluster/gitstore")
                + table("ClusterApiServer", "nautes-cluster-server/src/main/java/io/nautes/cluster/server")
                + table("VaultKubeconfigStore", "nautes-cluster-kubeconfig/src/main/java/io/nautes/cluster/kubeconfig");
        Path copy = Files.writeString(Path.of("target", "configuration-builders.md"), generated);
        String page = Files.readString(PAGE);
        int begin = page.indexOf("## NautesClient");
        int end = page.indexOf(END);

        assertThat(begin).isPositive();
        assertThat(page.substring(begin, end))
                .as("docs/configuration.md is out of date; put %s in place of its builders", copy.toAbsolutePath())
                .isEqualTo(generated);
    }

    private static String table(String type, String folder) throws IOException {
        String source = Files.readString(Path.of("..", folder, type + ".java"));
        StringBuilder table =
                new StringBuilder("## " + type + "\n| method | type | default | meaning |\n|---|---|---|---|\n");
        Matcher setter = SETTER.matcher(source.substring(source.indexOf("class Builder {")));
        int rows = 0;
        while (setter.find()) {
            String sentences = sentences(setter.group("doc"));
            String value = params(setter.group("doc"));
            String types = types(setter.group("types"));
            table.append("| `")
                    .append(setter.group("name"))
                    .append("` | ")
                    .append(types.isEmpty() ? "" : "`" + types + "`")
                    .append(" | ")
                    .append(defaultOf(sentences + " " + value))
                    .append(" | ")
                    .append(meaning(sentences))
                    .append(" |\n");
            rows++;
        }
        assertThat(rows).as(type).isGreaterThan(5);
        return table.append('\n').toString();
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("<code>(.*?)</code>", "`$1`")
                .replaceAll("\\{@code\\s+([^}]*)\\}", "`$1`")
                .replaceAll("\\{@link(?:plain)?\\s+#?[\\w.]*#?[\\w.]+(?:\\([^)]*\\))?\\s+([^}]+)\\}", "$1")
                .replaceAll("\\{@link\\s+#?([^}]*)\\}", "`$1`")
                .replaceAll("(`\\w+)#(\\w)", "$1.$2")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String sentences(String doc) {
        return plain(doc.replaceFirst("(?s)\\n\\s*\\*\\s*@.*", ""));
    }

    private static String params(String doc) {
        Matcher parameter = Pattern.compile("@param \\w+\\s+(.*?)(?=\\n\\s*\\*\\s*@|$)", Pattern.DOTALL)
                .matcher(doc);
        StringBuilder all = new StringBuilder();
        while (parameter.find()) {
            all.append("; ").append(plain(parameter.group(1)));
        }
        return all.toString();
    }

    private static String types(String parameters) {
        return parameters
                .replaceAll("(?:@Nullable\\s+)?([\\w.<>?\\[\\]]+)\\s+\\w+(?=,|$)", "$1")
                .replaceAll("\\s+", " ");
    }

    /** Returns what follows "by default", up to the end of the clause. */
    private static String defaultOf(String text) {
        Matcher found = Pattern.compile("by default ((?:`[^`]*`|\\([^)]*\\)|\\.(?=\\d)|[^.;`(])+)")
                .matcher(text);
        return found.find() ? found.group(1).strip() : "";
    }

    private static String meaning(String sentences) {
        Matcher first = Pattern.compile("^(?:`[^`]*`|[^`.;])*").matcher(sentences);
        return first.find() ? first.group().strip() : sentences;
    }
}
