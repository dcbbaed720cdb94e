package io.nautes.cluster.testkit;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An API server on the loopback interface that speaks the HTTP API of Nautes 0.4 over any {@link ClusterRegistry}, by
 * default one in memory. Replies and errors are those of the real server, its oddities included: a cluster that is not
 * found is status 500, and replies never hold the event listener.
 *
 * <pre>{@code
 * try (NautesServer server = NautesServer.start()) {
 *     ClusterRegistry registry = NautesClient.builder(server.uri()).token(server.token()).build();
 *     registry.list();
 * }
 * }</pre>
 *
 * <p>A request's path and token are checked before its body is read. Bodies are limited to 4 MiB, requests must have
 * arrived after 30 seconds, and idle connections are closed after 30 seconds.
 *
 * <p>Safe for use by several threads. Starting one sets those system properties of the JDK's server that are not set
 * yet: {@code sun.net.httpserver.nodelay} to {@code true}, because otherwise each reply takes some 40 ms, and {@code
 * maxReqTime}, {@code idleInterval} and {@code maxIdleConnections} to the limits above. They have no effect if the
 * program used the JDK's server before.
 */
public final class NautesServer implements AutoCloseable {
    /** Many, because the JDK's server blocks one for each request that arrives slowly. */
    private static final int THREADS = 256;

    private static final Duration LONGEST_SHUTDOWN = Duration.ofDays(1);
    /** Settings of the JDK's server, which takes them only from here. */
    private static final Map<String, String> SYSTEM_PROPERTIES = Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "200");

    private final HttpServer server;
    private final ExecutorService executor;
    private final AccessToken token;
    private final ClusterRegistry registry;
    private final boolean ownsRegistry;
    private final RequestLog requests;
    private final Duration shutdownTimeout;
    private final ApiHandler handler;
    private boolean closed;

    private NautesServer(Builder builder) {
        SYSTEM_PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        this.shutdownTimeout = builder.shutdownTimeout;
        this.requests = new RequestLog(builder.recordRequests);
        this.token = builder.token == null ? randomToken() : builder.token;
        this.ownsRegistry = builder.registry == null;
        this.registry = builder.registry == null ? inMemory() : builder.registry;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot listen on port " + builder.port, e);
        }
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "nautes-server-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.executor = threads;
        server.setExecutor(executor);
        this.handler = new ApiHandler(registry, token, requests);
        server.createContext("/", handler);
        server.start();
    }

    private static AccessToken randomToken() {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        return AccessToken.of(HexFormat.of().formatHex(random));
    }

    private static ClusterRegistry inMemory() {
        return StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build();
    }

    /**
     * Starts a server over a registry in memory, on a free port, with a random token.
     *
     * @return the running server
     */
    public static NautesServer start() {
        return builder().start();
    }

    /**
     * Returns a builder of a server.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns where the server listens.
     *
     * @return such as {@code http://127.0.0.1:41234}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Returns the token that requests must carry.
     *
     * @return the token
     */
    public AccessToken token() {
        return token;
    }

    /**
     * Returns the registry behind the server.
     *
     * @return the registry
     */
    public ClusterRegistry registry() {
        return registry;
    }

    /**
     * Returns the requests that were received.
     *
     * @return the last requests, oldest first: at most 1,000, and at most 16 MiB; empty if they are not recorded
     */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /**
     * Lets something go wrong with the next requests, in their order; those after them are answered as usual.
     *
     * @param faults one for each request
     */
    public void fail(Fault... faults) {
        handler.fail(List.of(faults));
    }

    /**
     * Stops listening, waits until the calls in flight are answered, but no longer than the shutdown timeout, and ends
     * the server's threads. A registry that was given is left open. Closing twice does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        handler.close();
        stopListening();
        boolean interrupted = false;
        try {
            handler.awaitIdle(shutdownTimeout);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            server.stop(0);
            executor.shutdownNow();
            if (ownsRegistry) {
                registry.close();
            }
        } finally {
            // Restored last: the server of JDK 25 clears the status of a thread that stops it.
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The JDK's server closes its listening socket at the beginning of a stop with a delay and all connections at the
     * end, which may be later than the last answer; so another stop without a delay ends it.
     */
    private void stopListening() {
        Thread stopping = new Thread(() -> server.stop((int) LONGEST_SHUTDOWN.toSeconds()), "nautes-server-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    /** Builds a {@link NautesServer}. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable ClusterRegistry registry;
        private @Nullable AccessToken token;
        private int port;
        private boolean recordRequests = true;
        private Duration shutdownTimeout = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * Sets the registry behind the server.
         *
         * @param value the registry, which the caller closes; by default one in memory
         * @return this builder
         */
        public Builder registry(ClusterRegistry value) {
            registry = Objects.requireNonNull(value, "registry");
            return this;
        }

        /**
         * Sets the token that requests must carry.
         *
         * @param value the token; by default a random one
         * @return this builder
         */
        public Builder token(AccessToken value) {
            token = Objects.requireNonNull(value, "token");
            return this;
        }

        /**
         * Sets the port.
         *
         * @param value the port; by default 0, which means a free one
         * @return this builder
         */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /**
         * Sets whether requests are recorded for {@link NautesServer#requests}, bodies and tokens included.
         *
         * @param value {@code false} for a server that is not used by tests; by default {@code true}
         * @return this builder
         */
        public Builder recordRequests(boolean value) {
            recordRequests = value;
            return this;
        }

        /**
         * Sets how long {@link NautesServer#close} waits for calls in flight.
         *
         * @param value the time, zero for not at all; by default 10 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder shutdownTimeout(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("the shutdown timeout must not be negative (got " + value + ")");
            }
            shutdownTimeout = value.compareTo(LONGEST_SHUTDOWN) > 0 ? LONGEST_SHUTDOWN : value;
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the running server
         * @throws UncheckedIOException if the port is taken
         */
        public NautesServer start() {
            return new NautesServer(this);
        }
    }
}
