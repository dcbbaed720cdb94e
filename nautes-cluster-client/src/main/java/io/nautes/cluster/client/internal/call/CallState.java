package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.retry.AttemptContext;
import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.client.internal.retry.Decision;
import io.nautes.cluster.client.internal.retry.Redactor;
import io.nautes.cluster.client.internal.retry.RetryDecider;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call: the attempt, the earlier failures, the deadline, and whether the call makes a change or verifies
 * its outcome. Used by one thread at a time.
 *
 * @param <T> the type of the call's result
 */
final class CallState<T> {
    private final ApiCall<T> call;
    private final CallSettings settings;
    private final RetryDecider decider;
    private final OperationEvents events;
    private final List<RegistryException> earlier = new ArrayList<>(2);
    private long start;
    private long deadline;
    private int number = 1;
    private boolean tokenRenewed;
    private @Nullable AccessToken token;
    private long attemptStart;
    private boolean attempting;
    private @Nullable Refusal refusal;
    private @Nullable OutcomeUnknownException unknown;

    /** The next step of a call. */
    sealed interface Step<T> {
        /** The call is done. */
        record Done<T>(T value) implements Step<T> {}

        /** The call failed. */
        record Failed<T>(RegistryException failure) implements Step<T> {}

        /** The call is tried again after a pause. The deadline may have changed. */
        record Again<T>(long pauseNanos) implements Step<T> {}
    }

    CallState(ApiCall<T> call, CallSettings settings, RetryDecider decider, OperationEvents events) {
        this.call = call;
        this.settings = settings;
        this.decider = decider;
        this.events = events;
    }

    ApiCall<T> call() {
        return call;
    }

    /** Sets the start, from which the deadline counts. Waiting for other changes is included. */
    void start(long now) {
        start = now;
        long whole = wholeTime();
        // A quarter of the time is reserved for verifying the change.
        deadline = now + (call.reconciliation() == null ? whole : whole - whole / 4);
    }

    private long wholeTime() {
        return TimeLimits.bounded(call.options().deadline().orElse(settings.deadline()))
                .toNanos();
    }

    /** Returns the deadline, as a value of {@link System#nanoTime()}. */
    long deadline() {
        return deadline;
    }

    /** Reports the end of the operation to its listeners; only the first call has an effect. */
    void ended(@Nullable Throwable failure) {
        events.ended(
                failure == null || failure instanceof RegistryException
                        ? (RegistryException) failure
                        : new RegistryException(
                                FailureCode.CANCELLED,
                                "the call to " + call.operation().description() + " was canceled by its caller",
                                failure));
    }

    void beginAttempt() {
        attempting = true;
        attemptStart = System.nanoTime();
    }

    /** Returns the token of the next attempt; {@code null} if the token source must be called. */
    @Nullable
    AccessToken knownToken() {
        if (settings.tokens() instanceof FixedToken fixed) {
            return fixed.credential();
        }
        // A renewed token is used for the rest of the call.
        return tokenRenewed && refusal == null ? token : null;
    }

    /** Returns a supplier of the token of the next attempt. It may block or fail, and may run on any thread. */
    Supplier<AccessToken> tokenRequest() {
        CredentialSupplier<AccessToken> source = settings.tokens();
        AccessToken refused = refusal == null ? null : token;
        return () -> {
            AccessToken given = refused == null ? source.credential() : source.renewed(refused);
            if (Objects.requireNonNull(given, "the token source returned no token")
                    .equals(refused)) {
                throw new IllegalStateException("the token source returned the refused token again");
            }
            return given;
        };
    }

    /** Creates the request of the next attempt, without a timeout. */
    OutgoingRequest nextRequest(AccessToken used) {
        return nextRequest(used, null);
    }

    /** Creates the request of the next attempt. The JDK ends it at the deadline if no reply has begun. */
    OutgoingRequest nextTimedRequest(AccessToken used) {
        return nextRequest(used, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }

    private OutgoingRequest nextRequest(AccessToken used, @Nullable Duration timeout) {
        settleRefusal(true);
        token = used;
        return OutgoingRequest.of(currentCall(), settings, events, used, timeout);
    }

    /** Reports the attempt whose token was refused. This waits until it is known whether there is a new token. */
    private @Nullable RegistryException settleRefusal(boolean renewed) {
        Refusal refused = refusal;
        if (refused == null) {
            return null;
        }
        refusal = null;
        events.attempted(refused.call(), refused.result(), refused.decision(renewed), refused.nanos());
        if (renewed) {
            earlier.add(refused.failure());
        }
        return refused.failure();
    }

    /** An attempt whose token was refused. It is the last attempt if the token source returns no new token. */
    private record Refusal(ApiCall<?> call, AttemptResult result, RegistryException failure, long nanos) {
        Decision<?> decision(boolean renewed) {
            return renewed ? new Decision.Again<>(failure, 0, true) : new Decision.Fail<>(failure);
        }
    }

    private ApiCall<?> currentCall() {
        return unknown == null || call.reconciliation() == null
                ? call
                : call.reconciliation().probe();
    }

    Step<T> after(AttemptResult result) {
        return unknown == null ? afterAttempt(result) : afterProbe(unknown, result);
    }

    private Step<T> afterAttempt(AttemptResult result) {
        Decision<T> decision = decide(call, result);
        if (decision instanceof Decision.Return<T> answer) {
            return new Step.Done<>(answer.value());
        }
        if (decision instanceof Decision.Again<T> again) {
            return again(again);
        }
        RegistryException failure = withEarlier(((Decision.Fail<T>) decision).failure());
        if (failure instanceof OutcomeUnknownException outcome && call.reconciliation() != null) {
            unknown = outcome;
            number = 1;
            deadline = start + wholeTime();
            return new Step.Again<>(0);
        }
        return new Step.Failed<>(failure);
    }

    private Step<T> afterProbe(OutcomeUnknownException outcome, AttemptResult result) {
        ApiCall.Reconciliation<T> reconciliation = call.reconciliation();
        if (reconciliation == null) {
            return new Step.Failed<>(outcome);
        }
        Decision<Optional<Cluster>> decision = decide(reconciliation.probe(), result);
        if (decision instanceof Decision.Again<Optional<Cluster>> again) {
            return again(again);
        }
        if (decision instanceof Decision.Fail<Optional<Cluster>> fail) {
            RegistryException failure = withEarlier(fail.failure());
            outcome.addSuppressed(failure);
            return new Step.Failed<>(outcome);
        }
        Optional<Cluster> found = ((Decision.Return<Optional<Cluster>>) decision).value();
        Optional<T> verdict = reconciliation.verdict().apply(found);
        return verdict.<Step<T>>map(Step.Done::new).orElseGet(() -> new Step.Failed<>(outcome));
    }

    private <R> Decision<R> decide(ApiCall<R> current, AttemptResult result) {
        RegistryException refused = settleRefusal(!(result instanceof AttemptResult.NoToken));
        if (refused != null && result instanceof AttemptResult.NoToken) {
            attempting = false;
            return new Decision.Fail<>(refused);
        }
        long now = System.nanoTime();
        AttemptContext attempt =
                new AttemptContext(number, deadline - now, tokenCanBeRenewed(), new Redactor(token, call.request()));
        Decision<R> decision = decider.decide(current, attempt, result);
        if (decision instanceof Decision.Again<R> again && again.renewToken()) {
            tokenRenewed = true;
            refusal = new Refusal(current, result, again.failure(), now - attemptStart);
        } else if (attempting) {
            events.attempted(current, result, decision, now - attemptStart);
        }
        attempting = false;
        return decision;
    }

    private boolean tokenCanBeRenewed() {
        return !tokenRenewed && !(settings.tokens() instanceof FixedToken);
    }

    private Step<T> again(Decision.Again<?> again) {
        if (!again.renewToken()) {
            earlier.add(again.failure());
        }
        number++;
        return new Step.Again<>(again.pauseNanos());
    }

    private RegistryException withEarlier(RegistryException failure) {
        earlier.forEach(failure::addSuppressed);
        earlier.clear();
        return failure;
    }
}
