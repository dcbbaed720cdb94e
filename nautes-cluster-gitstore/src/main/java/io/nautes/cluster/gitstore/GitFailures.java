package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of JGit's transport means for a caller. */
final class GitFailures {
    private static final int MAX_WORDS = 500;

    private GitFailures() {}

    static RegistryException of(String operation, IOException failure) {
        FailureCode code = code(failure);
        return new RegistryException(
                code, operation + ": " + shortened(String.valueOf(failure.getMessage())) + "; " + hint(code), failure);
    }

    private static FailureCode code(IOException failure) {
        if (failure instanceof NoRemoteRepositoryException) {
            return FailureCode.NOT_FOUND;
        }
        if (failure instanceof NotSupportedException) {
            return FailureCode.INVALID;
        }
        if (has(failure, SocketTimeoutException.class)) {
            return FailureCode.TIMEOUT;
        }
        if (has(failure, ConnectException.class)
                || has(failure, UnknownHostException.class)
                || has(failure, NoRouteToHostException.class)) {
            return FailureCode.UNREACHABLE;
        }
        if (has(failure, SSLException.class)) {
            return FailureCode.UNTRUSTED_CERTIFICATE;
        }
        return codeOfWords(failure, String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
    }

    /** JGit tells the HTTP status in its words only. */
    private static FailureCode codeOfWords(IOException failure, String words) {
        if (words.contains("not authorized") || words.contains("authentication is required")) {
            return FailureCode.UNAUTHENTICATED;
        }
        if (words.contains("not permitted") || words.contains("403")) {
            return FailureCode.PERMISSION_DENIED;
        }
        if (words.contains("429")) {
            return FailureCode.RATE_LIMITED;
        }
        if (words.contains("not found")) {
            return FailureCode.NOT_FOUND;
        }
        if (words.contains("is invalid") || words.contains("invalid advertisement")) {
            return FailureCode.UNEXPECTED_REPLY;
        }
        return failure instanceof RemoteRepositoryException ? FailureCode.PERMISSION_DENIED : FailureCode.SERVER_FAULT;
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    static String hint(FailureCode code) {
        return switch (code) {
            case NOT_FOUND -> "check the URL, and that these credentials may see the repository";
            case UNAUTHENTICATED -> "give credentials that the server accepts";
            case PERMISSION_DENIED -> "give credentials that may write to the branch";
            case UNREACHABLE -> "check the host, the port and the network";
            case UNTRUSTED_CERTIFICATE -> "give the certificate authority of the server";
            case UNEXPECTED_REPLY -> "check that the URL is that of a Git repository, not of a web page";
            case INVALID -> "use an http, https or file URL, or a path";
            default -> "try again later";
        };
    }

    private static String shortened(String words) {
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }
}
