package io.nautes.cluster.server.internal;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.listener.RequestListener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param registry the registry, which the caller closes; {@code null} for one in memory, which the server closes
 * @param token the token that requests must carry; {@code null} for a random one
 * @param bindAddress the address to listen on
 * @param port the port to listen on; 0 for a free one
 * @param tls the server's identity; {@code null} for plain HTTP
 * @param maxBodySize the maximum length of a request body, in bytes
 * @param shutdownTimeout how long closing waits for calls in flight
 * @param listeners the listeners of requests
 * @param interceptions returns the interception of the next request
 */
public record ServerSettings(
        @Nullable ClusterRegistry registry,
        @Nullable AccessToken token,
        InetAddress bindAddress,
        int port,
        @Nullable SSLContext tls,
        int maxBodySize,
        Duration shutdownTimeout,
        List<RequestListener> listeners,
        Supplier<Interception> interceptions) {
    /** The default maximum length of a request body, in bytes. */
    public static final int DEFAULT_BODY_SIZE = 4 << 20;

    /** The default time that closing waits for calls in flight. */
    public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks a shutdown timeout and returns it.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration shutdownTimeout(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("the shutdown timeout must not be negative (got " + value + ")");
        }
        return value.compareTo(RunningServer.LONGEST_SHUTDOWN) > 0 ? RunningServer.LONGEST_SHUTDOWN : value;
    }

    /**
     * Checks a port and returns it.
     *
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public static int port(int value) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("port must be from 0 to 65535 (got " + value + ")");
        }
        return value;
    }
}
