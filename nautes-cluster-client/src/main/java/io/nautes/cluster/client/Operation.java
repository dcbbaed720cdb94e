package io.nautes.cluster.client;

/**
 * An operation of the API.
 *
 * @param method the HTTP method
 * @param description what it does, for messages
 * @param target path and query, encoded
 * @param body the body; empty if there is none
 */
record Operation(String method, String description, String target, Body body) {
    private static final String CLUSTERS = "/api/v1/clusters";

    static Operation save(String name, boolean skipChecks, Body body) {
        return new Operation("POST", "save cluster " + name, changed(name, skipChecks), body);
    }

    static Operation delete(String name, boolean skipChecks) {
        return new Operation("DELETE", "delete cluster " + name, changed(name, skipChecks), Body.NONE);
    }

    static Operation find(String name) {
        return new Operation("GET", "find cluster " + name, CLUSTERS + "/" + name, Body.NONE);
    }

    static Operation list(String selector) {
        String query = selector.isEmpty()
                ? ""
                : "?field_selector=" + selector.replace("=", "%3D").replace(",", "%2C");
        return new Operation("GET", "list clusters", CLUSTERS + query, Body.NONE);
    }

    /** Names are labels by now, which need no encoding. */
    private static String changed(String name, boolean skipChecks) {
        return CLUSTERS + "/" + name + "?insecure_skip_check=" + skipChecks;
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
