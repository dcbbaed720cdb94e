package io.nautes.cluster.examples.tool.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named target with its options.
 *
 * @param name the name
 * @param options the values by the names of their options, without dashes; paths are absolute
 */
public record Profile(String name, Map<String, String> options) {
    /** Copies the options. */
    public Profile {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Returns the API server or the repository of this profile. */
    public String target() {
        @Nullable String apiServer = options.get(ProfileKey.API_SERVER.text());
        return apiServer != null ? apiServer : String.valueOf(options.get(ProfileKey.REPOSITORY.text()));
    }

    /**
     * Returns the value of an option.
     *
     * @param option the name of the option, without dashes
     */
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }
}
