package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import javax.net.ssl.SSLException;

/** Decides what follows from an attempt; the one place that the synchronous and the asynchronous way share. */
final class DecisionMaker {
    private final RetryPolicy policy;
    private final LongUnaryOperator jitter;
    private final boolean tokenCanBeRenewed;

    /**
     * A decision maker.
     *
     * @param policy how often and after what pause
     * @param jitter draws a pause from zero to the given longest one
     * @param tokenCanBeRenewed whether asking for the token again may give another one
     */
    DecisionMaker(RetryPolicy policy, LongUnaryOperator jitter, boolean tokenCanBeRenewed) {
        this.policy = policy;
        this.jitter = jitter;
        this.tokenCanBeRenewed = tokenCanBeRenewed;
    }

    Decision onReply(Call call, HttpResponse<byte[]> response) {
        if (call.accepts(response)) {
            return new Decision.Answer(response);
        }
        RegistryException failure = Replies.failure(call, response);
        if (failure.code() == FailureCode.UNAUTHENTICATED && tokenCanBeRenewed && !call.isTokenRenewed()) {
            return new Decision.Again(0, failure, true);
        }
        int status = response.statusCode();
        if (!call.operation().isRead() && (status == 502 || status == 504)) {
            // A gateway's words: the server behind it may have made the change.
            return new Decision.Fail(call.withEarlier(new OutcomeUnknownException(
                    failure.getMessage() + "; it is not known whether the change was made: read the cluster first",
                    failure)));
        }
        boolean again =
                status == 429 || status == 503 || (call.operation().isRead() && (status == 502 || status == 504));
        return decide(call, failure, again, retryAfter(response));
    }

    Decision onFailure(Call call, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof RegistryException known) {
            return new Decision.Fail(call.withEarlier(known));
        }
        if (cause instanceof TimeoutException) {
            return new Decision.Fail(call.withEarlier(timedOut(call)));
        }
        if (cause instanceof CancellationException) {
            return new Decision.Fail(call.withEarlier(new RegistryException(
                    FailureCode.CANCELLED, "failed to " + call.operation().description() + ": the client is closed")));
        }
        IOException io = cause instanceof IOException given ? given : new IOException(String.valueOf(cause), cause);
        RegistryException failure = broken(call, io);
        return decide(call, failure, failure.code() == FailureCode.UNREACHABLE, OptionalLong.empty());
    }

    private Decision decide(Call call, RegistryException failure, boolean again, OptionalLong retryAfterSeconds) {
        if (again && call.attempt() < policy.maxAttempts()) {
            long pause = retryAfterSeconds.isPresent()
                    ? TimeUnit.SECONDS.toMillis(Math.min(retryAfterSeconds.getAsLong(), Integer.MAX_VALUE))
                    : jitter.applyAsLong(policy.longestPauseMillis(call.attempt()));
            if (TimeUnit.MILLISECONDS.toNanos(pause) < call.nanosLeft()) {
                return new Decision.Again(pause, failure, false);
            }
        }
        return new Decision.Fail(call.withEarlier(failure));
    }

    private static OptionalLong retryAfter(HttpResponse<byte[]> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return seconds.isPresent() && seconds.getAsLong() < 0 ? OptionalLong.empty() : seconds;
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String start(Call call) {
        return "failed to " + call.operation().description() + ": "
                + call.operation().method() + " " + call.uri();
    }

    private static RegistryException timedOut(Call call) {
        String message = start(call) + " was not answered in time, at attempt " + call.attempt();
        return call.operation().isRead()
                ? new RegistryException(FailureCode.TIMEOUT, message + "; try again later")
                : new OutcomeUnknownException(
                        message
                                + ", so it is not known whether the change was made; read the cluster before trying again",
                        null);
    }

    private static RegistryException broken(Call call, IOException cause) {
        String message = start(call) + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                + (call.attempt() > 1 ? " (after " + call.attempt() + " attempts)" : "");
        if (cause instanceof SSLException) {
            boolean untrusted =
                    String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("certif")
                            || String.valueOf(cause.getMessage()).contains("PKIX")
                            || String.valueOf(cause.getMessage()).contains("subject alternative");
            return new RegistryException(
                    untrusted ? FailureCode.UNTRUSTED_CERTIFICATE : FailureCode.UNEXPECTED_REPLY,
                    message
                            + "; give the certificate of the installation with trustPem(...), and use the host name that"
                            + " stands in it",
                    cause);
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new RegistryException(FailureCode.UNEXPECTED_REPLY, message + "; list fewer clusters", cause);
        }
        boolean notSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        if (notSent || call.operation().isRead()) {
            return new RegistryException(
                    FailureCode.UNREACHABLE, message + "; check the URL of the API server and the network", cause);
        }
        return new OutcomeUnknownException(
                message + "; it is not known whether the change was made: read the cluster before trying again", cause);
    }
}
