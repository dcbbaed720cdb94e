package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of a reply as a stream. Reading waits no longer than the limits allow. Read by one thread. */
final class ReplyBody extends InputStream implements BodySubscriber<ReplyBody> {
    /** The number of parts that are received before the reader requests them. */
    private static final int PREFETCHED = 2;

    /**
     * The maximum number of unread bytes to read on close. A connection can be reused only if its reply was read to the
     * end; reading more takes longer than opening a new connection.
     */
    private static final int MAX_DRAINED_BYTES = 1 << 16;

    private static final Duration MAX_DRAIN = Duration.ofSeconds(1);

    /** A part of the body, or its end. */
    private record Part(List<ByteBuffer> buffers, @Nullable Throwable failure, boolean isLast) {}

    private final HttpLimits limits;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;
    private @Nullable Part end;

    ReplyBody(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public CompletionStage<ReplyBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription value) {
        subscription = value;
        if (cancelled) {
            value.cancel();
        } else {
            value.request(PREFETCHED);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Part(buffers, null, false));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(List.of(), failure, true));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), null, true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = next(limits.next());
        if (buffer == null) {
            return -1;
        }
        int read = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, read);
        return read;
    }

    @Override
    public int available() {
        ByteBuffer buffer = current.peekFirst();
        return buffer == null ? 0 : buffer.remaining();
    }

    /** Returns a buffer that is not empty; {@code null} at the end. */
    private @Nullable ByteBuffer next(Deadline until) throws IOException {
        while (true) {
            ByteBuffer buffer = current.peekFirst();
            if (buffer != null && buffer.hasRemaining()) {
                return buffer;
            }
            if (buffer != null) {
                current.removeFirst();
            } else if (end != null) {
                return atEnd(end);
            } else {
                take(until);
            }
        }
    }

    private static @Nullable ByteBuffer atEnd(Part end) throws IOException {
        if (end.failure() != null) {
            throw GitHttpConnection.translated(end.failure());
        }
        return null;
    }

    private void take(Deadline until) throws IOException {
        Part part;
        try {
            // The deadline must also end a reply whose data never ends.
            part = limits.deadline().isOver() ? null : parts.poll(until.nanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a reply");
        }
        if (part == null) {
            cancel();
            throw limits.timeout("the rest of a reply");
        }
        if (part.isLast()) {
            end = part;
        } else {
            current.addAll(part.buffers());
            Flow.Subscription source = subscription;
            if (source != null) {
                source.request(1);
            }
        }
    }

    /** Closes the connection unless the body was read to the end. */
    void cancel() {
        cancelled = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    /** Reads a small rest of the body so that the connection can be reused. */
    @Override
    public void close() throws IOException {
        if (end != null || cancelled) {
            return;
        }
        Deadline until = limits.deadline().atMost(MAX_DRAIN);
        int drained = 0;
        try {
            for (ByteBuffer left; drained < MAX_DRAINED_BYTES && (left = next(until)) != null; ) {
                drained += left.remaining();
                left.position(left.limit());
            }
        } catch (IOException e) {
            // The reader already has everything that it needs.
        }
        if (end == null) {
            cancel();
        }
    }
}
