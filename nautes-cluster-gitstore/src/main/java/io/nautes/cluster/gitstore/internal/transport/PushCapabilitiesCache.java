package io.nautes.cluster.gitstore.internal.transport;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of a server in the last successful exchange. They are removed when they are used, and stored again
 * if the exchange succeeds, so the exchange after a failure asks the server. Safe for use by several threads.
 */
final class PushCapabilitiesCache {
    /** The maximum time since the last success. After it, the connection is likely to be closed. */
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable PushCapabilities capabilities;
    private long stored;

    PushCapabilitiesCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Removes and returns the capabilities; {@code null} if the cache is empty or its content is too old. */
    synchronized @Nullable PushCapabilities take() {
        PushCapabilities last = capabilities;
        capabilities = null;
        return nanoTime.getAsLong() - stored > MAX_AGE.toNanos() ? null : last;
    }

    synchronized void put(PushCapabilities latest) {
        capabilities = latest;
        stored = nanoTime.getAsLong();
    }
}
