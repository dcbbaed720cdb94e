package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.examples.tool.profile.Profile;
import io.nautes.cluster.examples.tool.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Sets the options of a command that a profile has and the command line has not, and runs the command.
 *
 * <p>The profile is the one named by {@code --profile} or by the variable {@code NAUTES_PROFILE}, or else the default of
 * the file. A target on the command line wins over {@code NAUTES_PROFILE} and the default, as a whole: no credentials of
 * a profile are sent to a target that the profile does not name. Commands that can do without a target use a profile only
 * if {@code --profile} names it. The file is not read if no profile is used.
 */
final class ProfileDefaults implements IExecutionStrategy {
    private static final List<String> TARGETS = List.of("--api-server", "--repository");
    private static final List<String> KUBECONFIG_STORES = List.of("--kubeconfigs", "--vault");

    private final Map<String, String> environment;
    private final Supplier<Profiles> profiles;

    ProfileDefaults(Map<String, String> environment, Supplier<Profiles> profiles) {
        this.environment = environment;
        this.profiles = profiles;
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        ParseResult last = command;
        if (!last.isUsageHelpRequested() && last.commandSpec().findOption("--profile") != null) {
            try {
                chosen(last).ifPresent(profile -> apply(profile, last));
            } catch (RuntimeException e) {
                // The handler that reports failures gets those of this type only.
                throw new ExecutionException(last.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        return new RunLast().execute(parsed);
    }

    private Optional<Profile> chosen(ParseResult command) {
        @Nullable String named = command.matchedOptionValue("--profile", null);
        boolean hasTarget = TARGETS.stream().anyMatch(command::hasMatchedOption);
        if (named != null && hasTarget) {
            throw new UsageException("give --profile or a target, not both");
        }
        if (named != null) {
            return Optional.of(profiles.get().named(named));
        }
        if (hasTarget || command.commandSpec().userObject() instanceof TargetIsOptional) {
            return Optional.empty();
        }
        @Nullable String preferred = environment.get("NAUTES_PROFILE");
        if (preferred != null) {
            return Optional.of(profiles.get().named(preferred));
        }
        boolean isSet = TargetOptions.API_SERVER_VARIABLES.stream().anyMatch(environment::containsKey);
        return isSet ? Optional.empty() : profiles.get().byDefault();
    }

    private static void apply(Profile profile, ParseResult command) {
        boolean choosesStore = KUBECONFIG_STORES.stream().anyMatch(command::hasMatchedOption);
        for (OptionSpec option : command.commandSpec().options()) {
            boolean isReplaced = command.hasMatchedOption(option)
                    || (choosesStore && Stream.of(option.names()).anyMatch(ProfileDefaults::isOfKubeconfigStore));
            if (!isReplaced) {
                profile.option(option.longestName().substring(2)).ifPresent(value -> set(option, value));
            }
        }
    }

    private static boolean isOfKubeconfigStore(String option) {
        return KUBECONFIG_STORES.stream().anyMatch(option::startsWith);
    }

    private static void set(OptionSpec option, String value) {
        option.setValue(option.type() == Path.class ? TextFiles.path(value) : value);
    }

    /** A command that uses a target if there is one. */
    interface TargetIsOptional {}
}
