package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.client.internal.retry.Decision;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.OperationAttempt;
import io.nautes.cluster.core.listener.OperationListeners;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The reports of one operation to the log and the listeners. Exceptions of listeners do not affect the call. */
final class OperationEvents {
    private static final Logger LOG = System.getLogger("io.nautes.cluster.client");

    private final OperationListeners listeners;
    private final long start = System.nanoTime();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();

    private OperationEvents(OperationListeners listeners) {
        this.listeners = listeners;
    }

    /** Reports the start of an operation on the calling thread. */
    static OperationEvents start(List<RegistryListener> listeners, RegistryOperation operation) {
        return new OperationEvents(OperationListeners.start(listeners, operation, LOG));
    }

    /** Adds the headers of the listeners to a request, except invalid ones. */
    void addHeaders(HttpRequest.Builder request) {
        listeners.forEach(listener -> listener.requestHeaders().forEach((name, value) -> {
            String problem = RequestHeaders.problem(name, value);
            if (problem == null) {
                request.setHeader(name, value);
            } else {
                LOG.log(Level.WARNING, "a header of a listener was not sent: {0}", problem);
            }
        }));
    }

    /** Reports an attempt. */
    void attempted(ApiCall<?> call, AttemptResult result, Decision<?> decision, long nanos) {
        int number = attempts.incrementAndGet();
        if (listeners.isEmpty() && !LOG.isLoggable(Level.DEBUG)) {
            return;
        }
        RegistryException failure = failure(decision);
        OperationAttempt attempt = new Attempt(
                number,
                call.operation().method() + " " + call.uri(),
                result instanceof AttemptResult.Answered answered
                        ? OptionalInt.of(answered.reply().status())
                        : OptionalInt.empty(),
                failure == null ? Optional.empty() : Optional.of(failure.code()),
                Duration.ofNanos(nanos),
                decision instanceof Decision.Again);
        LOG.log(Level.DEBUG, () -> call.operation().description() + ": " + attempt);
        listeners.forEach(listener -> listener.onAttempt(attempt));
    }

    private static @Nullable RegistryException failure(Decision<?> decision) {
        if (decision instanceof Decision.Again<?> again) {
            return again.failure();
        }
        return decision instanceof Decision.Fail<?> fail ? fail.failure() : null;
    }

    /** Reports the end of the operation. Only the first call has an effect. */
    void ended(@Nullable RegistryException failure) {
        if (!listeners.isEmpty() && isEnded.compareAndSet(false, true)) {
            OperationOutcome outcome = new Outcome(
                    Optional.ofNullable(failure), attempts.get(), Duration.ofNanos(System.nanoTime() - start));
            listeners.forEach(listener -> listener.onEnd(outcome));
        }
    }

    private record Attempt(
            int number,
            String target,
            OptionalInt httpStatus,
            Optional<FailureCode> failure,
            Duration duration,
            boolean isRetried)
            implements OperationAttempt {}

    private record Outcome(Optional<RegistryException> failure, int attempts, Duration duration)
            implements OperationOutcome {
        @Override
        public Optional<String> revision() {
            return Optional.empty();
        }
    }
}
