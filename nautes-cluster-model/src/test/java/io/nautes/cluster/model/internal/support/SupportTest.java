package io.nautes.cluster.model.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
    void whatCannotBeShownIsEscaped() {
        assertThat(OneLine.escaped("a\r\n\tb\u001b\u2028")).isEqualTo("a b\\u001b\\u2028");
        assertThat(OneLine.shortened("  " + "x".repeat(301))).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void threadsHoldOnToNothingOfTheirCreator() throws InterruptedException {
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
}
