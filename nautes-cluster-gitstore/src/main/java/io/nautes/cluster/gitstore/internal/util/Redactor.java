package io.nautes.cluster.gitstore.internal.util;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filter that removes the credentials of an exchange from texts, and from exceptions and their causes. Immutable. */
public final class Redactor {
    private static final String REPLACEMENT = "[redacted]";

    /**
     * The minimum length of a secret. Shorter texts are not secrets, and removing them would make all messages
     * unreadable.
     */
    private static final int MIN_LENGTH = 4;

    /** The user info of a URL. It ends at the last {@code @} before the path. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s?#]*@");

    private static final int MAX_DEPTH = 30;

    /** The redactor of an exchange without credentials. */
    public static final Redactor NONE = new Redactor(null, List.of());

    private final @Nullable String authorization;
    private final List<String> secrets;

    private Redactor(@Nullable String authorization, List<String> secrets) {
        this.authorization = authorization;
        this.secrets = secrets;
    }

    /**
     * Returns the redactor of an exchange with credentials.
     *
     * @param authorization the value of the header {@code Authorization}
     * @param password the secret in that value
     */
    public static Redactor of(String authorization, String password) {
        Set<String> all = new LinkedHashSet<>();
        all.add(authorization.substring(authorization.indexOf(' ') + 1));
        all.add(password);
        all.add(URLEncoder.encode(password, StandardCharsets.UTF_8));
        all.add(URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20"));
        List<String> secrets = all.stream()
                .filter(secret -> secret.length() >= MIN_LENGTH)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return new Redactor(authorization, secrets);
    }

    /** Returns the value of the header {@code Authorization}; {@code null} if there are no credentials. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** Returns a text without credentials. */
    public String clean(String text) {
        String cleaned = withoutUserInfo(text);
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, REPLACEMENT);
        }
        return cleaned;
    }

    /** Returns a text without the user info of URLs. */
    public static String withoutUserInfo(String text) {
        return USER_INFO.matcher(text).replaceAll("");
    }

    /**
     * Returns an exception if it and all its causes and suppressed exceptions contain no credentials; else a copy
     * without credentials.
     */
    public Throwable clean(Throwable failure) {
        return isClean(failure, Collections.newSetFromMap(new IdentityHashMap<>())) ? failure : copy(failure, 0);
    }

    private boolean isClean(Throwable failure, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return true;
        }
        String text = failure.toString();
        String message = String.valueOf(failure.getMessage());
        if (!clean(text).equals(text) || !clean(message).equals(message)) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isClean(suppressed, seen)) {
                return false;
            }
        }
        return failure.getCause() == null || isClean(failure.getCause(), seen);
    }

    private RedactedException copy(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        RedactedException copy = new RedactedException(
                clean(failure.toString()), cause == null || depth > MAX_DEPTH ? null : copy(cause, depth + 1));
        copy.setStackTrace(failure.getStackTrace());
        if (depth <= MAX_DEPTH) {
            for (Throwable suppressed : failure.getSuppressed()) {
                copy.addSuppressed(copy(suppressed, depth + 1));
            }
        }
        return copy;
    }

    /** A replacement for an exception that contained credentials. */
    static final class RedactedException extends Exception {
        private static final long serialVersionUID = 1L;

        RedactedException(String text, @Nullable Throwable cause) {
            super(text, cause);
        }
    }

    @Override
    public String toString() {
        return "Redactor[" + secrets.size() + " secrets]";
    }
}
