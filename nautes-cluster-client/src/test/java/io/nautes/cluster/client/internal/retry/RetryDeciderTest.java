package io.nautes.cluster.client.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.api.ApiOperation;
import io.nautes.cluster.client.internal.http.HttpReply;
import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions after attempts, without a network. */
class RetryDeciderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final RetryDecider decider = new RetryDecider(
            new Backoff(3, Duration.ofMillis(200), Duration.ofSeconds(5)),
            ReplyException::new,
            InstantSource.fixed(NOW),
            longest -> longest);

    /** The exception of replies, instead of {@code ServerReplyException}. */
    private static final class ReplyException extends RegistryException {
        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        ReplyException(FailureCode code, String message, ServerReply reply) {
            super(code, message, reply.cause());
            this.retryable = reply.isRetryable();
        }

        @Override
        public boolean isRetryable() {
            return retryable;
        }
    }

    private static ApiCall<String> call(ApiOperation operation) {
        return new ApiCall<>(
                operation,
                URI.create("https://nautes.example.com/x"),
                body -> new String(body, StandardCharsets.UTF_8),
                null,
                null,
                null,
                CallOptions.defaults());
    }

    private static AttemptContext attempt(int number, long nanosLeft) {
        return new AttemptContext(number, nanosLeft, false, new Redactor(null, null));
    }

    private Decision<String> reply(ApiOperation operation, int number, int status, String retryAfter) {
        Map<String, List<String>> headers =
                retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", List.of(retryAfter));
        HttpReply reply = new HttpReply(
                status, HttpHeaders.of(headers, (name, value) -> true), new HttpReply.Body(new byte[0], false));
        return decider.decide(call(operation), attempt(number, MINUTE), new AttemptResult.Answered(reply));
    }

    @ParameterizedTest
    @CsvSource({
        "429,true,true",
        "503,true,true",
        "502,true,false",
        "504,true,false",
        "500,false,false",
        "501,false,false",
        "400,false,false",
        "404,false,false",
        "302,false,false"
    })
    void retriesAndIsRetryableFollowTheSameRules(int status, boolean read, boolean change) {
        assertThat(isAgain(reply(ApiOperation.list(), 1, status, ""))).isEqualTo(read);
        assertThat(isAgain(reply(ApiOperation.delete("a"), 1, status, ""))).isEqualTo(change);
        assertThat(failure(reply(ApiOperation.list(), 3, status, "")).isRetryable())
                .isEqualTo(read);
        assertThat(failure(reply(ApiOperation.delete("a"), 3, status, "")).isRetryable())
                .isEqualTo(change);
    }

    private static boolean isAgain(Decision<?> decision) {
        return decision instanceof Decision.Again;
    }

    private static RegistryException failure(Decision<?> decision) {
        return ((Decision.Fail<?>) decision).failure();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|200",
                "7|7000",
                "Tue, 24 Nov 2026 08:00:09 GMT|9000",
                "Tue, 24 Nov 2026 07:00:00 GMT|200",
                "never|200"
            })
    void pauseIsAtLeastRetryAfter(String retryAfter, long millis) {
        Decision<String> decision = reply(ApiOperation.list(), 1, 503, retryAfter);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Again.class,
                        again -> assertThat(again.pauseNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @Test
    void callIsNotRetriedIfThePauseExceedsTheDeadline() {
        assertThat(isAgain(reply(ApiOperation.list(), 1, 503, "61"))).isFalse();
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        Backoff policy = new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(policy.maxPauseNanos(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(policy.maxPauseNanos(4)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(800));
        assertThat(policy.maxPauseNanos(5)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(policy.maxPauseNanos(Integer.MAX_VALUE)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void changeIsRetriedIfTheConnectionWasNotOpened() {
        for (IOException cause : List.of(
                new ConnectException("refused"),
                new HttpConnectTimeoutException("slow"),
                new SSLHandshakeException("no"))) {
            assertThat(ConnectionFailures.isBeforeRequest(cause)).isTrue();
            assertThat(isAgain(broken(ApiOperation.delete("a"), cause, false))).isTrue();
        }
    }

    @Test
    void outcomeOfAChangeIsUnknownIfAnOpenConnectionBreaks() {
        IOException cause = new EOFException("header parser received no bytes");

        assertThat(ConnectionFailures.isBeforeRequest(cause)).isFalse();
        assertThat(isAgain(broken(ApiOperation.list(), cause, true))).isTrue();
        assertThat(failure(broken(ApiOperation.delete("a"), cause, true)).code())
                .isEqualTo(FailureCode.OUTCOME_UNKNOWN);
    }

    private Decision<String> broken(ApiOperation operation, IOException cause, boolean maybeSent) {
        return decider.decide(call(operation), attempt(1, MINUTE), new AttemptResult.Broken(cause, maybeSent));
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE,false,TIMEOUT",
        "DEADLINE,true,OUTCOME_UNKNOWN",
        "CLOSED,false,CANCELLED",
        "INTERRUPTED,false,CANCELLED",
        "CLOSED,true,OUTCOME_UNKNOWN",
        "INTERRUPTED,true,OUTCOME_UNKNOWN"
    })
    void endingsByTheClientAreReported(AttemptResult.Ending ending, boolean maybeSent, FailureCode expected) {
        Decision<String> decision = decider.decide(
                call(ApiOperation.delete("a")), attempt(1, 0), new AttemptResult.Ended(ending, maybeSent));

        assertThat(failure(decision).code()).isEqualTo(expected);
    }
}
