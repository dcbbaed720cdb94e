package io.nautes.cluster.client.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A subscriber that reads a body up to a limit. If the body is longer, it ends the exchange and returns the beginning. */
public final class LimitedBody implements BodySubscriber<HttpReply.Body> {
    private static final int FIRST_SIZE = 4096;

    private final int limit;
    private final CompletableFuture<HttpReply.Body> body = new CompletableFuture<>();
    private byte[] received;
    private int size;
    private volatile Flow.@Nullable Subscription subscription;

    private LimitedBody(int limit, long expected) {
        this.limit = limit;
        // At most 64 KiB are allocated for a stated length, which may be false. The array grows with the bytes
        // received.
        this.received = new byte[(int) Math.min(Math.min(expected < 0 ? FIRST_SIZE : expected, limit), 1 << 16)];
    }

    /**
     * Returns a function that creates the subscriber of a response.
     *
     * @param limit the limit of successful replies, in bytes
     * @param errorLimit the limit of other replies, in bytes
     */
    public static Function<ResponseInfo, LimitedBody> handler(int limit, int errorLimit) {
        return response ->
                new LimitedBody(response.statusCode() / 100 == 2 ? limit : errorLimit, statedLength(response));
    }

    private static long statedLength(ResponseInfo response) {
        try {
            return response.headers().firstValueAsLong("Content-Length").orElse(-1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public CompletionStage<HttpReply.Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (body.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            int taken = Math.min(buffer.remaining(), limit - size);
            boolean tooLarge = taken < buffer.remaining();
            reserve(taken);
            buffer.get(received, size, taken);
            size += taken;
            if (tooLarge) {
                Flow.Subscription current = subscription;
                if (current != null) {
                    current.cancel();
                }
                complete(true);
            }
        }
    }

    /** Ends the exchange. The body completes with a failure. */
    public void abort() {
        if (body.completeExceptionally(new IOException("the call was ended"))) {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }

    private void reserve(int more) {
        if (size + more > received.length) {
            received = Arrays.copyOf(received, Math.max(size + more, (int) Math.min(limit, 2L * received.length)));
        }
    }

    private void complete(boolean tooLarge) {
        body.complete(new HttpReply.Body(size == received.length ? received : Arrays.copyOf(received, size), tooLarge));
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete(false);
    }
}
