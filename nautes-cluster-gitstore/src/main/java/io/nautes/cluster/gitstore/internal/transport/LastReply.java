package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.model.internal.support.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of the last HTTP reply of an exchange, which JGit reports only in messages. Safe for use by several
 * threads.
 */
final class LastReply {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** The state before the first reply. */
    private static final Facts NONE = new Facts(0, "", 0, Redirect.NONE, "");

    private record Facts(int status, String contentType, long retryAfterMillis, Redirect redirect, String message) {}

    /** The last redirect, which is kept when other replies follow it. */
    private record Redirect(@Nullable String location, boolean isForGood) {
        static final Redirect NONE = new Redirect(null, false);
    }

    private volatile Facts facts = NONE;

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /**
     * Records a reply.
     *
     * @param location the target of a redirect, without credentials and query; {@code null} if the reply is not a
     *     redirect
     * @param message the message in plain text; empty if the reply has no message
     */
    void note(int status, HttpHeaders headers, @Nullable String location, String message) {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        Redirect redirect =
                location == null ? facts.redirect() : new Redirect(location, status == 301 || status == 308);
        facts = new Facts(status, type, retryAfterMillis(headers), redirect, message);
    }

    /**
     * Returns the delay that the server requests. A date is compared with the {@code Date} of the reply if there is
     * one, because the clocks may differ.
     */
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

    /** Returns the delay in milliseconds that the server requested before the next attempt; 0 if it requested none. */
    long retryAfterMillis() {
        return facts.retryAfterMillis();
    }

    /** Returns the target of the last redirect, without credentials and query; {@code null} if there was none. */
    @Nullable
    String location() {
        return facts.redirect().location();
    }

    boolean isMovedForGood() {
        return facts.redirect().isForGood();
    }

    /** Returns the plain text of an error reply; empty if it has no text. */
    String message() {
        return facts.message();
    }
}
