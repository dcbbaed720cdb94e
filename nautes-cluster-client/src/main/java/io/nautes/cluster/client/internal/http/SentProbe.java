package io.nautes.cluster.client.internal.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A body that remembers whether it was requested. The JDK's client requests the body after it has begun to send the
 * head. If the body was never requested, the request was not sent in full, and no server has acted on it.
 */
public final class SentProbe implements BodyPublisher {
    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private final BodyPublisher body;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private enum State {
        WAITING,
        ASKED_FOR,
        WITHDRAWN
    }

    public SentProbe(byte[] bytes) {
        this.body = BodyPublishers.ofByteArray(bytes);
    }

    public boolean isAskedFor() {
        return state.get() == State.ASKED_FOR;
    }

    /** Withdraws the body, so that it cannot be sent anymore; returns {@code false} if it was requested already. */
    public boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (state.compareAndSet(State.WAITING, State.ASKED_FOR) || isAskedFor()) {
            body.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(NOTHING);
            subscriber.onError(new CancellationException("the call was ended"));
        }
    }
}
