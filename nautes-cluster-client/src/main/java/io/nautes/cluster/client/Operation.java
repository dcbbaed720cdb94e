package io.nautes.cluster.client;

/**
 * An operation of the API.
 *
 * @param method the HTTP method
 * @param description what it does, for messages
 * @param cluster the cluster's name; empty if the operation is about many
 * @param body the body; empty if there is none
 */
record Operation(String method, String description, String cluster, Body body) {
    static Operation save(String name, Body body) {
        return new Operation("POST", "save cluster " + name, name, body);
    }

    static Operation delete(String name) {
        return new Operation("DELETE", "delete cluster " + name, name, Body.NONE);
    }

    static Operation find(String name) {
        return new Operation("GET", "find cluster " + name, name, Body.NONE);
    }

    static Operation list() {
        return new Operation("GET", "list clusters", "", Body.NONE);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /** A body, which may hold a kubeconfig and so does not print itself. */
    static final class Body {
        static final Body NONE = new Body(new byte[0]);

        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }
    }
}
