package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which is written as a stream and sent as the connection accepts it. Writing waits no longer
 * than the limits allow. Written by one thread.
 */
final class RequestBody extends OutputStream implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final int CHUNK = 1 << 15;

    private final HttpLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean over;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private boolean closed;

    RequestBody(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> value) {
        lock.lock();
        try {
            subscriber = value;
        } finally {
            lock.unlock();
        }
        value.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        lock.lock();
        try {
            demand = Math.max(demand, demand + n);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        endExchange();
    }

    /** Discards all further content. The exchange has ended, and its reply or failure gives the reason. */
    void endExchange() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, chunk.remaining());
            chunk.put(bytes, at, part);
            at += part;
            left -= part;
            if (!chunk.hasRemaining()) {
                send();
            }
        }
    }

    private void send() throws IOException {
        ByteBuffer full = chunk.flip();
        Flow.Subscriber<? super ByteBuffer> receiver = awaitDemand();
        chunk = ByteBuffer.allocate(CHUNK);
        if (receiver != null) {
            receiver.onNext(full);
        }
    }

    /** Returns the subscriber for the next chunk; {@code null} if the exchange has ended. */
    private Flow.@Nullable Subscriber<? super ByteBuffer> awaitDemand() throws IOException {
        Deadline end = limits.next();
        lock.lock();
        try {
            while (!over && (subscriber == null || demand == 0)) {
                if (changed.awaitNanos(end.nanos()) <= 0 && end.isOver()) {
                    over = true;
                    throw limits.timeout("the server to read the request");
                }
            }
            demand--;
            return over ? null : subscriber;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending a request");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (chunk.position() > 0) {
            send();
        }
        Flow.Subscriber<? super ByteBuffer> receiver = awaitSubscriber();
        if (receiver != null) {
            receiver.onComplete();
        }
    }

    private Flow.@Nullable Subscriber<? super ByteBuffer> awaitSubscriber() throws IOException {
        request(1);
        return awaitDemand();
    }
}
