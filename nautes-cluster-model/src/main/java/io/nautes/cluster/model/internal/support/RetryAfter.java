package io.nautes.cluster.model.internal.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private static final int MAX_DIGITS = 9;
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /**
     * Returns how long a server wants its clients to wait.
     *
     * @param value the header's value
     * @param now the time that a date is compared with
     * @return the time, at most a year; zero if the value is missing, malformed or past
     */
    public static Duration parse(Optional<String> value, Instant now) {
        String text = value.orElse("").strip();
        Duration wait = isNumber(text)
                ? Duration.ofSeconds(Long.parseLong(text))
                : date(text).map(date -> Duration.between(now, date)).orElse(Duration.ZERO);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** Returns the time of a date in HTTP's form; empty if it is not one. */
    public static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
