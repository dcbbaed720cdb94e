package io.nautes.cluster.gitstore.internal.objects;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path in a repository, with {@code /} between its segments. Every character that Git can store is allowed. A segment
 * with a special meaning for Git or a file system ({@code .}, {@code ..}, {@code .git}, {@code .gitmodules}) is not
 * allowed, in any of the forms that Windows and macOS accept for it. Immutable.
 */
public final class RepoPath {
    /** The maximum length of a path that Linux can open. */
    private static final int MAX_BYTES = 4096;

    private static final Set<String> RESERVED = Set.of(".git", "git~1", ".gitmodules");

    /** The short names that Windows can give to {@code .gitmodules}. */
    private static final Pattern SHORT_GITMODULES =
            Pattern.compile("gitmod~[1-4]|gi7eba~[1-9]|gi7eb~[0-9]{2}|~[0-9]{7}");

    /** The characters in names that HFS+ ignores. */
    private static final Pattern IGNORED_BY_HFS =
            Pattern.compile("[\\u200C-\\u200F\\u202A-\\u202E\\u206A-\\u206F\\uFEFF]");

    private final String text;
    private final List<String> steps;

    private RepoPath(String text, List<String> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Returns the path for a text.
     *
     * @param text the segments with {@code /} between them, and none at the beginning or end
     * @throws IllegalArgumentException if the path must not be written; the message gives the reason, without the path
     */
    public static RepoPath of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("has an unpaired surrogate, which UTF-8 cannot encode");
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("is longer than " + MAX_BYTES + " bytes");
        }
        List<String> steps = List.of(text.split("/", -1));
        steps.forEach(RepoPath::check);
        return new RepoPath(text, steps);
    }

    private static void check(String step) {
        if (step.isEmpty()) {
            throw new IllegalArgumentException("has an empty segment");
        }
        if (step.equals(".") || step.equals("..")) {
            throw new IllegalArgumentException("has the segment \"" + step + "\"");
        }
        if (step.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("has a NUL character");
        }
        if (isReserved(step)) {
            throw new IllegalArgumentException(
                    "has a segment that Git reserves, or that Windows or macOS reads as a reserved one");
        }
    }

    private static boolean isReserved(String step) {
        // NTFS treats a backslash as a separator, and the text after a colon as the name of a stream.
        for (String part : IGNORED_BY_HFS.matcher(step).replaceAll("").split("[\\\\:]", -1)) {
            String name = withoutTail(part).toLowerCase(Locale.ROOT);
            if (RESERVED.contains(name) || SHORT_GITMODULES.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Returns a name without spaces and periods at its end, which Windows ignores. */
    private static String withoutTail(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == ' ' || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Returns the path of a file or folder in this folder. */
    public RepoPath child(String name) {
        return of(text + "/" + name);
    }

    /** Returns whether this path is equal to another path or is inside it. */
    public boolean isIn(RepoPath folder) {
        return steps.size() >= folder.steps.size()
                && steps.subList(0, folder.steps.size()).equals(folder.steps);
    }

    /** Returns the segments, of which there is at least one. */
    public List<String> steps() {
        return steps;
    }

    /** Returns the last segment. */
    public String name() {
        return steps.get(steps.size() - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RepoPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the path as text. */
    @Override
    public String toString() {
        return text;
    }
}
