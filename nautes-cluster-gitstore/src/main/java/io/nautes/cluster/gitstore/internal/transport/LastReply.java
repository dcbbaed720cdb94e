package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    /** RFC 9110, section 10.2.3: seconds, or a date by the server's own clock. */
    private static long retryAfterMillis(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("");
        if (value.matches("\\d{1,6}")) {
            return TimeUnit.SECONDS.toMillis(Long.parseLong(value));
        }
        Instant date = date(value);
        if (date == null) {
            return 0;
        }
        Instant now = date(headers.firstValue("Date").orElse(""));
        return Math.max(0, Deadline.millis(Duration.between(now == null ? Instant.now() : now, date)));
    }

    private static @Nullable Instant date(String value) {
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
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
