package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.ApiError;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.MalformedDocumentException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Says what a reply means. A Nautes 0.4 server answers with status 500 to whatever breaks a rule of the service, a
 * missing cluster included, so its reason and its known words come before the status.
 */
final class Replies {
    private static final int MAX_WORDS = 2000;

    private Replies() {}

    static boolean isSuccess(HttpResponse<byte[]> response) {
        return response.statusCode() == 200;
    }

    /** Whether the reply says that the cluster is not registered. */
    static boolean isClusterNotFound(HttpResponse<byte[]> response, String name) {
        return response.statusCode() == 500
                && error(response).message().contains("cluster resource " + name + " is not found");
    }

    private static ApiError error(HttpResponse<byte[]> response) {
        try {
            return ClusterJson.readError(response.body());
        } catch (MalformedDocumentException e) {
            String text = new String(response.body(), StandardCharsets.UTF_8);
            return new ApiError(0, "", text, Map.of());
        }
    }

    static RegistryException failure(Call call, HttpResponse<byte[]> response) {
        Operation operation = call.operation();
        int attempts = call.attempt();
        int status = response.statusCode();
        ApiError error = error(response);
        String words = oneLine(Redactor.redact(error.message(), call.token()));
        String reason = oneLine(Redactor.redact(error.reason(), call.token()));
        FailureCode code = code(status, error);
        StringBuilder message = new StringBuilder("failed to " + operation.description() + ": " + operation.method()
                + " " + call.uri() + " gave status " + status);
        if (!reason.isEmpty()) {
            message.append(" ").append(reason);
        }
        if (status / 100 == 3) {
            String target =
                    response.headers().firstValue("Location").orElse("nowhere").replaceFirst("[?#].*", "");
            message.append(", a redirect to ")
                    .append(oneLine(Redactor.redact(target, call.token())))
                    .append(", which is not followed");
        }
        if (!words.isEmpty()) {
            message.append(": ").append(words);
        }
        message.append(attempts > 1 ? " (after " + attempts + " attempts); " : "; ")
                .append(hint(code));
        return new ServerReplyException(code, message.toString(), status, reason, words);
    }

    private static FailureCode code(int status, ApiError error) {
        String message = error.message();
        switch (error.reason()) {
            case "VALIDATOR", "CODEC" -> {
                return FailureCode.INVALID;
            }
            case "NO_AUTHORIZATION", "REFRESH_PERMISSIONS_ACCESS_DENIED" -> {
                return FailureCode.PERMISSION_DENIED;
            }
            case "PROJECT_NOT_FOUND" -> {
                return FailureCode.NOT_FOUND;
            }
            default -> {}
        }
        if (message.contains("token is not found") || message.contains("401 Unauthorized")) {
            return FailureCode.UNAUTHENTICATED;
        }
        return switch (status) {
            case 401 -> FailureCode.UNAUTHENTICATED;
            case 403 -> FailureCode.PERMISSION_DENIED;
            case 400, 422 -> FailureCode.INVALID;
            case 409 -> FailureCode.CONFLICT;
            case 429 -> FailureCode.RATE_LIMITED;
            // Rules of the service have no reason; a fault of the server has one.
            case 500 ->
                error.code() == 500 && error.reason().isEmpty() ? FailureCode.INVALID : FailureCode.SERVER_FAULT;
            default -> status >= 500 ? FailureCode.SERVER_FAULT : FailureCode.UNEXPECTED_REPLY;
        };
    }

    private static String hint(FailureCode code) {
        return switch (code) {
            case INVALID -> "mend the request as the server says";
            case UNAUTHENTICATED -> "give an access token that the server accepts";
            case PERMISSION_DENIED ->
                "the owner of the token needs write access to the tenant configuration repository";
            case NOT_FOUND -> "the token must be able to see the tenant configuration repository";
            case UNEXPECTED_REPLY -> "check the URL of the API server";
            case CONFLICT -> "read the cluster again and redo the change";
            default -> "try again later";
        };
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MAX_WORDS)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
