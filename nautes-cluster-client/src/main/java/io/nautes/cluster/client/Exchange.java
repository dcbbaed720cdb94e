package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends an operation until it is answered, fails for good, or its time is over. */
final class Exchange implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int MAX_ERROR_BODY = 64 * 1024;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final String USER_AGENT = "nautes-cluster-java";

    private final String base;
    private final TokenSource tokens;
    private final Duration deadline;
    private final HttpClient http;
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Exchange(URI apiServer, TokenSource tokens, @Nullable SSLContext tls, Duration deadline) {
        String url = apiServer.toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.tokens = tokens;
        this.deadline = deadline;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline);
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
    }

    /**
     * Sends an operation.
     *
     * @param accepted which replies are answers; all others are failures
     */
    HttpResponse<byte[]> send(Operation operation, Predicate<HttpResponse<byte[]>> accepted) {
        URI uri = URI.create(base + operation.target());
        long end = System.nanoTime() + deadline.toNanos();
        List<RegistryException> earlier = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            RegistryException failure;
            OptionalLong retryAfter = OptionalLong.empty();
            boolean again;
            try {
                HttpResponse<byte[]> response = sendOnce(operation, uri, end);
                if (accepted.test(response)) {
                    return response;
                }
                failure = Replies.failure(operation, uri, response, attempt);
                again = isWorthAnotherTry(operation, response.statusCode());
                retryAfter = retryAfter(response);
            } catch (IOException e) {
                failure = broken(operation, uri, e, attempt);
                again = failure.code() == FailureCode.UNREACHABLE;
            }
            earlier.forEach(failure::addSuppressed);
            if (!again || attempt == MAX_ATTEMPTS || !pause(attempt, retryAfter, end)) {
                throw failure;
            }
            earlier.add(failure);
        }
    }

    private static boolean isWorthAnotherTry(Operation operation, int status) {
        return status == 429 || status == 503 || (operation.isRead() && (status == 502 || status == 504));
    }

    private HttpResponse<byte[]> sendOnce(Operation operation, URI uri, long end) throws IOException {
        if (closed) {
            throw closedFailure(operation);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .header("Authorization", "Bearer " + tokens.token().value());
        if (operation.body().isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            operation.method(),
                            BodyPublishers.ofByteArray(operation.body().bytes()));
        }
        CompletableFuture<HttpResponse<byte[]>> future =
                http.sendAsync(request.build(), LimitedBody.handler(MAX_BODY, MAX_ERROR_BODY));
        Object key = new Object();
        underWay.put(key, future);
        try {
            return future.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        } catch (TimeoutException e) {
            // Only this closes the connection; a timeout of the request would not cover its body.
            future.cancel(true);
            throw timedOut(operation, uri);
        } catch (CancellationException e) {
            throw closedFailure(operation);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw interrupted(operation, e);
        } finally {
            underWay.remove(key);
        }
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    }

    private RegistryException closedFailure(Operation operation) {
        return new RegistryException(
                FailureCode.CANCELLED, "failed to " + operation.description() + ": the client is closed");
    }

    private static RegistryException interrupted(Operation operation, InterruptedException cause) {
        String message = "failed to " + operation.description() + ": the thread was interrupted";
        return operation.isRead()
                ? new RegistryException(FailureCode.CANCELLED, message, cause)
                : new OutcomeUnknownException(message + " while the server was at it; read the cluster first", cause);
    }

    private RegistryException timedOut(Operation operation, URI uri) {
        String message = "failed to " + operation.description() + ": " + operation.method() + " " + uri
                + " was not answered within " + deadline.toMillis() + " ms";
        return operation.isRead()
                ? new RegistryException(FailureCode.TIMEOUT, message + "; try again later")
                : new OutcomeUnknownException(
                        message
                                + ", so it is not known whether the change was made; read the cluster before trying again",
                        null);
    }

    private static RegistryException broken(Operation operation, URI uri, IOException cause, int attempt) {
        String message = "failed to " + operation.description() + ": " + operation.method() + " " + uri + ": "
                + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                + (attempt > 1 ? " (after " + attempt + " attempts)" : "");
        if (cause instanceof SSLException) {
            boolean untrusted =
                    String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("certif");
            return new RegistryException(
                    untrusted ? FailureCode.UNTRUSTED_CERTIFICATE : FailureCode.UNEXPECTED_REPLY,
                    message + "; give the certificate of the installation with trustPem(...)",
                    cause);
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new RegistryException(FailureCode.UNEXPECTED_REPLY, message + "; list fewer clusters", cause);
        }
        boolean notSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        if (notSent || operation.isRead()) {
            return new RegistryException(
                    FailureCode.UNREACHABLE, message + "; check the URL of the API server and the network", cause);
        }
        return new OutcomeUnknownException(
                message + "; it is not known whether the change was made: read the cluster before trying again", cause);
    }

    private static OptionalLong retryAfter(HttpResponse<byte[]> response) {
        try {
            return response.headers().firstValueAsLong("Retry-After");
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Waits before another attempt; gives whether there is time for one. */
    private static boolean pause(int attempt, OptionalLong retryAfterSeconds, long end) {
        long most = FIRST_PAUSE_MILLIS << attempt;
        long millis = retryAfterSeconds.isPresent()
                ? TimeUnit.SECONDS.toMillis(Math.min(retryAfterSeconds.getAsLong(), Integer.MAX_VALUE))
                : ThreadLocalRandom.current().nextLong(most);
        if (TimeUnit.MILLISECONDS.toNanos(millis) >= end - System.nanoTime()) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(future -> future.cancel(true));
    }
}
