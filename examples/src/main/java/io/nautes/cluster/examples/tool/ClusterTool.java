package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.catalog.InvalidCatalogException;
import io.nautes.cluster.examples.tool.profile.ProfileException;
import io.nautes.cluster.examples.tool.profile.Profiles;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code nautes-cluster}. */
@Command(
        name = "nautes-cluster",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = "Registers Kubernetes clusters with Nautes.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 findings or refused, 2 wrong usage, 3 failed (network, Git), 4 outcome unknown.",
            "",
            "See it work:   nautes-cluster quickstart",
            "Check a file:  nautes-cluster validate -f cluster.json",
            "Check cluster: nautes-cluster preflight -f cluster.json",
            "Register it:   nautes-cluster apply -f cluster.json --repository /srv/git/tenant.git",
            "Look at all:   nautes-cluster graph --repository /srv/git/tenant.git",
            "",
            "In a shell:    alias nautes-cluster='java -jar nautes-cluster.jar'",
            "               source <(nautes-cluster generate-completion)",
            "",
            "Every command shows its options and examples with --help. NAUTES_API_SERVER and NAUTES_TOKEN name the API",
            "server and the token, GIT_TOKEN the token for a repository. API_SERVER and GIT_TOKEN are used for the API server",
            "if those are not set, as by nautes-cli. NO_COLOR turns colors off. Targets with their options can be kept as",
            "profiles in a file: see nautes-cluster profiles --help."
        },
        subcommands = {
            QuickstartCommand.class,
            ServeCommand.class,
            ApplyCommand.class,
            RemoveCommand.class,
            GetCommand.class,
            GraphCommand.class,
            ValidateCommand.class,
            PreflightCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            ResourceCommand.class,
            StatusCommand.class,
            ProfilesCommand.class,
            HistoryCommand.class,
            ShowCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            RenderCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class ClusterTool {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int WRONG_USAGE = 2;
    static final int FAILED = 3;
    static final int OUTCOME_UNKNOWN = 4;

    private final Supplier<Profiles> profiles;

    /** Creates a tool with the profiles of the user. */
    public ClusterTool() {
        this(ClusterTool::profilesOfUser);
    }

    private ClusterTool(Supplier<Profiles> profiles) {
        this.profiles = profiles;
    }

    private static Profiles profilesOfUser() {
        return ProfileFiles.read(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** Reads the profiles. */
    Profiles profiles() {
        return profiles.get();
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        // Hibernate Validator would log its version to standard error; SLF4J has no output here.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        CommandLine command = commandLine();
        int code = command.execute(arguments);
        command.getOut().flush();
        command.getErr().flush();
        System.exit(code);
    }

    /**
     * Returns the command line, for programs and tests that run it without exiting.
     *
     * @return a new command line
     */
    public static CommandLine commandLine() {
        return commandLine(System.getenv(), ClusterTool::profilesOfUser);
    }

    /** Returns the command line with other variables for the choice of a profile, and other profiles. */
    static CommandLine commandLine(Map<String, String> environment, Supplier<Profiles> profiles) {
        return new CommandLine(new ClusterTool(profiles))
                .setExecutionStrategy(new ProfileDefaults(environment, profiles))
                .setOut(SafeWriter.of(new FileOutputStream(FileDescriptor.out), false))
                .setErr(SafeWriter.of(new FileOutputStream(FileDescriptor.err), true))
                .setExecutionExceptionHandler(ClusterTool::report)
                .setUsageHelpAutoWidth(true);
    }

    /** Prints one line for each problem to standard error, because a stack trace does not help users of a command line. */
    private static int report(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(Colors.ofProcess().bad("error:") + " " + ErrorMessages.of(failure));
        err.flush();
        return exitCode(failure);
    }

    static int exitCode(Throwable failure) {
        if (failure instanceof OutcomeUnknownException) {
            return OUTCOME_UNKNOWN;
        }
        if (failure instanceof InvalidClusterException
                || failure instanceof ClusterInUseException
                || failure instanceof ConflictException
                || failure instanceof UnknownRevisionException
                || failure instanceof MalformedDocumentException
                || failure instanceof InvalidCatalogException
                || failure instanceof TextFiles.InputException
                || (failure instanceof RegistryException refused && refused.code() == FailureCode.INVALID)) {
            return REFUSED;
        }
        return failure instanceof UsageException || failure instanceof ProfileException ? WRONG_USAGE : FAILED;
    }

    /** An exception for options that cannot be used together or are missing. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
