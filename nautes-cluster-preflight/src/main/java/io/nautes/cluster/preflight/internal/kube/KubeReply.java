package io.nautes.cluster.preflight.internal.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reply of an API server that is of a form that such servers use.
 *
 * @param status the HTTP status
 * @param json the body; a missing node if it is not JSON
 * @param date the server's clock; {@code null} if the reply does not have it
 */
public record KubeReply(int status, JsonNode json, @Nullable Instant date) {
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public boolean isForbidden() {
        return status == 403;
    }

    public boolean isNotFound() {
        return status == 404;
    }
}
