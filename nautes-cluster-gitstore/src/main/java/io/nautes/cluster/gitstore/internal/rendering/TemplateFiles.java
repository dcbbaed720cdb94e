package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.gotemplate.GoTemplate;
import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException;
import io.nautes.cluster.gitstore.internal.gotemplate.TemplateLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The files of a template repository. Each is compiled when it is first needed. Safe for use by several threads. */
public final class TemplateFiles {
    /** The maximum size of a file. A manifest takes a few kilobytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The maximum number of files. A template repository does not have more. */
    public static final int MAX_FILES = 10_000;

    private static final Set<String> LEFT_OUT = Set.of(".txt", ".md");

    private final String location;
    private final NavigableMap<String, byte[]> contents;
    private final Map<String, GoTemplate> compiled = new ConcurrentHashMap<>();

    /**
     * Creates the files.
     *
     * @param location the repository, for messages
     * @param contents the contents of the files, by path
     */
    public TemplateFiles(String location, Map<String, byte[]> contents) {
        this.location = location;
        this.contents = new TreeMap<>(contents);
    }

    boolean has(String path) {
        String clean = withoutSlash(path);
        return contents.containsKey(clean) || !inside(clean).isEmpty();
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Map<String, byte[]> inside(String folder) {
        // "0" is the character after "/" in the order of paths.
        return contents.subMap(folder + "/", folder + "0");
    }

    /** Returns the file at a path, or all files in the folder at the path, except for documentation files. */
    List<String> at(String path) {
        String clean = withoutSlash(path);
        if (contents.containsKey(clean)) {
            return isLeftOut(clean) ? List.of() : List.of(clean);
        }
        Map<String, byte[]> inside = inside(clean);
        if (inside.isEmpty()) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "templates: there is no file or folder " + clean + " in " + location
                            + "; add it, or remove it from the install paths");
        }
        return inside.keySet().stream().filter(file -> !isLeftOut(file)).toList();
    }

    private static boolean isLeftOut(String path) {
        return LEFT_OUT.stream().anyMatch(path::endsWith);
    }

    GoTemplate template(String path) {
        GoTemplate known = compiled.get(path);
        if (known != null) {
            return known;
        }
        GoTemplate fresh = compile(path);
        compiled.put(path, fresh);
        return fresh;
    }

    private GoTemplate compile(String path) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(contents.getOrDefault(path, new byte[0])))
                    .toString();
            return GoTemplate.compile(path, text, TemplateFunctions.NAMES, TemplateLimits.DEFAULT);
        } catch (CharacterCodingException e) {
            throw failure(path + " is not UTF-8 text", e);
        } catch (TemplateException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    RegistryException failure(String problem, Exception cause) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "templates: " + problem + "; fix the file in " + location + "; nothing was changed",
                cause);
    }
}
