package io.nautes.cluster.examples.tool.profile;

import io.nautes.cluster.examples.tool.profile.ProfileKey.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** A parser of a profile file, which reports all problems of the file together. */
final class ProfileParser {
    private static final String DEFAULT = "default";
    private static final String PROFILES = "profiles";

    private final Path file;
    private final Path home;
    private final List<String> problems = new ArrayList<>();

    private ProfileParser(Path file, Path home) {
        this.file = file;
        this.home = home;
    }

    /**
     * Parses a file.
     *
     * @param text the text of the file
     * @param file the file
     * @param home the folder for {@code ~/}
     * @throws ProfileException if something in the text is invalid
     */
    static Profiles parse(String text, Path file, Path home) {
        ProfileParser parser = new ProfileParser(file.toAbsolutePath(), home);
        Profiles profiles = parser.profiles(parser.document(text));
        if (!parser.problems.isEmpty()) {
            throw ProfileException.of(parser.problems);
        }
        return profiles;
    }

    private @Nullable Object document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            // The message of the parser quotes lines of the file.
            throw new ProfileException(file + ": not valid YAML, line "
                    + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new ProfileException(file + ": not valid YAML");
        }
    }

    private Profiles profiles(@Nullable Object document) {
        Map<String, @Nullable Object> top = mapping("", document);
        for (String key : top.keySet()) {
            if (!key.equals(DEFAULT) && !key.equals(PROFILES)) {
                problem("/" + key, "unknown key; use default and profiles");
            }
        }
        Map<String, Profile> profiles = new LinkedHashMap<>();
        mapping("/" + PROFILES, top.get(PROFILES))
                .forEach((name, value) -> profile(name, value).ifPresent(profile -> profiles.put(name, profile)));
        @Nullable Object chosen = top.get(DEFAULT);
        if (chosen != null && !(chosen instanceof String name && profiles.containsKey(name)) && problems.isEmpty()) {
            problem(
                    "/" + DEFAULT,
                    "there is no profile \"" + chosen + "\"; use one of " + String.join(", ", profiles.keySet()));
        }
        return new Profiles(file, profiles, chosen instanceof String name ? name : null);
    }

    private Optional<Profile> profile(String name, @Nullable Object value) {
        String pointer = "/" + PROFILES + "/" + name;
        Map<String, @Nullable Object> given = mapping(pointer, value);
        boolean hasServer = given.containsKey(ProfileKey.API_SERVER.text());
        if (hasServer == given.containsKey(ProfileKey.REPOSITORY.text())) {
            problem(pointer, "a profile has one target; set either api-server or repository");
            return Optional.empty();
        }
        Kind kind = hasServer ? Kind.API_SERVER : Kind.REPOSITORY;
        Map<String, String> options = new LinkedHashMap<>();
        given.forEach((key, option) ->
                option(pointer + "/" + key, key, option, kind).ifPresent(text -> options.put(key, text)));
        return Optional.of(new Profile(name, options));
    }

    private Optional<String> option(String pointer, String name, @Nullable Object value, Kind kind) {
        Optional<ProfileKey> key = ProfileKey.of(name);
        if (key.isEmpty()) {
            problem(
                    pointer,
                    name.equals("token") || name.equals("password")
                            ? "a profile holds no secrets; use token-file, password-env or an environment variable"
                            : "unknown key; use " + ProfileKey.all());
            return Optional.empty();
        }
        if (!key.get().isFor(kind)) {
            problem(pointer, "does not apply to " + (kind == Kind.API_SERVER ? "an API server" : "a repository"));
            return Optional.empty();
        }
        if (value == null
                || value instanceof Map
                || value instanceof List
                || value.toString().isBlank()) {
            problem(pointer, "not a text; write " + name + ": VALUE");
            return Optional.empty();
        }
        return located(pointer, value.toString(), key.get().form());
    }

    private Optional<String> located(String pointer, String value, ProfileKey.Form form) {
        boolean isPath =
                form == ProfileKey.Form.FILE || (form == ProfileKey.Form.FOLDER_OR_URL && value.indexOf(':') < 0);
        if (!isPath) {
            return Optional.of(value);
        }
        try {
            Path path = value.startsWith("~/") ? home.resolve(value.substring(2)) : file.resolveSibling(value);
            return Optional.of(path.normalize().toString());
        } catch (InvalidPathException e) {
            problem(pointer, "not a valid path");
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> mapping(String pointer, @Nullable Object value) {
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> mapping.put(String.valueOf(key), item));
        } else if (value != null || !pointer.isEmpty()) {
            problem(pointer, value == null ? "missing; list the profiles here" : "not a mapping");
        }
        return mapping;
    }

    private void problem(String pointer, String message) {
        problems.add(file + (pointer.isEmpty() ? "" : " " + pointer) + ": " + message);
    }
}
