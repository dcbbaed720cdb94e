package io.nautes.cluster.client.internal.http;

import java.net.http.HttpHeaders;

/**
 * A reply of the server, or of a proxy in front of it.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, or its beginning if it is too large
 */
public record HttpReply(int status, HttpHeaders headers, Body body) {
    public boolean isSuccess() {
        return status == 200;
    }

    /** A body, cut at its limit. */
    public static final class Body {
        private final byte[] bytes;
        private final boolean tooLarge;

        public Body(byte[] bytes, boolean tooLarge) {
            this.bytes = bytes;
            this.tooLarge = tooLarge;
        }

        public byte[] bytes() {
            return bytes;
        }

        /** Returns whether the body is larger than its limit. If so, the bytes are its beginning. */
        public boolean isTooLarge() {
            return tooLarge;
        }
    }
}
