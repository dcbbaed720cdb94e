package io.nautes.cluster.client.internal.http;

import java.net.http.HttpHeaders;

/**
 * A reply of whoever answered.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body what was taken of the body
 */
public record HttpReply(int status, HttpHeaders headers, Body body) {
    public boolean isSuccess() {
        return status == 200;
    }

    /** The body up to the limit that holds for it. */
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

        /** Returns whether more came than the limit allows; the bytes are the beginning. */
        public boolean isTooLarge() {
            return tooLarge;
        }
    }
}
