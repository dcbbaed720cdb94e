package io.nautes.cluster.examples.tool;

import java.io.Console;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Colours for people: on a terminal only, and not if {@code NO_COLOR} is set (no-color.org). */
final class Colours {
    private final Ansi ansi;

    private Colours(Ansi ansi) {
        this.ansi = ansi;
    }

    /** Returns the colors of this process. */
    static Colours ofProcess() {
        return of(System.getenv(), isTerminal());
    }

    static Colours of(Map<String, String> environment, boolean terminal) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Colours(terminal && wanted ? Ansi.ON : Ansi.OFF);
    }

    /**
     * Returns whether output goes to a terminal. From Java 22 on, a console need not be one, and says so.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
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

    private String in(String colour, String text) {
        return ansi.string("@|" + colour + " " + text + "|@");
    }
}
