package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.model.internal.support.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client that sends single requests to Vault within a deadline. */
final class VaultHttp {
    private final HttpClient http;
    private final URI address;
    private final @Nullable String namespace;
    private final RetryPauses pauses;
    private final Set<CompletableFuture<?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    VaultHttp(HttpClient http, URI address, @Nullable String namespace, RetryPauses pauses) {
        this.http = http;
        this.pauses = pauses;
        this.address = address;
        this.namespace = namespace;
    }

    URI address() {
        return address;
    }

    /** Sends a request, with a token unless it is the login, and repeats it while Vault asks for a retry. */
    VaultReply send(VaultRequest request, @Nullable String token, Deadline deadline) throws NoReplyException {
        int attempt = 1;
        VaultReply reply = sendOnce(request, token, deadline);
        while (reply.isTemporary()
                && pauses.await(attempt, RetryAfter.parse(reply.retryAfter(), Instant.now()), deadline)) {
            reply = sendOnce(request, token, deadline);
            attempt++;
        }
        return reply;
    }

    // Futures are compared by identity, as intended.
    @SuppressWarnings("CollectionUndefinedEquality")
    private VaultReply sendOnce(VaultRequest request, @Nullable String token, Deadline deadline)
            throws NoReplyException {
        HttpRequest.Builder message = HttpRequest.newBuilder(URI.create(address + "/v1/" + request.path()))
                .header("Accept", "application/json")
                .header("X-Vault-Request", "true");
        byte[] body = request.body();
        if (body == null) {
            message.method(request.method(), BodyPublishers.noBody());
        } else {
            message.header("Content-Type", "application/json")
                    .method(request.method(), BodyPublishers.ofByteArray(body));
        }
        if (token != null) {
            message.header("X-Vault-Token", token);
        }
        if (namespace != null) {
            message.header("X-Vault-Namespace", namespace);
        }
        if (deadline.isOver()) {
            throw new NoReplyException(FailureCode.TIMEOUT, false, "there is no time left", new TimeoutException());
        }
        // The reply is taken from its body's subscriber: the JDK's future completes on the common pool, whose threads
        // the
        // application may block.
        CompletableFuture<VaultReply> reply = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(message.build(), head -> receiving(head, reply));
        CompletableFuture<?> unused = exchange.whenComplete((response, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure);
            }
        });
        inFlight.add(exchange);
        try {
            if (closed) {
                exchange.cancel(true);
            }
            return await(reply, exchange, deadline);
        } finally {
            inFlight.remove(exchange);
        }
    }

    /** Ends exchanges and pauses. Waiting callers get a failure that reports that the store was closed. */
    void close() {
        closed = true;
        pauses.close();
        inFlight.forEach(exchange -> exchange.cancel(true));
    }

    private static LimitedBody receiving(ResponseInfo head, CompletableFuture<VaultReply> reply) {
        LimitedBody subscriber = new LimitedBody();
        CompletionStage<?> unused = subscriber
                .getBody()
                .thenAccept(body -> reply.complete(new VaultReply(
                        head.statusCode(),
                        head.headers().firstValue("Location"),
                        head.headers().firstValue("Retry-After"),
                        body)));
        return subscriber;
    }

    private VaultReply await(CompletableFuture<VaultReply> reply, CompletableFuture<?> exchange, Deadline deadline)
            throws NoReplyException {
        try {
            return reply.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new NoReplyException(FailureCode.TIMEOUT, true, "no answer in time", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoReplyException(FailureCode.CANCELLED, true, "the thread was interrupted", e);
        } catch (CancellationException e) {
            throw new NoReplyException(FailureCode.CANCELLED, true, "the store was closed", e);
        } catch (ExecutionException e) {
            NoReplyException failure = noReply(e.getCause() == null ? e : e.getCause());
            if (closed) {
                // Closing breaks connections, which may be noticed first.
                throw new NoReplyException(FailureCode.CANCELLED, failure.isSent(), "the store was closed", failure);
            }
            throw failure;
        }
    }

    private static NoReplyException noReply(Throwable cause) {
        if (cause instanceof LimitedBody.TooLargeException) {
            return new NoReplyException(FailureCode.UNEXPECTED_REPLY, true, String.valueOf(cause.getMessage()), cause);
        }
        if (cause instanceof SSLException) {
            return new NoReplyException(
                    FailureCode.UNTRUSTED_CERTIFICATE,
                    false,
                    "no trusted connection can be made (" + cause.getMessage() + ")",
                    cause);
        }
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            return new NoReplyException(FailureCode.UNREACHABLE, false, "no connection can be made", cause);
        }
        String words = cause instanceof IOException ? "the connection broke" : "the request failed";
        return new NoReplyException(FailureCode.UNREACHABLE, true, words + " (" + cause.getMessage() + ")", cause);
    }
}
