package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for credentials and exchanges them for a token. Safe for use by several threads, but only one at a time may {@link
 * #logIn}.
 */
final class LoginExchange {
    /** Requests of several threads may carry tokens of several ages. */
    private static final int MAX_SECRETS = 32;

    private final VaultHttp http;
    private final VaultLogin login;
    private final ExecutorService executor;
    private final Deque<String> secrets = new ArrayDeque<>();
    private @Nullable AccessToken unwrapped;
    private @Nullable String secretId;

    LoginExchange(VaultHttp http, VaultLogin login, ExecutorService executor) {
        this.http = http;
        this.login = login;
        this.executor = executor;
    }

    /** Returns the recently used secret texts, which must not appear in messages. */
    private List<String> secrets() {
        synchronized (secrets) {
            List<String> known = new ArrayList<>(secrets);
            if (login.hidesRole()) {
                known.add(login.role());
            }
            return known;
        }
    }

    /** Remembers a secret that must not appear in messages, until many newer ones have been added. */
    private String remembered(String secret) {
        synchronized (secrets) {
            secrets.remove(secret);
            secrets.addFirst(secret);
            if (secrets.size() > MAX_SECRETS) {
                secrets.removeLast();
            }
            return secret;
        }
    }

    /** Returns the token that the program supplies. */
    AccessToken givenToken(@Nullable String refused, String task, Deadline deadline) throws NoReplyException {
        CredentialSupplier<AccessToken> supplier = supplier();
        AccessToken token = refused == null
                ? ask(supplier, supplier::credential, task, deadline)
                : ask(supplier, () -> supplier.renewed(AccessToken.of(refused)), task, deadline);
        remembered(token.value());
        return token;
    }

    /** Logs in. */
    VaultJson.Login logIn(String task, Deadline deadline) throws NoReplyException {
        VaultRequest request =
                new VaultRequest(task, "POST", "auth/" + login.mount() + "/login", loginBody(task, deadline));
        VaultReply reply = send(request, null, "logging in", deadline);
        VaultFailures failures = failures();
        if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
            throw failures.of(FailureCode.UNAUTHENTICATED, request, reply, "the login is refused", remedy());
        }
        if (!reply.isSuccess()) {
            throw failures.of(request, reply);
        }
        VaultJson.Login given = VaultJson.login(reply.body())
                .filter(login -> isFitForAHeader(login.token()))
                .orElseThrow(() -> failures.unexpected(request, reply));
        remembered(given.token());
        return given;
    }

    private String remedy() {
        return login.method() == VaultLogin.Method.JWT
                ? "check that the role exists at this mount, and that it accepts the token's audience, subject and claims"
                : "check the role ID and the secret ID: it must not have expired or been used up, and only roles with"
                        + " bind_secret_id=false need none";
    }

    private byte[] loginBody(String task, Deadline deadline) throws NoReplyException {
        return switch (login.method()) {
            case WRAPPED_APP_ROLE -> VaultJson.appRole(login.role(), unwrappedSecretId(task, deadline));
            case APP_ROLE ->
                VaultJson.appRole(
                        login.role(),
                        login.credential() == null
                                ? null
                                : remembered(ask(task, deadline).value()));
            default ->
                VaultJson.jwt(login.role(), remembered(ask(task, deadline).value()));
        };
    }

    /** Returns the secret ID, and unwraps it if the wrapping token is a new one. */
    private String unwrappedSecretId(String task, Deadline deadline) throws NoReplyException {
        AccessToken wrapping = ask(task, deadline);
        String known = secretId;
        if (known != null && wrapping.equals(unwrapped)) {
            return known;
        }
        remembered(wrapping.value());
        VaultRequest request = new VaultRequest(task, "POST", "sys/wrapping/unwrap", null);
        VaultReply reply = send(request, wrapping.value(), "unwrapping the secret ID", deadline);
        if (reply.status() == 400 || reply.status() == 403) {
            throw failures()
                    .of(
                            FailureCode.UNAUTHENTICATED,
                            request,
                            reply,
                            "the wrapping token of the secret ID is refused",
                            "wrap a new secret ID; if the token has not expired and this program has not used it before,"
                                    + " another client has read the secret ID, so revoke it");
        }
        if (!reply.isSuccess()) {
            throw failures().of(request, reply);
        }
        String secret =
                VaultJson.secretId(reply.body()).orElseThrow(() -> failures().unexpected(request, reply));
        unwrapped = wrapping;
        secretId = secret;
        return remembered(secret);
    }

    private VaultReply send(VaultRequest request, @Nullable String token, String step, Deadline deadline)
            throws NoReplyException {
        try {
            return http.send(request, token, deadline);
        } catch (NoReplyException e) {
            // The operation that needs the login was not sent.
            throw new NoReplyException(e.code(), false, step + ": " + e.getMessage(), e);
        }
    }

    /** Returns the failures of requests with these credentials and the tokens obtained with them. */
    VaultFailures failures() {
        return new VaultFailures(http.address(), this::secrets);
    }

    private CredentialSupplier<AccessToken> supplier() {
        CredentialSupplier<AccessToken> supplier = login.credential();
        if (supplier == null) {
            throw new IllegalStateException("this login has no credentials");
        }
        return supplier;
    }

    private AccessToken ask(String task, Deadline deadline) throws NoReplyException {
        return ask(supplier(), supplier()::credential, task, deadline);
    }

    /** Calls a supplier on another thread, so that the deadline is met even if the supplier blocks. */
    private AccessToken ask(
            CredentialSupplier<AccessToken> supplier, Supplier<AccessToken> question, String task, Deadline deadline)
            throws NoReplyException {
        if (supplier instanceof VaultLogin.Fixed fixed) {
            return fixed.credential();
        }
        Future<AccessToken> answer;
        try {
            answer = executor.submit(question::get);
        } catch (RejectedExecutionException e) {
            throw new NoReplyException(FailureCode.CANCELLED, false, "the store was closed", e);
        }
        try {
            AccessToken credential = answer.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            if (credential == null) {
                throw failed(task, "returned null", null);
            }
            return credential;
        } catch (TimeoutException e) {
            throw new NoReplyException(FailureCode.TIMEOUT, false, "the credential supplier did not return in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoReplyException(FailureCode.CANCELLED, false, "the thread was interrupted", e);
        } catch (CancellationException e) {
            throw new NoReplyException(FailureCode.CANCELLED, false, "the store was closed", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RegistryException failure) {
                throw failure;
            }
            throw failed(task, "failed with " + cause.getClass().getName(), fileFailure(cause));
        } finally {
            answer.cancel(true);
        }
    }

    /** Returns what a token file reports, which holds no secret; the message of another supplier's failure may. */
    private @Nullable Throwable fileFailure(Throwable cause) {
        return supplier() instanceof VaultLogin.TokenFileSupplier ? cause : null;
    }

    private static RegistryException failed(String task, String how, @Nullable Throwable cause) {
        String head = "failed to " + task + ": the supplier of credentials for Vault " + how;
        return cause == null
                ? new RegistryException(
                        FailureCode.UNAUTHENTICATED,
                        head + " (a message that it may have is not shown, because it may contain a secret); fix the"
                                + " supplier given to VaultLogin")
                : new RegistryException(FailureCode.UNAUTHENTICATED, head + ": " + cause.getMessage(), cause);
    }

    private static boolean isFitForAHeader(String token) {
        try {
            AccessToken.of(token);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
