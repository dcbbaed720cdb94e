package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.api.ApiOperation;
import io.nautes.cluster.client.internal.http.SentProbe;
import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.client.internal.retry.ConnectionFailures;
import io.nautes.cluster.model.AccessToken;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request of an attempt, and whether it may have been sent.
 *
 * @param http the request
 * @param probe the body, which knows whether it was requested; {@code null} if there is no body
 */
record OutgoingRequest(HttpRequest http, @Nullable SentProbe probe) {
    /**
     * Creates a request.
     *
     * @param timeout the JDK's timeout for the head of the reply; {@code null} for none
     */
    static OutgoingRequest of(
            ApiCall<?> call,
            CallSettings settings,
            OperationEvents events,
            AccessToken token,
            @Nullable Duration timeout) {
        ApiOperation operation = call.operation();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .version(settings.version())
                .setHeader("Accept", "application/json")
                .setHeader("Authorization", "Bearer " + token.value());
        events.addHeaders(request);
        settings.headers().forEach(request::setHeader);
        call.options().headers().forEach(request::setHeader);
        if (timeout != null) {
            request.timeout(timeout);
        }
        if (operation.body().isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
            return new OutgoingRequest(request.build(), null);
        }
        SentProbe probe = new SentProbe(operation.body().bytes());
        request.setHeader("Content-Type", "application/json").method(operation.method(), probe);
        return new OutgoingRequest(request.build(), probe);
    }

    /** Returns whether the request may have been sent. For a request without a body, this is unknown. */
    boolean isMaybeSent() {
        return probe == null || probe.isAskedFor();
    }

    /** Withdraws the request; returns whether the server may have received all of it. */
    boolean isMaybeSentWhenWithdrawn() {
        return probe == null || !probe.withdraw();
    }

    AttemptResult broken(Throwable thrown) {
        Throwable cause = ConnectionFailures.unwrapped(thrown);
        return new AttemptResult.Broken(cause, isMaybeSent() && !ConnectionFailures.isBeforeRequest(cause));
    }
}
