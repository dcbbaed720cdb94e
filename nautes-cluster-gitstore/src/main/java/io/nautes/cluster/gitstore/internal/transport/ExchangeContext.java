package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Redactor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The state of an exchange with a server besides its result, and the means to abort it. Safe for use by several
 * threads, because the exchange may run in another thread than the one that waits for it.
 */
final class ExchangeContext {
    private final Discovery discovery;
    private final LastReply reply = new LastReply();
    private final List<Runnable> closers = new CopyOnWriteArrayList<>();
    private volatile Redactor secrets = Redactor.NONE;
    private volatile @Nullable Credentials credentials;
    private volatile boolean sent;
    private volatile boolean aborted;
    private volatile String messages = "";

    ExchangeContext(Discovery discovery) {
        this.discovery = discovery;
    }

    Discovery discovery() {
        return discovery;
    }

    LastReply reply() {
        return reply;
    }

    Redactor secrets() {
        return secrets;
    }

    /** Returns the credentials of the exchange; {@code null} if it has none, or has not requested them yet. */
    @Nullable
    Credentials credentials() {
        return credentials;
    }

    void credentials(@Nullable Credentials value) {
        credentials = value;
        secrets = value == null ? Redactor.NONE : Redactor.of(value.authorization(), value.password());
    }

    /** Records that a change is about to be sent. From now on only the server knows the outcome. */
    void markSent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }

    /** Records the messages of the server for its user. */
    void messages(@Nullable String value) {
        messages = value == null ? "" : value;
    }

    String messages() {
        return messages;
    }

    /** Adds an action that closes a connection if the exchange is aborted. */
    void onAbort(Runnable closer) {
        closers.add(closer);
        if (aborted) {
            closer.run();
        }
    }

    /** Closes the connections of the exchange. */
    void abort() {
        aborted = true;
        closers.forEach(Runnable::run);
    }
}
