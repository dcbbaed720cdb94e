package io.nautes.cluster.examples.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A generator of man pages in roff for the tool and each of its commands, from the texts of {@code --help}. */
public final class ManPages {
    private static final String SECTION = "1";

    private ManPages() {}

    /**
     * Writes the pages.
     *
     * @param arguments the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine tool = ClusterTool.commandLine();
        write(folder, tool.getCommandSpec());
        for (CommandLine command : tool.getSubcommands().values()) {
            write(folder, command.getCommandSpec());
        }
    }

    private static void write(Path folder, CommandSpec command) throws IOException {
        String name = command.qualifiedName("-");
        Files.writeString(folder.resolve(name + "." + SECTION), page(name, command));
    }

    /** Returns the man page of a command. */
    static String page(String name, CommandSpec command) {
        String description = text(command.usageMessage().description());
        StringBuilder page = new StringBuilder(
                """
                .TH "%s" "%s"
                .SH NAME
                %s \\- %s
                """.formatted(name.toUpperCase(Locale.ROOT), SECTION, escaped(name), escaped(summary(description))));
        page.append(".SH SYNOPSIS\n.B ")
                .append(escaped(command.qualifiedName(" ")))
                .append('\n');
        if (!command.optionsMap().isEmpty()) {
            page.append("[OPTIONS]\n");
        }
        parameters(command)
                .forEach(parameter ->
                        page.append(escaped(parameter.paramLabel())).append(" ...\n"));
        if (!command.subcommands().isEmpty()) {
            page.append("COMMAND\n");
        }
        page.append(".SH DESCRIPTION\n").append(escaped(description)).append('\n');
        arguments(page, command);
        commands(page, command);
        footer(page, command);
        return page.toString();
    }

    private static List<PositionalParamSpec> parameters(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
    }

    private static void arguments(StringBuilder page, CommandSpec command) {
        List<PositionalParamSpec> parameters = parameters(command);
        List<OptionSpec> options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        if (parameters.isEmpty() && options.isEmpty()) {
            return;
        }
        page.append(".SH OPTIONS\n");
        parameters.forEach(parameter -> entry(page, parameter.paramLabel(), parameter));
        for (OptionSpec option : options) {
            String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            entry(page, String.join(", ", option.names()) + value, option);
        }
    }

    private static void entry(StringBuilder page, String label, ArgSpec argument) {
        page.append(".TP\n.B ").append(escaped(label)).append('\n');
        page.append(escaped(described(argument))).append('\n');
    }

    private static String described(ArgSpec argument) {
        Iterable<String> values = argument.completionCandidates();
        return text(argument.description())
                .replace("${COMPLETION-CANDIDATES}", values == null ? "" : String.join(", ", values))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    private static void commands(StringBuilder page, CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        page.append(".SH COMMANDS\n");
        command.subcommands()
                .forEach((name, subcommand) -> page.append(".TP\n.B ")
                        .append(escaped(name))
                        .append('\n')
                        .append(escaped(
                                text(subcommand.getCommandSpec().usageMessage().description())))
                        .append('\n'));
    }

    private static void footer(StringBuilder page, CommandSpec command) {
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            page.append(".SH NOTES\n.nf\n");
            for (String line : footer) {
                page.append(escaped(line)).append('\n');
            }
            page.append(".fi\n");
        }
    }

    private static String text(String... lines) {
        return Stream.of(lines).map(String::strip).collect(Collectors.joining(" "));
    }

    private static String summary(String description) {
        int end = description.indexOf(". ");
        String first = end < 0 ? description : description.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** Escapes text that roff would interpret as a request, and hyphens that it may typeset as another character. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
