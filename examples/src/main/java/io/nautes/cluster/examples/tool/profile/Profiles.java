package io.nautes.cluster.examples.tool.profile;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of a file.
 *
 * <p>The file is named by the variable {@code NAUTES_PROFILES}. Without it, it is {@code nautes-cluster/profiles.yaml} in
 * the folder of the variable {@code XDG_CONFIG_HOME}, or in {@code .config} in the home folder. It holds no
 * secrets. The help text of the command {@code profiles} has an example.
 */
public final class Profiles {
    /** The variable that names the file. */
    public static final String FILE_VARIABLE = "NAUTES_PROFILES";

    private final @Nullable Path file;
    private final Map<String, Profile> profiles;
    private final @Nullable String defaultName;

    Profiles(@Nullable Path file, Map<String, Profile> profiles, @Nullable String defaultName) {
        this.file = file;
        this.profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
        this.defaultName = defaultName;
    }

    /** Returns an instance without profiles. */
    public static Profiles none() {
        return new Profiles(null, Map.of(), null);
    }

    /**
     * Reads the file that the environment names. An absent file in the default location has no profiles.
     *
     * @param environment the environment variables
     * @param home the home folder
     * @throws ProfileException if the file is named and absent, cannot be read, or something in it is invalid
     */
    public static Profiles read(Map<String, String> environment, Path home) {
        @Nullable String named = environment.get(FILE_VARIABLE);
        @Nullable String configuration = environment.get("XDG_CONFIG_HOME");
        try {
            Path folder =
                    configuration == null || configuration.isEmpty() ? home.resolve(".config") : Path.of(configuration);
            Path file = named != null
                    ? Path.of(named)
                    : folder.resolve("nautes-cluster").resolve("profiles.yaml");
            if (Files.exists(file)) {
                return ProfileFile.read(file, home);
            }
            if (named != null) {
                throw new ProfileException(FILE_VARIABLE + ": there is no file " + file);
            }
            return new Profiles(file, Map.of(), null);
        } catch (InvalidPathException e) {
            throw new ProfileException((named != null ? FILE_VARIABLE : "XDG_CONFIG_HOME") + ": not a valid path");
        }
    }

    /** Returns all profiles, in the order of the file. */
    public Collection<Profile> all() {
        return profiles.values();
    }

    /** Returns the profile that is used if none is named. */
    public Optional<Profile> byDefault() {
        return Optional.ofNullable(defaultName).map(profiles::get);
    }

    /**
     * Returns a profile.
     *
     * @throws ProfileException if there is no profile of this name
     */
    public Profile named(String name) {
        @Nullable Profile profile = profiles.get(name);
        if (profile == null) {
            throw new ProfileException("there is no profile \"" + name + "\""
                    + (file == null ? "" : " in " + file)
                    + (profiles.isEmpty() ? "" : "; use one of " + String.join(", ", profiles.keySet())));
        }
        return profile;
    }
}
