package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.profile.Profiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * A run of the tool in the process of the test.
 *
 * @param code the exit code
 * @param out the standard output
 * @param err the standard error output
 */
record ToolRun(int code, String out, String err) {
    static ToolRun of(Object... arguments) {
        return with(Map.of(), arguments);
    }

    /** Runs the tool with other variables for the choice of a profile; without the user's profiles. */
    static ToolRun with(Map<String, String> environment, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = ClusterTool.commandLine(environment, () -> profiles(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = command.execute(texts);
        return new ToolRun(code, out.toString(), err.toString());
    }

    private static Profiles profiles(Map<String, String> environment) {
        return environment.containsKey(ProfileFiles.VARIABLE)
                ? ProfileFiles.read(environment, Path.of("absent"))
                : Profiles.none();
    }
}
