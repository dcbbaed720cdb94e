package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import org.jspecify.annotations.Nullable;

/**
 * What calls share, whether a thread waits for them or not.
 *
 * @param settings what requests are made with
 * @param sender sends them
 * @param decider decides what follows
 * @param observers are told
 * @param underWay the calls that are under way
 * @param changes the queue of changes; {@code null} if they are not held back
 */
record Calls(
        ClientSettings settings,
        HttpSender sender,
        Decider decider,
        Observers observers,
        CallsUnderWay underWay,
        @Nullable ChangeQueue changes) {
    <T> CallProgress<T> progress(ApiCall<T> call) {
        return new CallProgress<>(call, settings, decider, observers);
    }

    /** A place in the queue, if the call has to wait for its turn. */
    ChangeQueue.@Nullable Turn queue(ApiCall<?> call) {
        return changes == null || call.operation().isRead() ? null : changes.enter();
    }

    /** Why a call does not begin. */
    static RegistryException closed(ApiCall<?> call) {
        return new RegistryException(
                FailureCode.CANCELLED,
                "failed to " + call.operation().description() + ": the client is closed; make another one");
    }
}
