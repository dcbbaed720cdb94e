package io.nautes.cluster.server;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.internal.Interception;
import io.nautes.cluster.server.internal.RunningServer;
import io.nautes.cluster.server.internal.ServerSettings;
import io.nautes.cluster.server.listener.RequestListener;
import io.nautes.cluster.server.listener.ServedRequest;
import io.nautes.cluster.server.listener.ServerMetrics;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks the HTTP API of Nautes 0.4 over any {@link ClusterRegistry}. Replies and errors match those of the
 * real API server, including its quirks: a cluster that is not found is reported with status 500, and replies never contain
 * the event listener.
 *
 * <pre>{@code
 * ClusterApiServer server = ClusterApiServer.builder(registry)
 *         .token(token)
 *         .listener(request -> accessLog.add(request.toString()))
 *         .start();
 * }</pre>
 *
 * <p>By default it listens on the loopback interface, without TLS. It checks a request's path and token before it reads the
 * body. A request must arrive completely within 30 seconds, and idle connections are closed after 30 seconds. At most 256
 * requests are processed at the same time; further requests wait.
 *
 * <p>Thread-safe. Starting a server sets those system properties of the JDK's HTTP server that are not set yet: {@code
 * sun.net.httpserver.nodelay} to {@code true}, because otherwise each reply takes about 40 ms, and {@code maxReqTime},
 * {@code idleInterval} and {@code maxIdleConnections} to the limits of this class. They have no effect if the program has
 * already used the JDK's HTTP server.
 */
public final class ClusterApiServer implements AutoCloseable {
    private final RunningServer server;

    private ClusterApiServer(Builder builder) {
        this.server = new RunningServer(new ServerSettings(
                builder.registry,
                builder.token,
                builder.bindAddress,
                builder.port,
                builder.tls,
                builder.maxBodySize,
                builder.shutdownTimeout,
                builder.listeners,
                () -> Interception.NONE));
    }

    /** Returns a builder of a server over a new registry in memory, which is closed with the server. */
    public static Builder builder() {
        return new Builder(null);
    }

    /**
     * Returns a builder of a server over a registry.
     *
     * @param registry the registry, which the caller closes, after the server
     */
    public static Builder builder(ClusterRegistry registry) {
        return new Builder(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * Returns the URL for clients on this machine, such as {@code http://127.0.0.1:41234}. If the server listens on all
     * interfaces, this is the URL of the loopback interface.
     */
    public URI uri() {
        return server.uri();
    }

    /** Returns the token that requests must carry. */
    public AccessToken token() {
        return server.token();
    }

    /** Returns the registry behind the server. */
    public ClusterRegistry registry() {
        return server.registry();
    }

    /** Returns the metrics of the server since it was started. */
    public ServerMetrics metrics() {
        return server.metrics();
    }

    /**
     * Stops listening, waits for the calls in flight up to the shutdown timeout, and ends the server's threads. A registry
     * that was passed to the builder stays open. Closing a closed server has no effect.
     */
    @Override
    public void close() {
        server.close();
    }

    /** A builder of {@link ClusterApiServer}. Not thread-safe. */
    public static final class Builder {
        private final @Nullable ClusterRegistry registry;
        private final List<RequestListener> listeners = new ArrayList<>();
        private @Nullable AccessToken token;
        private @Nullable SSLContext tls;
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private int port;
        private int maxBodySize = ServerSettings.DEFAULT_BODY_SIZE;
        private Duration shutdownTimeout = ServerSettings.DEFAULT_SHUTDOWN_TIMEOUT;

        private Builder(@Nullable ClusterRegistry registry) {
            this.registry = registry;
        }

        /** Sets the token that requests must carry; by default a random one. */
        public Builder token(AccessToken value) {
            token = Objects.requireNonNull(value, "token");
            return this;
        }

        /**
         * Sets the address to listen on; by default that of the loopback interface. Use TLS on any other interface, because
         * each request carries the token.
         *
         * @param value the address of an interface of this machine, or the wildcard address for all
         */
        public Builder bindAddress(InetAddress value) {
            bindAddress = Objects.requireNonNull(value, "bindAddress");
            return this;
        }

        /**
         * Sets the port; by default 0, which means a free one.
         *
         * @throws IllegalArgumentException if it is not from 0 to 65535
         */
        public Builder port(int value) {
            port = ServerSettings.port(value);
            return this;
        }

        /** Sets the TLS context of the server's identity; by default the server speaks plain HTTP. */
        public Builder tls(SSLContext value) {
            tls = Objects.requireNonNull(value, "tls");
            return this;
        }

        /**
         * Sets the server's identity. The files are read once.
         *
         * @param certificates a file with the server's certificate chain, in PEM or DER
         * @param privateKey a file with the unencrypted private key in PEM: PKCS #8, or the older formats for RSA and
         *     elliptic curves
         * @throws IllegalArgumentException if a file cannot be read, or contains no certificate or no matching key; the
         *     message does not quote the key
         */
        public Builder tls(Path certificates, Path privateKey) {
            tls = PemIdentity.context(certificates, privateKey);
            return this;
        }

        /**
         * Sets the maximum length of a request body, in bytes; by default 4 MiB. Longer bodies are refused with status 400.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxBodySize(int value) {
            if (value < 1 || value == Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "maxBodySize must be from 1 to " + (Integer.MAX_VALUE - 1) + " (got " + value + ")");
            }
            maxBodySize = value;
            return this;
        }

        /** Adds a listener of requests, such as an access log; {@link ServedRequest#toString} returns a line for one. */
        public Builder listener(RequestListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Sets how long {@link ClusterApiServer#close} waits for calls in flight; by default 10 seconds.
         *
         * @param value the time; zero for no wait
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
         * @throws UncheckedIOException if the port is in use, or the address is not one of this machine
         */
        public ClusterApiServer start() {
            return new ClusterApiServer(this);
        }
    }
}
