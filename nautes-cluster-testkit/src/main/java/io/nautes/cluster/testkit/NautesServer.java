package io.nautes.cluster.testkit;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.internal.RunningServer;
import io.nautes.cluster.server.internal.ServerSettings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API server on the loopback interface that speaks the HTTP API of Nautes 0.4 over any {@link ClusterRegistry}, by
 * default one in memory. Replies and errors match those of the real server, including its quirks: a cluster that is not
 * found is reported with status 500, and replies never contain the event listener.
 *
 * <pre>{@code
 * try (NautesServer server = NautesServer.start()) {
 *     ClusterRegistry registry = NautesClient.builder(server.uri()).token(server.token()).build();
 *     registry.list();
 * }
 * }</pre>
 *
 * <p>This is the server of {@code nautes-cluster-server} with the same limits and system properties, on the loopback
 * interface and without TLS. It also records requests and injects scripted faults. Outside of tests, use that module
 * instead. Thread-safe.
 */
public final class NautesServer implements AutoCloseable {
    private final RunningServer server;
    private final RequestLog requests;
    private final FaultInjection injection;

    private NautesServer(Builder builder) {
        this.requests = new RequestLog(builder.recordRequests);
        this.injection = new FaultInjection(requests);
        this.server = new RunningServer(new ServerSettings(
                builder.registry,
                builder.token,
                InetAddress.getLoopbackAddress(),
                builder.port,
                null,
                ServerSettings.DEFAULT_BODY_SIZE,
                builder.shutdownTimeout,
                List.of(),
                injection::next));
    }

    /**
     * Starts a server over a new registry in memory, on a free port, with a random token.
     *
     * @return the running server
     */
    public static NautesServer start() {
        return builder().start();
    }

    /**
     * Returns a new builder.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the URL of the server.
     *
     * @return such as {@code http://127.0.0.1:41234}
     */
    public URI uri() {
        return server.uri();
    }

    /**
     * Returns the token that requests must carry.
     *
     * @return the token
     */
    public AccessToken token() {
        return server.token();
    }

    /**
     * Returns the registry behind the server.
     *
     * @return the registry
     */
    public ClusterRegistry registry() {
        return server.registry();
    }

    /**
     * Returns the most recent requests.
     *
     * @return the recorded requests, oldest first: at most 1,000, and at most 16 MiB; empty if recording is off
     */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /**
     * Makes the next requests fail, in the given order. Later requests are answered normally.
     *
     * @param faults one fault for each request
     */
    public void fail(Fault... faults) {
        injection.fail(List.of(faults));
    }

    /**
     * Stops listening, waits for the calls in flight up to the shutdown timeout, and ends the server's threads. A registry
     * that was passed to the builder stays open. Closing a closed server has no effect.
     */
    @Override
    public void close() {
        injection.close();
        server.close();
    }

    /** A builder of {@link NautesServer}. Not thread-safe. */
    public static final class Builder {
        private @Nullable ClusterRegistry registry;
        private @Nullable AccessToken token;
        private int port;
        private boolean recordRequests = true;
        private Duration shutdownTimeout = ServerSettings.DEFAULT_SHUTDOWN_TIMEOUT;

        private Builder() {}

        /**
         * Sets the registry behind the server.
         *
         * @param value the registry, which the caller closes; by default one in memory
         */
        public Builder registry(ClusterRegistry value) {
            registry = Objects.requireNonNull(value, "registry");
            return this;
        }

        /**
         * Sets the token that requests must carry.
         *
         * @param value the token; by default a random one
         */
        public Builder token(AccessToken value) {
            token = Objects.requireNonNull(value, "token");
            return this;
        }

        /**
         * Sets the port.
         *
         * @param value the port; by default 0, which means a free one
         */
        public Builder port(int value) {
            port = ServerSettings.port(value);
            return this;
        }

        /**
         * Sets whether {@link NautesServer#requests} records requests, including their bodies and tokens.
         *
         * @param value {@code false} for a server that is used outside of tests; by default {@code true}
         */
        public Builder recordRequests(boolean value) {
            recordRequests = value;
            return this;
        }

        /**
         * Sets how long {@link NautesServer#close} waits for calls in flight.
         *
         * @param value the time; zero for no wait; by default 10 seconds
         * @throws IllegalArgumentException if it is negative
         */
        public Builder shutdownTimeout(Duration value) {
            shutdownTimeout = ServerSettings.shutdownTimeout(value);
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the running server
         * @throws UncheckedIOException if the port is in use
         */
        public NautesServer start() {
            return new NautesServer(this);
        }
    }
}
