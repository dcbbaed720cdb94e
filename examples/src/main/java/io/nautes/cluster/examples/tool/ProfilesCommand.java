package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.profile.Profile;
import io.nautes.cluster.examples.tool.profile.Profiles;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code profiles}. */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Shows the profiles: targets with their options, kept in a file.",
        footer = {
            "",
            "The file is $NAUTES_PROFILES, or nautes-cluster/profiles.yaml in $XDG_CONFIG_HOME or ~/.config. Its keys are",
            "options without their dashes; relative paths begin at its folder. It holds no secrets.",
            "",
            "  default: staging",
            "  profiles:",
            "    staging:",
            "      api-server: https://nautes.staging.example.com",
            "      token-file: staging.token",
            "    tenant:",
            "      repository: ssh://git@git.example.com/tenant.git",
            "      kubeconfigs: ~/kubeconfigs",
            "",
            "A command uses the profile of --profile, or of the variable NAUTES_PROFILE, or else the default. A target on the",
            "command line is used without a profile. Options on the command line win over those of the profile. validate and",
            "explain use only the profile of --profile."
        })
final class ProfilesCommand extends ToolCommand {
    @ParentCommand
    ClusterTool tool = new ClusterTool();

    @Override
    int run(PrintWriter out, PrintWriter err) {
        Profiles profiles = tool.profiles();
        String used = profiles.byDefault().map(Profile::name).orElse("");
        Table table = new Table("NAME", "TARGET", "DEFAULT");
        profiles.all()
                .forEach(profile -> table.add(
                        profile.name(), profile.target(), profile.name().equals(used) ? "yes" : ""));
        out.print(table);
        return ClusterTool.DONE;
    }
}
