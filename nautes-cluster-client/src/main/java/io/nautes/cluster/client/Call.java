package io.nautes.cluster.client;

import io.nautes.cluster.core.RegistryException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One operation on its way: which attempt it is at, what failed before, and how much time is left. */
final class Call {
    private final Operation operation;
    private final URI uri;
    private final Predicate<HttpResponse<byte[]>> accepted;
    private final long end;
    private final List<RegistryException> earlier = new ArrayList<>();
    private int attempt = 1;
    private boolean tokenRenewed;
    private volatile @Nullable String token;

    Call(Operation operation, URI uri, Predicate<HttpResponse<byte[]>> accepted, long end) {
        this.operation = operation;
        this.uri = uri;
        this.accepted = accepted;
        this.end = end;
    }

    Operation operation() {
        return operation;
    }

    URI uri() {
        return uri;
    }

    boolean accepts(HttpResponse<byte[]> response) {
        return accepted.test(response);
    }

    int attempt() {
        return attempt;
    }

    /** The token of the latest attempt, to be kept out of messages; {@code null} before the first. */
    @Nullable
    String token() {
        return token;
    }

    void sendWith(String value) {
        token = value;
    }

    boolean isTokenRenewed() {
        return tokenRenewed;
    }

    long nanosLeft() {
        return end - System.nanoTime();
    }

    /** The failure with those before it attached. */
    RegistryException withEarlier(RegistryException failure) {
        earlier.forEach(failure::addSuppressed);
        return failure;
    }

    void next(RegistryException failure, boolean renewed) {
        earlier.add(failure);
        attempt++;
        tokenRenewed |= renewed;
    }
}
