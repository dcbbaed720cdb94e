package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.examples.tool.profile.ProfileException;
import io.nautes.cluster.examples.tool.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of profiles. The variable {@code NAUTES_PROFILES} names it. Without the variable, it is {@code
 * nautes-cluster/profiles.yaml} in the folder of {@code XDG_CONFIG_HOME}, or in {@code .config} in the home folder.
 */
final class ProfileFiles {
    /** The variable that names the file. */
    static final String VARIABLE = "NAUTES_PROFILES";

    private ProfileFiles() {}

    /**
     * Reads the file. An absent file in the default location has no profiles.
     *
     * @throws UsageException if the file is named and absent
     * @throws TextFiles.InputException if it is too large or not in UTF-8
     * @throws ProfileException if something in it is invalid
     */
    static Profiles read(Map<String, String> environment, Path home) {
        @Nullable String named = environment.get(VARIABLE);
        Path file = named != null ? TextFiles.path(named) : defaultLocation(environment, home);
        if (named == null && !Files.exists(file)) {
            return Profiles.none();
        }
        try {
            return Profiles.parse(TextFiles.read(file), file, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path defaultLocation(Map<String, String> environment, Path home) {
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = configuration.isEmpty() ? home.resolve(".config") : TextFiles.path(configuration);
        return folder.resolve("nautes-cluster").resolve("profiles.yaml");
    }
}
