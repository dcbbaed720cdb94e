package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request that was sent, and its reply.
 *
 * <p>The reply is taken when the JDK's client requests the handler of the body, and not from the client's future. That
 * future completes in the common pool, so an application that blocks the threads of the pool would delay every
 * exchange.
 */
final class HttpExchange {
    private final CompletableFuture<ReplyHead> reply;
    private final CompletableFuture<HttpResponse<ReplyBody>> work;
    private final ReplyBody body;

    private HttpExchange(
            CompletableFuture<ReplyHead> reply, CompletableFuture<HttpResponse<ReplyBody>> work, ReplyBody body) {
        this.reply = reply;
        this.work = work;
        this.body = body;
    }

    /** Sends a request without blocking, except possibly to resolve the host name. */
    static HttpExchange start(HttpClient client, HttpRequest request, HttpLimits limits) {
        CompletableFuture<ReplyHead> reply = new CompletableFuture<>();
        ReplyBody body = new ReplyBody(limits);
        CompletableFuture<HttpResponse<ReplyBody>> work = client.sendAsync(request, info -> {
            reply.complete(new ReplyHead(info.statusCode(), info.headers(), body));
            return body;
        });
        CompletableFuture<?> unused = work.whenComplete((response, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure);
            }
        });
        return new HttpExchange(reply, work, body);
    }

    /** Runs an action when the reply has arrived or has failed. The action must not block. */
    void onReply(Runnable action) {
        CompletableFuture<?> unused = reply.whenComplete((head, failure) -> action.run());
    }

    /** Waits for the status and headers of the reply. */
    ReplyHead await(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        return reply.get(deadline.nanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the exchange. Its connection is closed unless the reply was read to the end. */
    void abort() {
        if (!reply.isDone()) {
            work.cancel(true);
        }
        CompletableFuture<?> unused = reply.thenRun(body::cancel);
    }
}
