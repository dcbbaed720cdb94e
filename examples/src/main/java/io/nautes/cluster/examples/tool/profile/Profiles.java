package io.nautes.cluster.examples.tool.profile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The profiles of a file. The help text of the command {@code profiles} describes the form of the file. */
public final class Profiles {
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
     * Parses the text of a file.
     *
     * @param text the text, in YAML
     * @param file the file, whose folder relative paths begin at
     * @param home the folder for {@code ~/}
     * @throws ProfileException if something in the text is invalid; the message has all problems
     */
    public static Profiles parse(String text, Path file, Path home) {
        return ProfileParser.parse(text, file, home);
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
