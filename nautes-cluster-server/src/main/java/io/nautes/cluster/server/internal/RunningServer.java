package io.nautes.cluster.server.internal;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.server.listener.ServerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A running HTTP server of the JDK with its threads and the registry behind it. */
public final class RunningServer implements AutoCloseable {
    /** The number of threads; it is high because a request that arrives slowly blocks one of the JDK server's threads. */
    private static final int THREADS = 256;

    static final Duration LONGEST_SHUTDOWN = Duration.ofDays(1);
    /** Settings of the JDK's server, which it reads only from system properties. */
    private static final Map<String, String> SYSTEM_PROPERTIES = Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "200");

    private final HttpServer server;
    private final URI uri;
    private final ExecutorService executor;
    private final AccessToken token;
    private final ClusterRegistry registry;
    private final boolean ownsRegistry;
    private final Duration shutdownTimeout;
    private final RequestMeter meter;
    private final ApiHandler handler;
    private boolean closed;

    /**
     * Starts a server.
     *
     * @throws UncheckedIOException if it cannot listen on the address
     */
    public RunningServer(ServerSettings settings) {
        SYSTEM_PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        this.shutdownTimeout = settings.shutdownTimeout();
        this.token = settings.token() == null ? randomToken() : settings.token();
        this.server = listening(settings);
        this.uri = uri(settings, server.getAddress().getPort());
        this.ownsRegistry = settings.registry() == null;
        this.registry = settings.registry() == null ? inMemory() : settings.registry();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.factory("nautes-server"));
        threads.allowCoreThreadTimeOut(true);
        this.executor = threads;
        server.setExecutor(executor);
        this.meter = new RequestMeter(settings.listeners());
        this.handler = new ApiHandler(registry, token, settings.maxBodySize(), meter, settings.interceptions());
        server.createContext("/", handler);
        server.start();
    }

    private static HttpServer listening(ServerSettings settings) {
        InetSocketAddress address = new InetSocketAddress(settings.bindAddress(), settings.port());
        try {
            if (settings.tls() == null) {
                return HttpServer.create(address, 0);
            }
            HttpsServer secured = HttpsServer.create(address, 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(settings.tls()));
            return secured;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the server cannot listen on " + settings.bindAddress().getHostAddress() + " port "
                            + settings.port() + " (" + e.getMessage() + "); choose another address or port",
                    e);
        }
    }

    private static URI uri(ServerSettings settings, int port) {
        InetAddress address =
                settings.bindAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : settings.bindAddress();
        return URI.create((settings.tls() == null ? "http://" : "https://") + host(address) + ":" + port);
    }

    /** Returns an address as the host of a URL, with the zone of an IPv6 address in the form of RFC 6874. */
    static String host(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text.replace("%", "%25") + "]" : text;
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

    public URI uri() {
        return uri;
    }

    public AccessToken token() {
        return token;
    }

    public ClusterRegistry registry() {
        return registry;
    }

    public ServerMetrics metrics() {
        return meter.metrics(handler.inFlight());
    }

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
            // Restored last, because the server of JDK 25 clears the interrupt status of the thread that stops it.
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Stops listening. The JDK's server closes its listening socket at the beginning of a stop with a delay. It closes the
     * connections only at the end of the delay, so a second stop without a delay ends it after the last reply.
     */
    private void stopListening() {
        DaemonThreads.create(() -> server.stop((int) LONGEST_SHUTDOWN.toSeconds()), "nautes-server-stop")
                .start();
    }
}
