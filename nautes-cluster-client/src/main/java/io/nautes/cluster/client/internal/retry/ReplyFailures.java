package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.http.HttpReply;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ApiError;
import io.nautes.cluster.model.ClusterJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A factory of the exceptions for unsuccessful replies. A Nautes 0.4 server returns status 500 for most errors, even for
 * a missing cluster. Therefore, the reason and known parts of the message take precedence over the status.
 */
final class ReplyFailures {
    private static final Pattern NOT_REGISTERED =
            Pattern.compile(".*the cluster resource (.+) is not found\\s*$", Pattern.DOTALL);
    private static final int SERVER_ERROR = 500;

    private final ServerReply.ExceptionFactory exceptions;

    ReplyFailures(ServerReply.ExceptionFactory exceptions) {
        this.exceptions = exceptions;
    }

    /** Returns whether the reply says that the cluster of the call is not registered. */
    static boolean isNotRegistered(ApiCall<?> call, HttpReply reply) {
        return reply.status() == SERVER_ERROR
                && call.operation().cluster().equals(missingCluster(error(reply).message()));
    }

    private static @Nullable String missingCluster(String message) {
        Matcher matcher = NOT_REGISTERED.matcher(message);
        return matcher.find() ? matcher.group(1) : null;
    }

    RegistryException failure(ApiCall<?> call, AttemptContext attempt, HttpReply reply) {
        ApiError error = error(reply);
        FailureCode code = code(reply.status(), error);
        StringBuilder facts = new StringBuilder("returned status ").append(reply.status());
        String reason = attempt.redactor().clean(error.reason());
        String message = attempt.redactor().clean(error.message());
        if (!reason.isEmpty()) {
            facts.append(" ").append(reason);
        }
        if (reply.status() / 100 == 3) {
            facts.append(", a redirect to ")
                    .append(attempt.redactor().clean(target(reply)))
                    .append(", which is not followed");
        }
        if (!message.isEmpty()) {
            facts.append(": ").append(message);
        }
        if (reply.body().isTooLarge()) {
            facts.append(" (the body was cut after ")
                    .append(reply.body().bytes().length)
                    .append(" bytes)");
        }
        List<Finding> findings = code == FailureCode.INVALID ? matching(call, error.message()) : List.of();
        findings.forEach(finding -> facts.append("; ").append(finding));
        return exceptions.create(
                code,
                FailureMessages.failed(call, attempt.number(), facts.toString(), hint(code, reply.status())),
                new ServerReply(
                        reply.status(),
                        reason,
                        message,
                        RetryTable.isTemporary(call.operation(), reply.status()),
                        findings,
                        null));
    }

    /**
     * Returns the failure of a successful reply whose body does not come from the API, such as the sign-in page of a
     * proxy. The outcome of a change is then unknown.
     */
    RegistryException unreadable(
            ApiCall<?> call, AttemptContext attempt, HttpReply reply, String problem, @Nullable Throwable cause) {
        String type = reply.headers().firstValue("Content-Type").orElse("no content type");
        String facts =
                "returned status " + reply.status() + " (" + attempt.redactor().clean(type) + "), but " + problem;
        RegistryException failure = exceptions.create(
                FailureCode.UNEXPECTED_REPLY,
                FailureMessages.failed(call, attempt.number(), facts, "check the URL of the API server"),
                new ServerReply(reply.status(), "", "", false, List.of(), cause));
        return call.operation().isRead() ? failure : ConnectionFailures.outcomeUnknown(call, attempt, facts, failure);
    }

    private static String target(HttpReply reply) {
        String location = reply.headers().firstValue("Location").orElse("nowhere");
        // A query or a fragment may contain a session ID.
        return location.replaceFirst("(?s)([?#]).*", "$1…");
    }

    private static ApiError error(HttpReply reply) {
        byte[] body = reply.body().bytes();
        if (!reply.body().isTooLarge()) {
            try {
                return ClusterJson.readError(body);
            } catch (RuntimeException e) {
                // The body is not an error of the API, so its text becomes the message.
            }
        }
        return new ApiError(0, "", new String(body, StandardCharsets.UTF_8), Map.of());
    }

    private static FailureCode code(int status, ApiError error) {
        return switch (error.reason()) {
            case "VALIDATOR", "CODEC" -> FailureCode.INVALID;
            case "NO_AUTHORIZATION", "REFRESH_PERMISSIONS_ACCESS_DENIED" -> FailureCode.PERMISSION_DENIED;
            case "PROJECT_NOT_FOUND" -> FailureCode.NOT_FOUND;
            default -> codeByMessage(status, error);
        };
    }

    private static FailureCode codeByMessage(int status, ApiError error) {
        String message = error.message();
        if (status == SERVER_ERROR) {
            if (message.contains("token is not found") || message.contains("401 {message: 401 Unauthorized}")) {
                return FailureCode.UNAUTHENTICATED;
            }
            // If a rule of the service refuses a request, the error has no reason; a fault of the server has one.
            return error.code() == SERVER_ERROR && error.reason().isEmpty()
                    ? FailureCode.INVALID
                    : FailureCode.SERVER_FAULT;
        }
        boolean isApiError = error.code() != 0;
        return switch (status) {
            case 401 -> FailureCode.UNAUTHENTICATED;
            case 403 -> FailureCode.PERMISSION_DENIED;
            case 400, 422 -> isApiError ? FailureCode.INVALID : FailureCode.UNEXPECTED_REPLY;
            case 404 -> isApiError ? FailureCode.NOT_FOUND : FailureCode.UNEXPECTED_REPLY;
            case 409 -> FailureCode.CONFLICT;
            case RetryTable.TOO_MANY_REQUESTS -> FailureCode.RATE_LIMITED;
            default -> status > SERVER_ERROR ? FailureCode.SERVER_FAULT : FailureCode.UNEXPECTED_REPLY;
        };
    }

    /** Returns this library's findings about the field that the message names, perhaps as in Go: {@code ApiServer}. */
    private static List<Finding> matching(ApiCall<?> call, String message) {
        if (call.request() == null) {
            return List.of();
        }
        return ClusterEvaluator.standard()
                .evaluate(call.operation().cluster(), call.request())
                .report()
                .errors()
                .stream()
                .filter(finding -> names(message, finding.pointer()))
                .toList();
    }

    private static boolean names(String message, String pointer) {
        String[] segments = pointer.split("/", -1);
        String field = segments.length > 1 ? segments[1] : "";
        String goName = Pattern.compile("(?:^|_)([a-z])")
                .matcher(field)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        return !field.isEmpty()
                && Pattern.compile("\\b(" + Pattern.quote(field) + "|" + Pattern.quote(goName) + ")\\b")
                        .matcher(message)
                        .find();
    }

    private static String hint(FailureCode code, int status) {
        return switch (code) {
            case INVALID -> "fix the request as the message says";
            case UNAUTHENTICATED -> "use an access token that the server accepts";
            case PERMISSION_DENIED ->
                "the owner of the token needs write access to the tenant configuration repository";
            case NOT_FOUND ->
                "register the missing item first; if it exists, check that the token can see the tenant configuration"
                        + " repository";
            case UNEXPECTED_REPLY -> "check the URL of the API server";
            case CONFLICT -> "read the cluster again and redo the change";
            case SERVER_FAULT ->
                status == SERVER_ERROR
                        ? "see the server's log; read the cluster before trying again"
                        : "try again later";
            default -> "try again later";
        };
    }
}
