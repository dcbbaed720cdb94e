package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.model.internal.support.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that serves a repository to this process, with the two pipes that connect them. */
final class ServingThread implements AutoCloseable {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final PipedInputStream replies;
    private final PipedOutputStream requests;
    private final PipedInputStream incoming;
    private final PipedOutputStream outgoing;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /** A service for one exchange. */
    @FunctionalInterface
    interface Service {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    /**
     * Starts a thread.
     *
     * @param buffer the number of bytes of a reply that must fit while the client is still writing
     */
    ServingThread(String name, int buffer, Service service) throws IOException {
        this.replies = new PipedInputStream(buffer);
        this.outgoing = new PipedOutputStream(replies);
        this.incoming = new PipedInputStream();
        this.requests = new PipedOutputStream(incoming);
        this.thread = DaemonThreads.create(() -> serve(service), name);
        thread.start();
    }

    private void serve(Service service) {
        try (incoming;
                outgoing) {
            service.serve(incoming, outgoing);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    InputStream replies() {
        return replies;
    }

    OutputStream requests() {
        return requests;
    }

    /** Waits for the end of the exchange and returns its failure; {@code null} if it did not fail, or has not ended. */
    @Nullable
    Throwable failure() {
        try {
            requests.close();
            thread.join(PATIENCE_MILLIS);
        } catch (IOException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    /** Ends the exchange in any state. */
    @Override
    public void close() {
        try {
            requests.close();
            // Closing the pipe wakes a waiting reader.
            outgoing.close();
            incoming.close();
            thread.interrupt();
            thread.join(PATIENCE_MILLIS);
        } catch (IOException e) {
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
