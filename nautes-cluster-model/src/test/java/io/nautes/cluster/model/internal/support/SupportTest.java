package io.nautes.cluster.model.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                " 7 |7",
                "10|10",
                "1/|0",
                "1:|0",
                "999999999|31536000",
                "9999999999|0",
                "-1|0",
                "1.5|0",
                "soon|0",
                "''|0",
                "Tue, 24 Nov 2026 08:00:09 GMT|9",
                "Tue, 24 Nov 2026 07:59:59 GMT|0",
                "Sun, 24 Nov 2999 08:00:00 GMT|31536000"
            })
    void retryAfterIsSecondsOrADate(String value, long seconds) {
        assertThat(RetryAfter.parse(Optional.of(value), NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void missingRetryAfterIsZero() {
        assertThat(RetryAfter.parse(Optional.empty(), NOW)).isZero();
    }

    @Test
    void textIsShownInOneLine() {
        assertThat(OneLine.shown("a\nb\u001b[31mc\u202ed\ud83d\ude00\ud83d", 20))
                .isEqualTo("a b [31mc d\ud83d\ude00 ");
        assertThat(OneLine.shown("abc\ud83d\ude00", 4)).isEqualTo("abc…");
        assertThat(OneLine.shown("abcd", 4)).isEqualTo("abcd");
    }

    @Test
    void unprintableCharactersAreEscaped() {
        assertThat(OneLine.escaped("a\r\n\tb\u001b\u2028")).isEqualTo("a b\\u001b\\u2028");
        assertThat(OneLine.shortened("  " + "x".repeat(301))).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void threadsRetainNothingOfTheirCreator() throws InterruptedException {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        CompletableFuture<String> seen = new CompletableFuture<>();
        inherited.set("creator");
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {});
        try {
            Thread thread = DaemonThreads.factory("worker")
                    .newThread(() -> seen.complete(inherited.get()
                            + " "
                            + (Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader())));
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("worker-1");
            thread.start();
            thread.join();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            inherited.remove();
        }

        assertThat(seen.join()).isEqualTo("null true");
    }

    @Test
    void surrogatePairIsNotSplit() {
        String pair = "\ud83d\ude00";

        assertThat(OneLine.shown("abc" + pair, 5)).isEqualTo("abc" + pair);
        assertThat(OneLine.shown("abc" + pair + "d", 5)).isEqualTo("abc" + pair + "…");
        assertThat(OneLine.shown("ab\ud83d", 3)).isEqualTo("ab ");
        assertThat(OneLine.shortened("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(OneLine.shortened("x".repeat(299) + pair)).isEqualTo("x".repeat(299) + "…");
    }

    @Test
    void timesAreLimitedToACentury() {
        Duration longest = Duration.ofDays(36_500);

        assertThat(TimeLimits.bounded(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(longest);
        assertThat(TimeLimits.bounded(longest.plusNanos(1))).isEqualTo(longest);
        assertThat(TimeLimits.bounded(longest.minusNanos(1))).isEqualTo(longest.minusNanos(1));
        assertThat(TimeLimits.bounded(Duration.ZERO)).isZero();
    }

    @Test
    void nonPositiveTimeIsRefusedWithTheNameOfTheSetting() {
        assertThat(TimeLimits.positive("timeout", Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TimeLimits.positive("timeout", time))
                    .withMessageContaining("timeout: must be more than zero (got " + time + ")");
        }
    }
}
