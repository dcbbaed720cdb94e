package io.nautes.cluster.client;

import io.nautes.cluster.core.RegistryException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the log and the observers of attempts. What observers do wrong does not touch the call. */
final class Observers {
    private static final Logger LOG = System.getLogger("io.nautes.cluster.client");

    private final List<ClientObserver> observers;

    Observers(List<ClientObserver> observers) {
        this.observers = observers;
    }

    void tell(ApiCall<?> call, int number, AttemptResult result, Decision<?> decision, long nanos) {
        if (observers.isEmpty() && !LOG.isLoggable(Level.DEBUG)) {
            return;
        }
        RegistryException failure = failure(decision);
        ClientObserver.Attempt attempt = new ClientObserver.Attempt(
                call.operation().description(),
                call.operation().cluster(),
                call.operation().method(),
                call.uri(),
                number,
                result instanceof AttemptResult.Answered answered
                        ? answered.reply().status()
                        : 0,
                failure == null ? null : failure.code(),
                Duration.ofNanos(nanos),
                !(decision instanceof Decision.Again));
        LOG.log(Level.DEBUG, () -> String.valueOf(attempt));
        for (ClientObserver observer : observers) {
            try {
                observer.onAttempt(attempt);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "an observer failed", e);
            }
        }
    }

    private static @Nullable RegistryException failure(Decision<?> decision) {
        if (decision instanceof Decision.Again<?> again) {
            return again.failure();
        }
        return decision instanceof Decision.Fail<?> fail ? fail.failure() : null;
    }
}
