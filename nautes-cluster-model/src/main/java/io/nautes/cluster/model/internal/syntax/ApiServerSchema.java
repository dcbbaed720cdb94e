package io.nautes.cluster.model.internal.syntax;

import java.util.regex.Pattern;

/** What the resource definition of Nautes 0.4, which the tenant management cluster applies, says of an API server. */
public final class ApiServerSchema {
    /**
     * The pattern of {@code spec.apiServer}. Its word boundary is that of Go, which knows only ASCII letters and digits.
     */
    private static final Pattern PATTERN =
            Pattern.compile("https?:\\/\\/(www\\.)?[-a-zA-Z0-9@:%._\\+~#=]{1,256}\\.[a-zA-Z0-9()]{1,6}"
                    + "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))"
                    + "([-a-zA-Z0-9()@:%_\\+.~#?&\\/\\/=]*)");

    private ApiServerSchema() {}

    /**
     * Returns whether the pattern accepts a URL whose host is where the pattern begins to match. (The schema searches the
     * pattern anywhere, and so also accepts one in the path.)
     *
     * @param url the URL
     */
    public static boolean accepts(String url) {
        return PATTERN.matcher(url).lookingAt();
    }
}
