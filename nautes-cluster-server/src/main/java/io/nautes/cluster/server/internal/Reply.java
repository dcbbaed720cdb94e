package io.nautes.cluster.server.internal;

import io.nautes.cluster.model.ApiError;
import io.nautes.cluster.model.ApiMessage;
import io.nautes.cluster.model.ClusterJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A reply of the server.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, String contentType, byte[] body) {
    private static final String JSON = "application/json";

    static Reply json(byte[] body) {
        return new Reply(200, JSON, body);
    }

    static Reply message(String message) {
        return json(ClusterJson.write(new ApiMessage(message)));
    }

    public static Reply error(int status, String reason, String message) {
        return new Reply(status, JSON, ClusterJson.write(new ApiError(status, reason, message, Map.of())));
    }

    /** Returns the reply to a request that violates a rule of the service: always status 500 without a reason. */
    static Reply serviceError(String message) {
        return error(500, "", message);
    }

    static Reply codecError(String message) {
        return error(400, "CODEC", message);
    }

    static Reply pageNotFound() {
        return new Reply(404, "text/plain; charset=utf-8", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, JSON, new byte[0]);
    }

    /** Returns this reply with a space after each separator, because the real server's white space varies between calls. */
    Reply spaced() {
        if (!contentType.equals(JSON)) {
            return this;
        }
        StringBuilder spaced = new StringBuilder(body.length + body.length / 8);
        boolean inString = false;
        String text = new String(body, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            spaced.append(c);
            if (c == '\\') {
                spaced.append(text.charAt(++i));
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == ',' || c == ':')) {
                spaced.append(' ');
            }
        }
        return new Reply(status, contentType, spaced.toString().getBytes(StandardCharsets.UTF_8));
    }
}
