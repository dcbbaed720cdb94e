package io.nautes.cluster.examples.guides;

import io.nautes.cluster.examples.GeneratedPage;
import io.nautes.cluster.examples.tool.ClusterTool;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Generates {@code docs/tool.md} from what the commands print with {@code --help}. */
class ToolReferenceTest {
    private static final int WIDTH = 120;

    @Test
    void pageIsThatOfTheCommands() throws IOException {
        GeneratedPage.compare("tool.md", generate());
    }

    private static String generate() {
        CommandLine tool = ClusterTool.commandLine();
        StringBuilder page = new StringBuilder("""
            # The cluster tool

            Every command as it explains itself with `--help`. This page is generated. `java -jar nautes-cluster.jar` starts the
            tool; the packages install it as `nautes-cluster`.

            """);
        page.append(block(tool));
        for (Map.Entry<String, CommandLine> command : tool.getSubcommands().entrySet()) {
            page.append("\n## ").append(command.getKey()).append('\n').append(block(command.getValue()));
        }
        return page.toString();
    }

    private static String block(CommandLine command) {
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        StringBuilder text = new StringBuilder("```text\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.append("```\n").toString();
    }
}
