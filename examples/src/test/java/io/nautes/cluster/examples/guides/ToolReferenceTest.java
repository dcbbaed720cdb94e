package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.examples.GeneratedPage;
import io.nautes.cluster.examples.tool.ClusterTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Generates {@code docs/tool.md} from what the commands print with {@code --help}, and compares the commands and options of
 * the Chinese page, which is written by hand.
 */
class ToolReferenceTest {
    private static final int WIDTH = 120;
    private static final Path CHINESE_PAGE = Path.of("..", "docs", "zh-CN", "tool.md");
    private static final Pattern LONG_OPTION = Pattern.compile("--[a-z0-9-]+");

    @Test
    void pageIsThatOfTheCommands() throws IOException {
        GeneratedPage.compare("tool.md", generate());
    }

    @Test
    void chinesePageHasEveryCommandWithItsOptions() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        Matcher section = Pattern.compile("(?ms)^### (\\S+)\n(.*?)(?=^##|\\z)").matcher(commandsOf(CHINESE_PAGE));
        while (section.find()) {
            sections.put(section.group(1), optionsIn(section.group(2), "选项："));
        }
        Map<String, List<String>> commands = new LinkedHashMap<>();
        ClusterTool.commandLine().getSubcommands().forEach((name, command) -> commands.put(name, optionsOf(command)));

        assertThat(sections).containsExactlyEntriesOf(commands);
    }

    @Test
    void chinesePageExplainsEveryOptionOnce() throws IOException {
        List<String> explained = optionsIn(Files.readString(CHINESE_PAGE), "| `-");
        Set<String> options = new TreeSet<>();
        ClusterTool.commandLine().getSubcommands().values().forEach(command -> options.addAll(optionsOf(command)));

        assertThat(explained).containsExactlyInAnyOrderElementsOf(options);
    }

    private static String commandsOf(Path page) throws IOException {
        String text = Files.readString(page);
        return text.substring(text.indexOf("\n## 命令\n"), text.indexOf("\n## 选项\n"));
    }

    /** Returns the long options in the lines that begin with the given text. */
    private static List<String> optionsIn(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.startsWith("|") ? line.substring(0, line.indexOf('|', 1)) : line)
                .flatMap(line -> LONG_OPTION.matcher(line).results())
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> optionsOf(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--help") && !name.equals("--version"))
                .sorted()
                .toList();
    }

    private static String generate() {
        CommandLine tool = ClusterTool.commandLine();
        StringBuilder page = new StringBuilder("""
            # The cluster tool
            English | [简体中文](zh-CN/tool.md)

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
