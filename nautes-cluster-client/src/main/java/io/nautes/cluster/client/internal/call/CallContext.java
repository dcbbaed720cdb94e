package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.http.HttpSender;
import io.nautes.cluster.client.internal.retry.RetryDecider;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all calls of a client share.
 *
 * @param settings the settings of requests
 * @param sender sends requests
 * @param decider decides what follows an attempt
 * @param listeners the listeners of the operations
 * @param inFlight the calls in flight
 * @param changes the queue of changes; {@code null} if changes are not serialized
 */
public record CallContext(
        CallSettings settings,
        HttpSender sender,
        RetryDecider decider,
        List<RegistryListener> listeners,
        InFlightCalls inFlight,
        @Nullable ChangeQueue changes) {
    /** Reports the start of an operation and creates its call. If the call is refused, reports the end as well. */
    <T> CallState<T> begin(RegistryOperation operation, Supplier<ApiCall<T>> call) {
        OperationEvents events = OperationEvents.start(listeners, operation);
        try {
            ApiCall<T> begun = call.get();
            checkHeaders(begun);
            return new CallState<>(begun, settings, decider, events);
        } catch (RegistryException e) {
            events.ended(e);
            throw e;
        }
    }

    private static void checkHeaders(ApiCall<?> call) {
        call.options().headers().forEach((name, value) -> {
            String problem = RequestHeaders.problem(name, value);
            if (problem != null) {
                throw new RegistryException(
                        FailureCode.UNSUPPORTED,
                        "failed to " + call.operation().description() + ": " + problem + "; nothing was sent");
            }
        });
    }

    /** Adds the call to the queue; returns {@code null} if the call does not have to wait for its turn. */
    ChangeQueue.@Nullable Turn queue(ApiCall<?> call) {
        return changes == null || call.operation().isRead() ? null : changes.enter();
    }

    /** Returns the failure of a call on a closed client. */
    public static RegistryException closed(ApiCall<?> call) {
        return new RegistryException(
                FailureCode.CANCELLED,
                "failed to " + call.operation().description() + ": the client is closed; build a new one");
    }
}
