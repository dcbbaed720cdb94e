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
 * A server that speaks the HTTP API of Nautes 0.4 over any {@link ClusterRegistry}. Replies and errors are those of the real
 * API server, its oddities included: a cluster that is not found is status 500, and replies never hold the event listener.
 *
 * <pre>{@code
 * ClusterApiServer server = ClusterApiServer.builder(registry)
 *         .token(token)
 *         .listener(request -> accessLog.add(request.toString()))
 *         .start();
 * }</pre>
 *
 * <p>By default it listens on the loopback interface, without TLS. A request's path and token are checked before its body
 * is read. Requests must have arrived after 30 seconds, idle connections are closed after 30 seconds, and at most 256
 * requests are answered at once; more wait.
 *
 * <p>Safe for use by several threads. Starting one sets those system properties of the JDK's server that are not set
 * yet: {@code sun.net.httpserver.nodelay} to {@code true}, because otherwise each reply takes some 40 ms, and {@code
 * maxReqTime}, {@code idleInterval} and {@code maxIdleConnections} to the limits above. They have no effect if the
 * program used the JDK's server before.
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
     * Returns the address that clients on this machine use, such as {@code http://127.0.0.1:41234}. If the server listens on
     * all interfaces, it is that of the loopback interface.
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

    /** Returns what the server has done since it was started. */
    public ServerMetrics metrics() {
        return server.metrics();
    }

    /**
     * Stops listening, waits until the calls in flight are answered, but no longer than the shutdown timeout, and ends
     * the server's threads. A registry that was given is left open. Closing twice does nothing.
     */
    @Override
    public void close() {
        server.close();
    }

    /** A builder of a {@link ClusterApiServer}. Not safe for use by several threads. */
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
         * Sets the address to listen on; by default that of the loopback interface. Use TLS on any other, because each
         * request carries the token.
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
         * @param certificates a file with the server's certificate, and those above it, in PEM or DER
         * @param privateKey a file with its private key in PEM: PKCS #8, or the older forms of RSA and elliptic curves; not
         *     encrypted
         * @throws IllegalArgumentException if a file cannot be read, or has no certificate or no key of the certificate; the
         *     message shows nothing of the key
         */
        public Builder tls(Path certificates, Path privateKey) {
            tls = PemIdentity.context(certificates, privateKey);
            return this;
        }

        /**
         * Sets the longest body of a request, in bytes; by default 4 MiB. A longer one is refused with status 400.
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

        /** Adds a listener of requests, such as an access log; {@link ServedRequest#toString} is a line of one. */
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
