package io.nautes.cluster.client.internal.http;

import java.io.IOException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** An exchange that one of the client's threads waits for, and that other threads can abort. Used once. */
public final class WaitingExchange {
    private final HttpSender sender;
    private final Runnable onEnd;
    private final HttpSender.AbortableBody body = new HttpSender.AbortableBody();
    private boolean aborted;
    private @Nullable Thread waiting;

    /**
     * Creates an exchange.
     *
     * @param onEnd runs when the thread no longer waits
     */
    WaitingExchange(HttpSender sender, Runnable onEnd) {
        this.sender = sender;
        this.onEnd = onEnd;
    }

    /**
     * Sends a request and waits for the reply.
     *
     * @throws IOException if the connection fails or the exchange is aborted
     */
    public HttpReply send(HttpRequest request) throws IOException {
        try {
            begin();
            return sender.send(request, body);
        } catch (InterruptedException e) {
            throw new IOException("the call was ended", e);
        } finally {
            end();
        }
    }

    private synchronized void begin() throws IOException {
        if (aborted) {
            throw new IOException("the call was ended");
        }
        waiting = Thread.currentThread();
    }

    private void end() {
        synchronized (this) {
            waiting = null;
            if (aborted) {
                // The thread goes on to other work, which must not see the interrupt.
                Thread.interrupted();
            }
        }
        onEnd.run();
    }

    /** Ends the exchange and closes its connection. */
    public synchronized void abort() {
        aborted = true;
        body.abort();
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
