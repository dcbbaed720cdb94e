package io.nautes.cluster.examples.tool;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Colors of the output: only on a terminal, and not if {@code NO_COLOR} is set (no-color.org). */
final class Colors {
    private final Ansi ansi;

    private Colors(Ansi ansi) {
        this.ansi = ansi;
    }

    /** Returns the colors of this process. */
    static Colors ofProcess() {
        return of(System.getenv(), isTerminal());
    }

    static Colors of(Map<String, String> environment, boolean terminal) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Colors(terminal && wanted ? Ansi.ON : Ansi.OFF);
    }

    /** Returns whether both input and output are connected to a terminal. */
    static boolean isTerminal() {
        return terminal().isPresent();
    }

    /** Returns the terminal of this process, if any. Since Java 22 a console may exist without one, and reports this. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> terminal() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean isTerminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
            return isTerminal ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    String good(String text) {
        return in("green", text);
    }

    String doubtful(String text) {
        return in("yellow", text);
    }

    String bad(String text) {
        return in("red", text);
    }

    private String in(String color, String text) {
        return ansi.string("@|" + color + " " + text + "|@");
    }
}
