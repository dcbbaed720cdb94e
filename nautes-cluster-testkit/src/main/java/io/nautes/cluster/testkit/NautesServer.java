package io.nautes.cluster.testkit;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.InMemoryClusterStore;
import io.nautes.cluster.core.InMemoryKubeconfigStore;
import io.nautes.cluster.core.StoreClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * <p>Safe for use by several threads. Starting one sets the system property {@code sun.net.httpserver.nodelay} to
 * {@code true} unless it is set: without it each reply of the JDK's server takes some 40 ms.
 */
public final class NautesServer implements AutoCloseable {
    private static final int THREADS = 32;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService executor;
    private final AccessToken token;
    private final ClusterRegistry registry;
    private final boolean ownsRegistry;
    private final RequestLog requests = new RequestLog();
    private final ApiHandler handler;

    private NautesServer(Builder builder) {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        this.token = builder.token == null ? randomToken() : builder.token;
        this.ownsRegistry = builder.registry == null;
        this.registry = builder.registry == null ? inMemory() : builder.registry;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot listen on port " + builder.port, e);
        }
        AtomicInteger count = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "nautes-server-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
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
     * A builder of a server.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server listens.
     *
     * @return such as {@code http://127.0.0.1:41234}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * The token that requests must carry.
     *
     * @return the token
     */
    public AccessToken token() {
        return token;
    }

    /**
     * The registry behind the server.
     *
     * @return the registry
     */
    public ClusterRegistry registry() {
        return registry;
    }

    /**
     * The requests that were received.
     *
     * @return the last 1,000 requests, oldest first
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

    /** Stops listening and ends its threads. A registry that was given is left open. */
    @Override
    public void close() {
        handler.close();
        server.stop(0);
        executor.shutdownNow();
        if (ownsRegistry) {
            registry.close();
        }
    }

    /** Builds a {@link NautesServer}. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable ClusterRegistry registry;
        private @Nullable AccessToken token;
        private int port;

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
