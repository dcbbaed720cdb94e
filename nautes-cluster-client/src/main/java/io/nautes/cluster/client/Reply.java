package io.nautes.cluster.client;

import java.net.http.HttpHeaders;

/**
 * A reply of whoever answered.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body what was taken of the body
 */
record Reply(int status, HttpHeaders headers, Body body) {
    boolean isSuccess() {
        return status == 200;
    }

    /** The body up to the limit that holds for it. */
    static final class Body {
        private final byte[] bytes;
        private final boolean tooLarge;

        Body(byte[] bytes, boolean tooLarge) {
            this.bytes = bytes;
            this.tooLarge = tooLarge;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether more came than the limit allows; the bytes are the beginning. */
        boolean isTooLarge() {
            return tooLarge;
        }
    }
}
