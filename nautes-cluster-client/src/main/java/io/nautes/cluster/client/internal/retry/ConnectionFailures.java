package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** A factory of the exceptions for attempts without a reply. */
public final class ConnectionFailures {
    private static final String READ_FIRST = "read the cluster before trying again";

    private ConnectionFailures() {}

    /** Returns the original failure, without the exceptions in which futures wrap it. */
    public static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return (thrown instanceof CompletionException || thrown instanceof ExecutionException) && cause != null
                ? unwrapped(cause)
                : thrown;
    }

    /** Returns whether a failure occurred before the connection was open, so that no request was sent. */
    public static boolean isBeforeRequest(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnresolvedAddressException
                || failure instanceof SSLHandshakeException;
    }

    static RegistryException broken(ApiCall<?> call, AttemptContext attempt, AttemptResult.Broken broken) {
        Throwable original = broken.cause();
        Throwable cause = attempt.redactor().cleaned(original);
        String facts = "got no reply: " + original.getClass().getSimpleName()
                + attempt.redactor().clean(message(original));
        if (isUntrusted(original)) {
            return new RegistryException(
                    FailureCode.UNTRUSTED_CERTIFICATE,
                    FailureMessages.failed(
                            call,
                            attempt.number(),
                            facts,
                            "trust the certificate authority of the server, and use a host name that is in the server's"
                                    + " certificate"),
                    cause);
        }
        if (isOutcomeUnknown(call, broken.maybeSent())) {
            return outcomeUnknown(call, attempt, facts, cause);
        }
        return new RegistryException(
                FailureCode.UNREACHABLE,
                FailureMessages.failed(
                        call,
                        attempt.number(),
                        facts + (call.operation().isRead() ? "" : "; nothing was changed"),
                        "check the URL of the API server and the network"),
                cause);
    }

    /** Returns the first message in the chain of causes, because many exceptions of the JDK have no message. */
    private static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return ": " + cause.getMessage();
            }
        }
        return "";
    }

    private static boolean isUntrusted(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    static RegistryException ended(ApiCall<?> call, AttemptContext attempt, AttemptResult.Ended ended) {
        boolean timedOut = ended.ending() == AttemptResult.Ending.DEADLINE;
        String facts = switch (ended.ending()) {
            case DEADLINE -> "timed out";
            case CLOSED -> "was canceled because the client was closed";
            case INTERRUPTED -> "was canceled because the thread was interrupted";
        };
        if (isOutcomeUnknown(call, ended.maybeSent())) {
            return outcomeUnknown(call, attempt, facts, null);
        }
        return new RegistryException(
                timedOut ? FailureCode.TIMEOUT : FailureCode.CANCELLED,
                FailureMessages.failed(
                        call,
                        attempt.number(),
                        facts + "; nothing was changed",
                        timedOut ? "try again later" : "repeat the operation if it is still needed"));
    }

    static OutcomeUnknownException outcomeUnknown(
            ApiCall<?> call, AttemptContext attempt, String facts, @Nullable Throwable cause) {
        return new OutcomeUnknownException(
                FailureMessages.failed(
                        call, attempt.number(), facts + ", so it is not known whether the change was made", READ_FIRST),
                cause);
    }

    static RegistryException noToken(ApiCall<?> call, AttemptContext attempt, Throwable cause) {
        return new RegistryException(
                FailureCode.UNAUTHENTICATED,
                FailureMessages.failed(
                        call,
                        attempt.number(),
                        "was not sent: the token source failed with "
                                + cause.getClass().getSimpleName(),
                        "see the cause"),
                attempt.redactor().cleaned(cause));
    }

    private static boolean isOutcomeUnknown(ApiCall<?> call, boolean maybeSent) {
        return maybeSent && !call.operation().isRead();
    }
}
