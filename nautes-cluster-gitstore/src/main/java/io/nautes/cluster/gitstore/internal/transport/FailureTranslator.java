package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorWriteException;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.gitstore.internal.util.Redactor;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.jspecify.annotations.Nullable;

/**
 * A translator of failures of the transport into failures for callers. It uses HTTP statuses and types of exceptions,
 * not the messages of JGit.
 */
final class FailureTranslator {
    private FailureTranslator() {}

    /** The HTTP statuses that depend on the client and the time, but not on the content of the request. */
    private static final Set<Integer> ABOUT_THE_CALLER = Set.of(401, 403, 404, 407, 408, 410, 425, 429);

    private static final int TOO_LARGE = 413;
    private static final int LENGTH_REQUIRED = 411;

    /** Returns whether no connection to the server was made, so it has not received the request. */
    static boolean isWithoutConnection(Throwable failure) {
        return Causes.has(failure, ConnectException.class)
                || Causes.has(failure, HttpConnectTimeoutException.class)
                || Causes.has(failure, UnknownHostException.class)
                || Causes.has(failure, SSLHandshakeException.class);
    }

    /** Returns whether a status means that the request was not carried out. */
    static boolean isRefusal(int status) {
        return status >= 300 && status < 500;
    }

    /** Returns whether a status means that the request was not carried out because of its content. */
    static boolean isAboutContent(int status) {
        return isRefusal(status) && !ABOUT_THE_CALLER.contains(status);
    }

    /** Returns whether a status means that the request was not carried out because of its size. */
    static boolean isAboutSize(int status) {
        return status == TOO_LARGE || status == LENGTH_REQUIRED;
    }

    /**
     * Returns whether the server reported that it could not unpack the pushed objects. JGit has no exception type for
     * this.
     */
    static boolean isUnpackError(Throwable failure) {
        String format = JGitText.get().errorOccurredDuringUnpackingOnTheRemoteEnd;
        String beginning = format.substring(0, Math.max(1, format.indexOf('{')));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransportException
                    && String.valueOf(cause.getMessage()).contains(beginning)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the failure for a caller.
     *
     * @param operation the operation and its target, for the message
     * @param failure the exception of JGit
     * @param context the state of the exchange
     * @param attempts the number of attempts
     */
    static RegistryException of(String operation, Exception failure, ExchangeContext context, int attempts) {
        LastReply reply = context.reply();
        FailureCode code = code(failure, reply);
        SshRefusedException ssh = SshRefusedException.in(failure);
        StringBuilder message = new StringBuilder(operation)
                .append(": ")
                .append(ssh == null ? what(code, failure, reply) : ssh.getMessage());
        if (!reply.message().isEmpty()) {
            message.append(", with the message: ").append(OneLine.shortened(reply.message()));
        }
        if (attempts > 1) {
            message.append(" (").append(attempts).append(" attempts)");
        }
        message.append("; ").append(ssh == null ? hint(code, reply.status()) : ssh.hint());
        Redactor secrets = context.secrets();
        return new RegistryException(code, secrets.clean(message.toString()), secrets.clean(failure));
    }

    static FailureCode code(Exception failure, LastReply reply) {
        if (Causes.has(failure, MirrorWriteException.class)) {
            return FailureCode.LOCAL_STORAGE;
        }
        if (Causes.has(failure, CancelledException.class)) {
            return FailureCode.CANCELLED;
        }
        if (Causes.has(failure, ConfigInvalidException.class)) {
            return FailureCode.MALFORMED_CONTENT;
        }
        SshRefusedException ssh = SshRefusedException.in(failure);
        if (ssh != null) {
            return ssh.code();
        }
        if (Causes.has(failure, SSLHandshakeException.class) || Causes.has(failure, SSLPeerUnverifiedException.class)) {
            return FailureCode.UNTRUSTED_CERTIFICATE;
        }
        if (isUnpackError(failure)) {
            return FailureCode.SERVER_FAULT;
        }
        HttpExchangeException exchange = Causes.find(failure, HttpExchangeException.class);
        if (exchange != null) {
            FailureCode byStatus = codeOfStatus(reply);
            return byStatus == null ? exchange.code() : byStatus;
        }
        if (Causes.has(failure, InterruptedIOException.class)) {
            return FailureCode.TIMEOUT;
        }
        if (Causes.has(failure, UnknownHostException.class) || Causes.has(failure, SocketException.class)) {
            return FailureCode.UNREACHABLE;
        }
        FailureCode byStatus = codeOfStatus(reply);
        if (byStatus != null) {
            return byStatus;
        }
        if (Causes.has(failure, NoRemoteRepositoryException.class)
                || Causes.has(failure, RepositoryNotFoundException.class)) {
            return FailureCode.NOT_FOUND;
        }
        if (Causes.has(failure, RemoteRepositoryException.class)) {
            return FailureCode.PERMISSION_DENIED;
        }
        if (Causes.has(failure, PackProtocolException.class)) {
            return FailureCode.UNEXPECTED_REPLY;
        }
        // The remaining failures are broken replies and exceptions of the JDK that have no specific type.
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

    private static @Nullable FailureCode codeOfStatus(LastReply reply) {
        int status = reply.status();
        if (status == 200) {
            return reply.isHtml() ? FailureCode.UNEXPECTED_REPLY : null;
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

    private static String what(FailureCode code, Exception failure, LastReply reply) {
        int status = reply.status();
        MirrorWriteException local = Causes.find(failure, MirrorWriteException.class);
        if (local != null) {
            return String.valueOf(local.getMessage());
        }
        if (status == TOO_LARGE) {
            return "the server answered with HTTP status 413: the request is too large for it";
        }
        if (code == FailureCode.UNEXPECTED_REPLY && reply.isHtml()) {
            return "the server answered with a web page, not as a Git server" + redirected(reply);
        }
        if (code == FailureCode.CANCELLED) {
            return "the thread was interrupted";
        }
        if (code == FailureCode.MALFORMED_CONTENT) {
            return "the user's, the system's or the repository's Git configuration cannot be read: "
                    + OneLine.shortened(String.valueOf(deepest(failure).getMessage()));
        }
        if (status >= 300 && codeOfStatus(reply) == code) {
            return "the server answered with HTTP status " + status + redirected(reply);
        }
        HttpExchangeException exchange = Causes.find(failure, HttpExchangeException.class);
        if (exchange != null) {
            return String.valueOf(exchange.getMessage());
        }
        return OneLine.shortened(String.valueOf(deepest(failure).getMessage()));
    }

    private static String redirected(LastReply reply) {
        String location = reply.location();
        return location == null ? "" : " (it redirects to " + OneLine.shortened(location) + ")";
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? failure : cause;
    }

    private static String hint(FailureCode code, int status) {
        if (status == TOO_LARGE) {
            return "nothing was changed; raise the limit of the server or of the proxy before it for the size of requests"
                    + " (nginx: client_max_body_size), or save fewer clusters at a time";
        }
        if (status == LENGTH_REQUIRED) {
            return "nothing was changed; let the server or the proxy before it accept chunked requests, or save fewer"
                    + " clusters at a time";
        }
        return switch (code) {
            case NOT_FOUND -> "check the URL, and that these credentials may see the repository";
            case UNAUTHENTICATED -> "give credentials that the server accepts";
            case PERMISSION_DENIED -> "give credentials that may write to the branch";
            case UNREACHABLE -> "check the host, the port and the network";
            case UNTRUSTED_CERTIFICATE ->
                "if this is the right server, set the certificate authority that signed its certificate with"
                        + " trustedCertificates(...)";
            case UNEXPECTED_REPLY -> "check that the URL is that of a Git repository, and not behind single sign-on";
            case CANCELLED -> "nothing was changed";
            case MALFORMED_CONTENT -> "fix the configuration, or give the repository's URL on a server";
            case LOCAL_STORAGE -> "check that the disk has free space and that the folder is writable";
            default -> "try again later";
        };
    }
}
