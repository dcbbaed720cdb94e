package io.nautes.cluster.gitstore.internal.rendering;

import java.security.SecureRandom;
import java.util.function.IntFunction;

/** A source of random letters and digits, which is cryptographically secure. Safe for use by several threads. */
public final class RandomText implements IntFunction<String> {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    @Override
    public String apply(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
