package io.nautes.cluster.gitstore.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URL;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The first request of a push over HTTP, which asks the server for its refs and capabilities. It need not be sent if
 * the last push reported the capabilities: the server compares the expected commit of the branch in any case. Without
 * it, a save with 1,000 clusters takes 26 ms instead of 30 ms with {@code git http-backend} on the same machine, and
 * one round trip less with a distant server.
 */
final class Discovery {
    /** More than capabilities need. If the reply is longer because it has many refs, its beginning is sufficient. */
    private static final int MAX_BYTES = 1 << 16;

    private final PushCapabilitiesCache cache;
    private volatile @Nullable Expected expected;
    private volatile @Nullable String url;
    private volatile @Nullable PushCapabilities capabilities;
    private volatile boolean skipped;

    /** The commit of a branch that a push replaces. */
    private record Expected(String ref, ObjectId commit) {}

    Discovery(PushCapabilitiesCache cache) {
        this.cache = cache;
    }

    /** Permits the push without asking the server for the commit of its branch. */
    void expect(String ref, ObjectId commit) {
        expected = new Expected(ref, commit);
    }

    /** Returns the reply to a request that need not be sent; {@code null} if it must be sent. */
    @Nullable
    ReplyHead reply(URL requested) {
        String address = requested.toString();
        if (!PushCapabilities.areRequestedBy(address) || url != null) {
            return null;
        }
        url = address;
        Expected push = expected;
        PushCapabilities known = push == null ? null : cache.take();
        if (push == null || known == null) {
            return null;
        }
        capabilities = known;
        skipped = true;
        return known.advertisement(push.ref(), push.commit());
    }

    /** Returns whether the server was not asked before the push. */
    boolean isSkipped() {
        return skipped;
    }

    /** Returns the body of a reply, after reading the capabilities from it. */
    InputStream received(URL requested, ReplyHead reply) throws IOException {
        // After a redirect, the server is at another URL than the one to which the next push would be sent.
        if (skipped || !requested.toString().equals(url) || reply.status() != HttpConnection.HTTP_OK) {
            return reply.body();
        }
        byte[] beginning = reply.body().readNBytes(MAX_BYTES);
        capabilities = PushCapabilities.read(reply.headers(), beginning);
        return new SequenceInputStream(new ByteArrayInputStream(beginning), reply.body());
    }

    /** Keeps the capabilities for the next push. */
    void succeed() {
        PushCapabilities latest = capabilities;
        if (latest != null) {
            cache.put(latest);
        }
    }
}
