package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.model.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The token that requests carry: a given one, or one that a login gives and that is replaced before it expires. */
final class VaultSession {
    private static final double USED_OF_LEASE = 0.9;

    private final VaultHttp http;
    private final Credentials credentials;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable String token;
    private boolean expires;
    private long expiresAt;

    VaultSession(VaultHttp http, Credentials credentials, LongSupplier nanoTime) {
        this.http = http;
        this.credentials = credentials;
        this.nanoTime = nanoTime;
    }

    /** What a program shows Vault. */
    sealed interface Credentials {
        /** Returns the secret texts in it, which no message may show. */
        List<String> secrets();
    }

    /**
     * A token.
     *
     * @param token the token
     */
    record Token(AccessToken token) implements Credentials {
        @Override
        public List<String> secrets() {
            return List.of(token.value());
        }
    }

    /**
     * The two halves of an AppRole.
     *
     * @param mount where the method is mounted
     * @param roleId the role
     * @param secretId the secret; {@code null} for a role without one
     */
    record AppRole(String mount, String roleId, @Nullable AccessToken secretId) implements Credentials {
        @Override
        public List<String> secrets() {
            return secretId == null ? List.of(roleId) : List.of(roleId, secretId.value());
        }
    }

    /** Returns the failures of requests with this session. */
    VaultFailures failures() {
        String current = token;
        List<String> secrets = new ArrayList<>(credentials.secrets());
        if (current != null) {
            secrets.add(current);
        }
        return new VaultFailures(http.address(), secrets);
    }

    boolean logsIn() {
        return credentials instanceof AppRole;
    }

    /**
     * Returns a token to use now.
     *
     * @param refused a token that Vault refused and that must not be given again; {@code null} if there is none
     */
    String token(@Nullable String refused, String task, Deadline deadline) throws NoReplyException {
        if (credentials instanceof Token given) {
            return given.token().value();
        }
        acquire(deadline);
        try {
            String current = token;
            if (current != null && !current.equals(refused) && !(expires && nanoTime.getAsLong() - expiresAt >= 0)) {
                return current;
            }
            return logIn((AppRole) credentials, task, deadline);
        } finally {
            lock.unlock();
        }
    }

    private void acquire(Deadline deadline) throws NoReplyException {
        try {
            if (!lock.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new NoReplyException(
                        FailureCode.TIMEOUT, false, "another login takes too long", new IllegalStateException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoReplyException(FailureCode.CANCELLED, false, "the thread was interrupted", e);
        }
    }

    private String logIn(AppRole role, String task, Deadline deadline) throws NoReplyException {
        token = null;
        VaultRequest request = new VaultRequest(
                task, "POST", "auth/" + role.mount() + "/login", VaultJson.appRole(role.roleId(), role.secretId()));
        long before = nanoTime.getAsLong();
        VaultReply reply;
        try {
            reply = http.send(request, null, deadline);
        } catch (NoReplyException e) {
            throw new NoReplyException(e.code(), false, "logging in: " + e.getMessage(), e);
        }
        VaultFailures failures = failures();
        if (reply.status() == 400 || reply.status() == 403) {
            throw failures.of(
                    FailureCode.UNAUTHENTICATED,
                    request,
                    reply,
                    "the AppRole is refused",
                    "check the role ID and the secret ID: it must not have expired or been used up, and only roles with"
                            + " bind_secret_id=false need none");
        }
        if (!reply.isSuccess()) {
            throw failures.of(request, reply);
        }
        VaultJson.Login login = VaultJson.login(reply.body())
                .filter(given -> isFitForAHeader(given.token()))
                .orElseThrow(() -> failures.unexpected(request, reply));
        token = login.token();
        expires = login.leaseSeconds() > 0;
        expiresAt = before
                + (long) (Deadline.bounded(Duration.ofSeconds(login.leaseSeconds()))
                                .toNanos()
                        * USED_OF_LEASE);
        return login.token();
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
