package io.nautes.cluster.core;

import java.util.Objects;

/**
 * The identity of the author of a change.
 *
 * @param name a person's or program's name; line breaks and angle brackets are replaced by spaces
 * @param email the email address; characters are replaced in the same way
 */
public record Identity(String name, String email) {
    /** Replaces the characters that a commit cannot contain. */
    public Identity {
        name = oneLine(Objects.requireNonNull(name, "name"));
        email = oneLine(Objects.requireNonNull(email, "email"));
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || c == '<' || c == '>' || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
