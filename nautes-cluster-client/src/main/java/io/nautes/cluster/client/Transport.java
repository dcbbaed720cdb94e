package io.nautes.cluster.client;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of a {@link NautesClient}: a given one, or one that is made with the first request, because each has a
 * thread of its own from the beginning.
 */
final class Transport implements AutoCloseable {
    private final @Nullable Function<ExecutorService, HttpClient> maker;
    private @Nullable HttpClient http;
    private @Nullable ExecutorService executor;
    private boolean closed;

    private Transport(@Nullable Function<ExecutorService, HttpClient> maker, @Nullable HttpClient http) {
        this.maker = maker;
        this.http = http;
    }

    static Transport given(HttpClient http) {
        return new Transport(null, http);
    }

    static Transport own(Function<ExecutorService, HttpClient> maker) {
        return new Transport(maker, null);
    }

    /** The client; {@code null} once this is closed. */
    synchronized @Nullable HttpClient http() {
        if (http == null && maker != null && !closed) {
            executor = ClientThreads.newExecutor();
            http = maker.apply(executor);
        }
        return http;
    }

    /** Ends what was made here. Before Java 21 the client's own thread ends when nobody refers to the client any more. */
    @Override
    public void close() {
        HttpClient made;
        ExecutorService threads;
        synchronized (this) {
            closed = true;
            made = maker == null ? null : http;
            threads = executor;
            http = null;
            executor = null;
        }
        if (made instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the HTTP client cannot be closed", e);
            }
        }
        if (threads != null) {
            threads.shutdown();
        }
    }
}
