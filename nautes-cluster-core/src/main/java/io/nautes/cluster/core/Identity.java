package io.nautes.cluster.core;

import java.util.Objects;

/**
 * Who makes a change.
 *
 * @param name a person's or program's name; line breaks and angle brackets are replaced by spaces
 * @param email the address; the same holds
 */
public record Identity(String name, String email) {
    /** Makes both fit to stand in a commit. */
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
