package io.nautes.cluster.gitstore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** Fails once the deadline has passed. */
final class DeadlineInputStream extends FilterInputStream {
    private final Deadline deadline;

    DeadlineInputStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    private void check() throws SocketTimeoutException {
        if (deadline.isOver()) {
            throw new SocketTimeoutException("the time of the operation is over");
        }
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }
}
