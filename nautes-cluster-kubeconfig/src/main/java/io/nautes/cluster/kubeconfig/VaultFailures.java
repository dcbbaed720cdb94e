package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.internal.support.ShownAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A factory of exceptions for failures of Vault. Vault's error messages are included unless they repeat what was sent.
 */
final class VaultFailures {
    private static final int SHOWN_WORDS = 300;
    /** The parts of a request that may be secrets: every sequence of characters that is long enough. */
    private static final Pattern RUN = Pattern.compile("[^\\s\"'\\\\,:{}\\[\\]]{6,}");

    private final URI address;
    private final Supplier<List<String>> secrets;

    /**
     * Creates failures.
     *
     * @param secrets supplies the texts that no message may contain; called for each message, because tokens change
     */
    VaultFailures(URI address, Supplier<List<String>> secrets) {
        this.address = address;
        this.secrets = secrets;
    }

    /** Returns the failure that a status means. */
    RegistryException of(VaultRequest request, VaultReply reply) {
        if (reply.errors().isEmpty() && reply.status() < 500) {
            return unexpected(request, reply);
        }
        return switch (reply.status()) {
            case 400 -> of(FailureCode.INVALID, request, reply, "Vault refuses the request", "see what Vault says");
            case 401, 403 -> refused(request, reply);
            case 404 ->
                of(
                        FailureCode.NOT_FOUND,
                        request,
                        reply,
                        "there is no such path in Vault",
                        "check the mount and the namespace, and that the secrets engine is KV version 2");
            case 412, 472, 473 ->
                of(FailureCode.SERVER_FAULT, request, reply, "this node of Vault cannot answer yet", "try again later");
            case 429 -> of(FailureCode.RATE_LIMITED, request, reply, "too many requests", "try again later");
            case 503 -> of(FailureCode.SERVER_FAULT, request, reply, "Vault is sealed or down", "unseal it");
            default ->
                reply.status() >= 500
                        ? of(FailureCode.SERVER_FAULT, request, reply, "Vault failed", "try again later")
                        : unexpected(request, reply);
        };
    }

    private RegistryException refused(VaultRequest request, VaultReply reply) {
        if (reply.status() == 401 || reply.says("invalid token") || reply.says("missing client token")) {
            return of(
                    FailureCode.UNAUTHENTICATED,
                    request,
                    reply,
                    "Vault refuses the token",
                    "give one that is still valid");
        }
        return of(
                FailureCode.PERMISSION_DENIED,
                request,
                reply,
                "the token does not suffice, or is not valid any more",
                "give its policy read, create and update on the data path and delete on the metadata path");
    }

    /** Returns the failure for a reply that is not from Vault. */
    RegistryException unexpected(VaultRequest request, VaultReply reply) {
        String redirect = reply.location()
                .map(target -> ", a redirect to " + ShownAddress.of(target))
                .orElse("");
        return new RegistryException(
                FailureCode.UNEXPECTED_REPLY,
                head(request) + "the answer is not one of a KV version 2 secrets engine of Vault (" + reply + redirect
                        + "); check the address, the mount and any proxy in front of Vault");
    }

    /** Returns a failure with the given message. */
    RegistryException of(FailureCode code, VaultRequest request, VaultReply reply, String problem, String remedy) {
        return new RegistryException(
                code, head(request) + problem + " (status " + reply.status() + words(request, reply) + "); " + remedy);
    }

    /** Returns the failure of a request without a reply that changes nothing, or that cannot have arrived. */
    RegistryException noReply(VaultRequest request, NoReplyException failure) {
        return new RegistryException(
                failure.code(), head(request) + failure.getMessage() + "; " + remedy(failure.code()), failure);
    }

    /** Returns the failure of a change without a reply, which may have been made. */
    RegistryException unknown(VaultRequest request, NoReplyException failure) {
        return unknown(request, failure.getMessage(), failure);
    }

    /** Returns the failure of a change whose reply does not say whether it was made. */
    RegistryException unknown(VaultRequest request, VaultReply reply) {
        RegistryException failure = reply.isSuccess() ? unexpected(request, reply) : of(request, reply);
        return unknown(request, "the answer (" + reply + ") does not confirm the change", failure);
    }

    private RegistryException unknown(VaultRequest request, @Nullable String problem, Throwable cause) {
        return new OutcomeUnknownException(
                head(request) + problem
                        + ", so it is not known whether the change was made; repeat the operation, which is safe",
                cause);
    }

    /** Returns the failure of a change that other clients overtook in every attempt. */
    RegistryException conflict(VaultRequest request) {
        return new ConflictException(
                head(request) + "the secret was changed by another client before each of " + RetryPauses.MAX_ATTEMPTS
                        + " attempts, or this node of Vault lags behind; nothing was changed; try again later",
                null,
                null);
    }

    private static String remedy(FailureCode code) {
        return switch (code) {
            case UNTRUSTED_CERTIFICATE -> "give the certificate of Vault's certificate authority with trustPem";
            case TIMEOUT -> "see that Vault is up, or give it more time with deadline";
            case CANCELLED -> "try again";
            default -> "check the address and that Vault is up";
        };
    }

    private String head(VaultRequest request) {
        return "failed to " + request.task() + ": " + request.method() + " " + address + "/v1/" + request.path() + ": ";
    }

    private String words(VaultRequest request, VaultReply reply) {
        String said = reply.errors().orElse(List.of()).stream()
                .filter(error -> !repeatsASecret(error, request))
                .collect(Collectors.joining("; "))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        if (said.isEmpty()) {
            return "";
        }
        return ", \"" + (said.length() > SHOWN_WORDS ? said.substring(0, SHOWN_WORDS) + "…" : said) + "\"";
    }

    private boolean repeatsASecret(String error, VaultRequest request) {
        if (secrets.get().stream().anyMatch(error::contains)) {
            return true;
        }
        byte[] body = request.body();
        if (body == null || request.isLogin()) {
            return false;
        }
        String sent = new String(body, StandardCharsets.UTF_8);
        return RUN.matcher(error).results().map(MatchResult::group).anyMatch(sent::contains);
    }
}
