package io.nautes.cluster.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A body that remembers whether it was asked for. The JDK's client asks once the head of the request is on its way, so a
 * request with a body that nobody asked for was not sent in whole, and no server has acted on it.
 */
final class SentProbe implements BodyPublisher {
    private final BodyPublisher body;
    private volatile boolean askedFor;

    SentProbe(byte[] bytes) {
        this.body = BodyPublishers.ofByteArray(bytes);
    }

    boolean isAskedFor() {
        return askedFor;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        askedFor = true;
        body.subscribe(subscriber);
    }
}
