package io.nautes.cluster.model.internal.support;

import org.jspecify.annotations.Nullable;

/** The form of HTTP headers: RFC 9110, section 5.1 for names, and visible ASCII characters and spaces for values. */
public final class HeaderSyntax {
    private HeaderSyntax() {}

    /**
     * Returns why a header cannot be sent, without its value, which may be a secret.
     *
     * @return the problem; {@code null} if the header can be sent
     */
    public static @Nullable String problem(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeaderSyntax::isTokenCharacter)) {
            return "a header's name must consist of letters, digits and '-' (got a name of " + name.length()
                    + " characters)";
        }
        return value.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? null
                : "the value of the header " + name + " must consist of visible ASCII characters and spaces";
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
