package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.http.HttpReply;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.internal.support.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongUnaryOperator;

/**
 * The decisions after attempts, shared by blocking and asynchronous calls. A decider has no state and performs no
 * actions.
 */
public final class RetryDecider {
    private final Backoff backoff;
    private final ReplyFailures replies;
    private final InstantSource clock;
    private final LongUnaryOperator jitter;

    /**
     * Creates a decider.
     *
     * @param backoff the number of attempts and their pauses
     * @param exceptions creates the exceptions of replies
     * @param clock converts a date in {@code Retry-After} to a pause
     * @param jitter draws a number between zero and its argument
     */
    public RetryDecider(
            Backoff backoff, ServerReply.ExceptionFactory exceptions, InstantSource clock, LongUnaryOperator jitter) {
        this.backoff = backoff;
        this.replies = new ReplyFailures(exceptions);
        this.clock = clock;
        this.jitter = jitter;
    }

    public <T> Decision<T> decide(ApiCall<T> call, AttemptContext attempt, AttemptResult result) {
        if (result instanceof AttemptResult.Answered answered) {
            return onReply(call, attempt, answered.reply());
        }
        if (result instanceof AttemptResult.Broken broken) {
            RegistryException failure = ConnectionFailures.broken(call, attempt, broken);
            return failure.code() == FailureCode.UNREACHABLE
                    ? againOrFail(attempt, failure, Duration.ZERO)
                    : new Decision.Fail<>(failure);
        }
        if (result instanceof AttemptResult.NoToken noToken) {
            return new Decision.Fail<>(ConnectionFailures.noToken(call, attempt, noToken.cause()));
        }
        return new Decision.Fail<>(ConnectionFailures.ended(call, attempt, (AttemptResult.Ended) result));
    }

    private <T> Decision<T> onReply(ApiCall<T> call, AttemptContext attempt, HttpReply reply) {
        if (reply.isSuccess()) {
            return read(call, attempt, reply);
        }
        if (call.notRegistered() != null && ReplyFailures.isNotRegistered(call, reply)) {
            return new Decision.Return<>(call.notRegistered());
        }
        RegistryException failure = replies.failure(call, attempt, reply);
        if (failure.code() == FailureCode.UNAUTHENTICATED && attempt.tokenCanBeRenewed()) {
            return new Decision.Again<>(failure, 0, true);
        }
        if (RetryTable.isOutcomeUnknown(call.operation(), reply.status(), failure.code())) {
            OutcomeUnknownException unknown =
                    ConnectionFailures.outcomeUnknown(call, attempt, "returned status " + reply.status(), failure);
            return new Decision.Fail<>(unknown);
        }
        return failure.isRetryable()
                ? againOrFail(
                        attempt, failure, RetryAfter.parse(reply.headers().firstValue("Retry-After"), clock.instant()))
                : new Decision.Fail<>(failure);
    }

    private <T> Decision<T> read(ApiCall<T> call, AttemptContext attempt, HttpReply reply) {
        if (reply.body().isTooLarge()) {
            String problem =
                    "the body is larger than the limit of " + reply.body().bytes().length + " bytes";
            return new Decision.Fail<>(replies.unreadable(call, attempt, reply, problem, null));
        }
        try {
            return new Decision.Return<>(call.reader().apply(reply.body().bytes()));
        } catch (RuntimeException e) {
            // Every failure of a reader is a fault of the reply, for example bytes that are not UTF-8.
            String problem =
                    "the body is not a reply of the API: " + attempt.redactor().clean(String.valueOf(e.getMessage()));
            return new Decision.Fail<>(replies.unreadable(
                    call, attempt, reply, problem, attempt.redactor().cleaned(e)));
        }
    }

    private <T> Decision<T> againOrFail(AttemptContext attempt, RegistryException failure, Duration atLeast) {
        if (attempt.number() < backoff.maxAttempts()) {
            long drawn = jitter.applyAsLong(backoff.maxPauseNanos(attempt.number()));
            long pause = Math.max(drawn, atLeast.toNanos());
            // A pause past the deadline would only delay the same failure.
            if (pause < attempt.nanosLeft()) {
                return new Decision.Again<>(failure, pause, false);
            }
        }
        return new Decision.Fail<>(failure);
    }
}
