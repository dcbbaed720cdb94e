package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends an operation until it is answered, fails for good, or its time is over: with a waiting thread, or without. */
// What the stages end in is the result that the caller holds.
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Exchange.class.getName());

    private final ClientSettings settings;
    private final Transport transport;
    private final DecisionMaker decisions;
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Exchange(ClientSettings settings, Transport transport, DecisionMaker decisions) {
        this.settings = settings;
        this.transport = transport;
        this.decisions = decisions;
    }

    private Call call(Operation operation, Predicate<HttpResponse<byte[]>> accepted) {
        URI uri = URI.create(settings.base() + operation.target());
        return new Call(
                operation,
                uri,
                accepted,
                System.nanoTime() + settings.deadline().toNanos());
    }

    /**
     * Sends an operation and waits for the answer.
     *
     * @param accepted which replies are answers; all others are failures
     */
    HttpResponse<byte[]> send(Operation operation, Predicate<HttpResponse<byte[]>> accepted) {
        Call call = call(operation, accepted);
        while (true) {
            long start = System.nanoTime();
            Decision decision = attempt(call);
            observe(call, decision, start);
            if (decision instanceof Decision.Answer answer) {
                return answer.response();
            }
            if (decision instanceof Decision.Fail fail) {
                throw fail.failure();
            }
            Decision.Again again = (Decision.Again) decision;
            pause(call, again);
            call.next(again.failure(), again.renewToken());
        }
    }

    /** By the client's own waiting call, which costs half of what waiting for its asynchronous one does. */
    private Decision attempt(Call call) {
        WaitingThread waiting = new WaitingThread();
        CompletableFuture<?> guard = new CompletableFuture<>();
        @Nullable HttpResponse<byte[]> response = null;
        @Nullable Throwable failure = null;
        try {
            HttpClient client = client(call);
            HttpRequest request = request(call);
            guard(guard, call, waiting);
            response = client.send(request, bodies());
        } catch (IOException e) {
            failure = withoutWrapper(e);
        } catch (InterruptedException | RuntimeException e) {
            failure = e;
        }
        underWay.remove(waiting);
        Throwable reason = waiting.leave();
        guard.complete(null);
        if (response != null) {
            return decisions.onReply(call, response);
        }
        if (reason != null) {
            return decisions.onFailure(call, reason);
        }
        Throwable cause = Objects.requireNonNull(failure);
        if (cause instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return new Decision.Fail(call.withEarlier(interrupted(call.operation(), cause)));
        }
        return decisions.onFailure(call, cause);
    }

    /** Stops the waiting when the time is over, which a timeout of the request would not do within a body, or on close. */
    private void guard(CompletableFuture<?> guard, Call call, WaitingThread waiting) {
        guard.orTimeout(Math.max(1, call.nanosLeft()), TimeUnit.NANOSECONDS).whenComplete((nothing, reason) -> {
            if (reason != null) {
                waiting.stop(reason);
            }
        });
        underWay.put(waiting, guard);
        if (closed) {
            guard.cancel(true);
        }
    }

    /** The waiting call wraps what it does not know in an exception of its own. */
    private static Throwable withoutWrapper(IOException e) {
        return e.getClass() == IOException.class && e.getCause() instanceof IOException cause ? cause : e;
    }

    private static RegistryException interrupted(Operation operation, Throwable cause) {
        String message = "failed to " + operation.description() + ": the thread was interrupted";
        return operation.isRead()
                ? new RegistryException(FailureCode.CANCELLED, message, cause)
                : new OutcomeUnknownException(message + " while the server was at it; read the cluster first", cause);
    }

    private static void pause(Call call, Decision.Again again) {
        try {
            TimeUnit.MILLISECONDS.sleep(again.pauseMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.withEarlier(again.failure());
        }
    }

    /**
     * Sends an operation without waiting. Cancelling the future ends the exchange.
     *
     * @param accepted which replies are answers; all others are failures
     */
    CompletableFuture<HttpResponse<byte[]>> sendAsync(Operation operation, Predicate<HttpResponse<byte[]>> accepted) {
        CompletableFuture<HttpResponse<byte[]>> result = new CompletableFuture<>();
        attemptAsync(call(operation, accepted), result);
        return result;
    }

    private void attemptAsync(Call call, CompletableFuture<HttpResponse<byte[]>> result) {
        if (result.isDone()) {
            return;
        }
        long start = System.nanoTime();
        Object key = new Object();
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = start(call, key);
        } catch (RuntimeException e) {
            follow(call, decisions.onFailure(call, e), start, result);
            return;
        }
        result.whenComplete((response, failure) -> {
            if (result.isCancelled()) {
                exchange.cancel(true);
            }
        });
        exchange.copy()
                .orTimeout(Math.max(1, call.nanosLeft()), TimeUnit.NANOSECONDS)
                .whenComplete((response, failure) -> {
                    underWay.remove(key);
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                    Decision decision =
                            failure == null ? decisions.onReply(call, response) : decisions.onFailure(call, failure);
                    follow(call, decision, start, result);
                });
    }

    private void follow(Call call, Decision decision, long start, CompletableFuture<HttpResponse<byte[]>> result) {
        observe(call, decision, start);
        if (decision instanceof Decision.Answer answer) {
            result.complete(answer.response());
        } else if (decision instanceof Decision.Fail fail) {
            result.completeExceptionally(fail.failure());
        } else if (decision instanceof Decision.Again again) {
            call.next(again.failure(), again.renewToken());
            CompletableFuture.delayedExecutor(again.pauseMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> attemptAsync(call, result));
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> start(Call call, Object key) {
        CompletableFuture<HttpResponse<byte[]>> exchange = client(call).sendAsync(request(call), bodies());
        underWay.put(key, exchange);
        if (closed) {
            exchange.cancel(true);
        }
        return exchange;
    }

    private HttpClient client(Call call) {
        HttpClient client = closed ? null : transport.http();
        if (client == null) {
            throw new RegistryException(
                    FailureCode.CANCELLED, "failed to " + call.operation().description() + ": the client is closed");
        }
        return client;
    }

    private HttpRequest request(Call call) {
        Operation operation = call.operation();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
        settings.headers().forEach(request::header);
        request.header("Accept", "application/json")
                .header("User-Agent", settings.userAgent())
                .header("Authorization", "Bearer " + token(call));
        if (operation.body().isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            operation.method(),
                            BodyPublishers.ofByteArray(operation.body().bytes()));
        }
        return request.build();
    }

    private String token(Call call) {
        String token;
        try {
            token = settings.tokens().token().value();
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its words may hold what it was about.
            throw new RegistryException(
                    FailureCode.UNAUTHENTICATED,
                    "failed to " + call.operation().description() + ": the token source failed with "
                            + e.getClass().getName(),
                    e);
        }
        call.sendWith(token);
        return token;
    }

    private BodyHandler<byte[]> bodies() {
        return LimitedBody.handler(settings.bodyLimit(), settings.errorBodyLimit());
    }

    private void observe(Call call, Decision decision, long start) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        RegistryException failure = decision instanceof Decision.Fail fail
                ? fail.failure()
                : decision instanceof Decision.Again again ? again.failure() : null;
        int status = decision instanceof Decision.Answer answer
                ? answer.response().statusCode()
                : failure instanceof ServerReplyException reply ? reply.status() : 0;
        ClientObserver.Attempt attempt = new ClientObserver.Attempt(
                call.operation().description(),
                call.operation().method(),
                call.uri(),
                call.attempt(),
                status,
                failure == null ? null : failure.code(),
                duration,
                !(decision instanceof Decision.Again));
        LOG.log(Level.DEBUG, () -> String.valueOf(attempt));
        for (ClientObserver observer : List.copyOf(settings.observers())) {
            try {
                observer.onAttempt(attempt);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "an observer failed", e);
            }
        }
    }

    /** Ends what is under way, and the transport. */
    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(exchange -> exchange.cancel(true));
        transport.close();
    }
}
