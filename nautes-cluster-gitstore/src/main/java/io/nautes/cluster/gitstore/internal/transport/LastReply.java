package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.model.internal.support.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the last HTTP reply of an exchange said; JGit reports it in its messages only. Safe for use by several threads. */
final class LastReply {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** The state before the first reply. */
    private static final Facts NONE = new Facts(0, "", 0, Redirect.NONE, "");

    private record Facts(int status, String contentType, long retryAfterMillis, Redirect redirect, String message) {}

    /** Remembered although other replies follow it. */
    private record Redirect(@Nullable String location, boolean isForGood) {
        static final Redirect NONE = new Redirect(null, false);
    }

    private volatile Facts facts = NONE;

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /**
     * Notes a reply.
     *
     * @param location where it redirects to, without credentials and query; {@code null} if it does not
     * @param message what it says in plain text
     */
    void note(int status, HttpHeaders headers, @Nullable String location, String message) {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        Redirect redirect =
                location == null ? facts.redirect() : new Redirect(location, status == 301 || status == 308);
        facts = new Facts(status, type, retryAfterMillis(headers), redirect, message);
    }

    /** Compares a date with the server's own clock, if it said its time. */
    private static long retryAfterMillis(HttpHeaders headers) {
        Instant now = headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(Instant::now);
        return RetryAfter.parse(headers.firstValue("Retry-After"), now).toMillis();
    }

    /** Returns the status; 0 if there was no reply. */
    int status() {
        return facts.status();
    }

    boolean isHtml() {
        String type = facts.contentType();
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /** Returns after how many milliseconds the server wants to be asked again; 0 if it did not say. */
    long retryAfterMillis() {
        return facts.retryAfterMillis();
    }

    /** Returns where the server redirected to, without credentials and query; {@code null} if it did not. */
    @Nullable
    String location() {
        return facts.redirect().location();
    }

    boolean isMovedForGood() {
        return facts.redirect().isForGood();
    }

    /** Returns what the server said in plain text with an error; empty if nothing. */
    String message() {
        return facts.message();
    }
}
