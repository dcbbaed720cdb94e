package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of the transport means for a caller: by HTTP status and type, not by JGit's words. */
final class GitFailures {
    private static final int MAX_WORDS = 300;

    private GitFailures() {}

    /**
     * The failure that a caller gets.
     *
     * @param operation what was being done, and where
     * @param failure what JGit threw
     * @param trace what the server's last reply was
     * @param attempts how often it was tried
     */
    static RegistryException of(String operation, Exception failure, HttpTrace trace, int attempts) {
        FailureCode code = code(failure, trace);
        SshRefusedException ssh = SshRefusedException.in(failure);
        StringBuilder message = new StringBuilder(operation)
                .append(": ")
                .append(ssh == null ? what(code, failure, trace) : ssh.getMessage());
        if (!trace.words().isEmpty()) {
            message.append(", saying: ").append(shortened(trace.words()));
        }
        if (attempts > 1) {
            message.append(" (").append(attempts).append(" attempts)");
        }
        return new RegistryException(
                code,
                message.append("; ")
                        .append(ssh == null ? hint(code) : ssh.hint())
                        .toString(),
                failure);
    }

    static FailureCode code(Exception failure, HttpTrace trace) {
        if (has(failure, MirrorWriteException.class)) {
            return FailureCode.LOCAL_STORAGE;
        }
        if (has(failure, CancelledException.class)) {
            return FailureCode.CANCELLED;
        }
        if (has(failure, ConfigInvalidException.class)) {
            return FailureCode.MALFORMED_CONTENT;
        }
        SshRefusedException ssh = SshRefusedException.in(failure);
        if (ssh != null) {
            return ssh.code();
        }
        if (has(failure, SSLHandshakeException.class) || has(failure, SSLPeerUnverifiedException.class)) {
            return FailureCode.UNTRUSTED_CERTIFICATE;
        }
        if (has(failure, InterruptedIOException.class)) {
            return FailureCode.TIMEOUT;
        }
        if (has(failure, UnknownHostException.class) || has(failure, SocketException.class)) {
            return FailureCode.UNREACHABLE;
        }
        FailureCode byStatus = codeOfStatus(trace);
        if (byStatus != null) {
            return byStatus;
        }
        if (has(failure, NoRemoteRepositoryException.class) || has(failure, RepositoryNotFoundException.class)) {
            return FailureCode.NOT_FOUND;
        }
        if (has(failure, RemoteRepositoryException.class)) {
            return FailureCode.PERMISSION_DENIED;
        }
        if (has(failure, PackProtocolException.class)) {
            return FailureCode.UNEXPECTED_REPLY;
        }
        // What is left broke in the middle of a reply, or is an exception of the JDK without a type of its own.
        return isBroken(failure) ? FailureCode.UNREACHABLE : FailureCode.SERVER_FAULT;
    }

    private static boolean isBroken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException
                    || cause instanceof SSLException
                    || cause.getClass() == IOException.class) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable FailureCode codeOfStatus(HttpTrace trace) {
        int status = trace.status();
        if (status == 200) {
            return trace.isHtml() ? FailureCode.UNEXPECTED_REPLY : null;
        }
        return switch (status) {
            case 0 -> null;
            case 401, 407 -> FailureCode.UNAUTHENTICATED;
            case 403 -> FailureCode.PERMISSION_DENIED;
            case 404, 410 -> FailureCode.NOT_FOUND;
            case 408, 504 -> FailureCode.TIMEOUT;
            case 429 -> FailureCode.RATE_LIMITED;
            default -> status >= 500 ? FailureCode.SERVER_FAULT : FailureCode.UNEXPECTED_REPLY;
        };
    }

    private static String what(FailureCode code, Exception failure, HttpTrace trace) {
        int status = trace.status();
        MirrorWriteException local = find(failure, MirrorWriteException.class);
        if (local != null) {
            return String.valueOf(local.getMessage());
        }
        if (code == FailureCode.UNEXPECTED_REPLY && trace.isHtml()) {
            return "the server answered with a web page, not as a Git server" + redirected(trace);
        }
        if (code == FailureCode.CANCELLED) {
            return "the thread was interrupted";
        }
        if (code == FailureCode.MALFORMED_CONTENT) {
            return "the user's, the system's or the repository's Git configuration cannot be read: "
                    + shortened(String.valueOf(deepest(failure).getMessage()));
        }
        if (status >= 300 && codeOfStatus(trace) == code) {
            return "the server answered with HTTP status " + status + redirected(trace);
        }
        return shortened(String.valueOf(deepest(failure).getMessage()));
    }

    private static String redirected(HttpTrace trace) {
        String location = trace.location();
        return location == null ? "" : " (it redirects to " + shortened(location) + ")";
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? failure : cause;
    }

    static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String hint(FailureCode code) {
        return switch (code) {
            case NOT_FOUND -> "check the URL, and that these credentials may see the repository";
            case UNAUTHENTICATED -> "give credentials that the server accepts";
            case PERMISSION_DENIED -> "give credentials that may write to the branch";
            case UNREACHABLE -> "check the host, the port and the network";
            case UNTRUSTED_CERTIFICATE ->
                "if the server is the right one, give the certificate authority that signed its certificate, with"
                        + " trustedCertificates(...)";
            case UNEXPECTED_REPLY -> "check that the URL is that of a Git repository, and not behind single sign-on";
            case CANCELLED -> "nothing was changed";
            case MALFORMED_CONTENT -> "mend the configuration, or give the repository's URL on a server";
            case LOCAL_STORAGE -> "check that the disk has room and that the folder is writable";
            default -> "try again later";
        };
    }

    /** One line, without the controls that a server may send. */
    static String shortened(String words) {
        String line = words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }
}
