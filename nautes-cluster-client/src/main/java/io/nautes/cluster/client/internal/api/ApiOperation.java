package io.nautes.cluster.client.internal.api;

/**
 * An operation of the API.
 *
 * @param method the HTTP method
 * @param description what it does, for messages
 * @param cluster the cluster's name; empty for the list operation
 * @param body the body; empty for a request without one
 */
public record ApiOperation(String method, String description, String cluster, Body body) {
    public static ApiOperation save(String name, Body body) {
        return new ApiOperation("POST", "save cluster " + name, name, body);
    }

    public static ApiOperation delete(String name) {
        return new ApiOperation("DELETE", "delete cluster " + name, name, Body.NONE);
    }

    public static ApiOperation find(String name) {
        return new ApiOperation("GET", "find cluster " + name, name, Body.NONE);
    }

    public static ApiOperation list() {
        return new ApiOperation("GET", "list clusters", "", Body.NONE);
    }

    public boolean isRead() {
        return method.equals("GET");
    }

    /** The body of a request. It may contain a kubeconfig and therefore has no {@code toString}. */
    public static final class Body {
        public static final Body NONE = new Body(new byte[0]);

        private final byte[] bytes;

        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return bytes.length == 0;
        }
    }
}
