package io.nautes.cluster.client;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client and the threads that it works with. It makes what it was not given, when that is needed first, and
 * ends what it made.
 */
final class HttpSender {
    private static final AtomicInteger CLIENTS = new AtomicInteger();
    /** What ends a client since Java 21; {@code null} before. */
    private static final @Nullable MethodHandle SHUTDOWN_NOW = shutdownNow();

    private final Options options;
    private final BodyHandler<Reply.Body> bodies;
    private final String name = "nautes-client-" + CLIENTS.incrementAndGet();
    private volatile @Nullable HttpClient http;
    private @Nullable ExecutorService ownThreads;
    private volatile @Nullable Thread selector;
    private boolean closed;

    /**
     * What connections are made with.
     *
     * @param http the client to use; {@code null} to make one
     * @param executor the threads to use; {@code null} to make some
     * @param tls the context of TLS; {@code null} for the Java runtime's
     * @param proxy chooses proxies; {@code null} for the Java runtime's choice
     * @param version the version of HTTP
     * @param connectTimeout how long making a connection may take
     */
    record Options(
            @Nullable HttpClient http,
            @Nullable Executor executor,
            @Nullable SSLContext tls,
            @Nullable ProxySelector proxy,
            Version version,
            Duration connectTimeout) {}

    HttpSender(Options options, BodyHandler<Reply.Body> bodies) {
        this.options = options;
        this.bodies = bodies;
        this.http = options.http();
    }

    private static @Nullable MethodHandle shutdownNow() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** A name for threads, different from those of other clients. */
    String name() {
        return name;
    }

    /** Sends and waits. An interrupt ends the exchange and closes its connection. */
    Reply send(HttpRequest request) throws IOException, InterruptedException {
        return reply(http().send(request, bodies));
    }

    /**
     * Sends without waiting for the reply, but perhaps for a name to be resolved. Cancelling the future ends the exchange
     * and closes its connection. What depends on the future must be run by {@link #execute}.
     */
    CompletableFuture<HttpResponse<Reply.Body>> sendAsync(HttpRequest request) {
        return http().sendAsync(request, bodies);
    }

    static Reply reply(HttpResponse<Reply.Body> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** Runs a task on the threads of the client; here and now if they are gone. */
    void execute(Runnable task) {
        try {
            threads().execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private HttpClient http() {
        HttpClient made = http;
        return made == null ? makeHttp() : made;
    }

    private synchronized HttpClient makeHttp() {
        HttpClient made = http;
        if (made != null) {
            return made;
        }
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Executor workers = workers();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(SHUTDOWN_NOW == null ? task -> executeForSelector(workers, task) : workers)
                .version(options.version())
                .followRedirects(Redirect.NEVER)
                .connectTimeout(options.connectTimeout());
        if (options.tls() != null) {
            builder.sslContext(options.tls());
        }
        if (options.proxy() != null) {
            builder.proxy(options.proxy());
        }
        made = builder.build();
        http = made;
        return made;
    }

    /**
     * With HTTP/1.1 the work of the JDK's client is to copy bytes and to read headers. Handing that over to another thread
     * costs more than all of it, so it is done where it comes up: by the thread that sends, or by the one that selects.
     * Nothing of a caller's runs there, so that nobody holds up the other connections.
     */
    private Executor workers() {
        Executor given = options.executor();
        if (given != null) {
            return given;
        }
        return options.version() == Version.HTTP_1_1 ? Runnable::run : threads();
    }

    /**
     * Before Java 21 a client cannot be closed: the thread that selects stays until the garbage collector finds the client
     * gone, and keeps idle connections open meanwhile. The thread ends when it is interrupted, so it is noted here, where
     * it hands over work.
     */
    private void executeForSelector(Executor workers, Runnable task) {
        if (selector == null) {
            Thread current = Thread.currentThread();
            if (current.getClass().getName().endsWith("$SelectorManager")) {
                selector = current;
            }
        }
        workers.execute(task);
    }

    private synchronized Executor threads() {
        if (options.executor() != null) {
            return options.executor();
        }
        if (ownThreads == null) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            AtomicInteger count = new AtomicInteger();
            ownThreads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
        return ownThreads;
    }

    /** Ends what was made here; what was given stays as it is. Doing so twice does nothing. */
    synchronized void close() {
        closed = true;
        HttpClient made = options.http() == null ? http : null;
        if (made != null) {
            end(made);
            http = null;
        }
        if (ownThreads != null) {
            ownThreads.shutdown();
        }
    }

    private void end(HttpClient made) {
        Thread selecting = selector;
        if (selecting != null) {
            selecting.interrupt();
        }
        if (SHUTDOWN_NOW != null) {
            try {
                SHUTDOWN_NOW.invokeExact(made);
            } catch (Throwable e) {
                throw new IllegalStateException("the HTTP client cannot be ended", e);
            }
        }
    }
}
