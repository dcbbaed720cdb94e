package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A background task that renews the lease of a token as long as Vault extends it to a useful length. A failed renewal
 * is not reported: the request that finds the token expired logs in again, or fails with Vault's message.
 */
final class TokenRenewal {
    private static final int ATTEMPTS = 4;

    private final VaultHttp http;
    private final Delays delays;
    private final Duration deadline;
    private final Predicate<String> inUse;
    private final BiConsumer<String, Long> extended;

    /**
     * Creates a renewal.
     *
     * @param deadline the time for one renewal
     * @param inUse whether a token is still used
     * @param extended is notified of a token whose lease was extended, and by how many seconds from now
     */
    TokenRenewal(
            VaultHttp http,
            Delays delays,
            Duration deadline,
            Predicate<String> inUse,
            BiConsumer<String, Long> extended) {
        this.http = http;
        this.delays = delays;
        this.deadline = deadline;
        this.inUse = inUse;
        this.extended = extended;
    }

    /** Renews a token whose lease is unknown, and then when two thirds of each lease are over. */
    void startNow(String token) {
        delays.after(Duration.ZERO, () -> renew(token, 0, 1));
    }

    /** Renews a token when two thirds of its lease are over. */
    void startLater(String token, long leaseSeconds) {
        delays.after(fraction(leaseSeconds, 2, 3), () -> renew(token, leaseSeconds, 1));
    }

    /** Renews a token that was granted a lease; 0 if that is not known. */
    private void renew(String token, long grantedSeconds, int attempt) {
        if (!inUse.test(token)) {
            return;
        }
        VaultRequest request = new VaultRequest("renew the token", "POST", "auth/token/renew-self", null);
        try {
            VaultReply reply = http.send(request, token, Deadline.in(deadline));
            if (reply.isSuccess()) {
                VaultJson.login(reply.body())
                        .filter(VaultJson.Login::renewable)
                        .ifPresent(login -> use(token, login, grantedSeconds));
            } else if (reply.status() >= 500 || reply.isTemporary()) {
                again(token, grantedSeconds, attempt);
            }
        } catch (NoReplyException e) {
            again(token, grantedSeconds, attempt);
        }
    }

    private void use(String token, VaultJson.Login login, long grantedSeconds) {
        if (login.leaseSeconds() <= 0) {
            return;
        }
        extended.accept(token, login.leaseSeconds());
        // Vault extends a token by less and less when it is near its maximum lifetime.
        if (login.leaseSeconds() >= grantedSeconds / 2) {
            long granted = Math.max(grantedSeconds, login.leaseSeconds());
            delays.after(fraction(login.leaseSeconds(), 2, 3), () -> renew(token, granted, 1));
        }
    }

    private void again(String token, long grantedSeconds, int attempt) {
        if (attempt < ATTEMPTS) {
            Duration pause = grantedSeconds == 0 ? Duration.ofSeconds(10) : fraction(grantedSeconds, 1, 10);
            delays.after(pause, () -> renew(token, grantedSeconds, attempt + 1));
        }
    }

    private static Duration fraction(long seconds, int numerator, int denominator) {
        Duration lease = TimeLimits.bounded(Duration.ofSeconds(seconds));
        return lease.multipliedBy(numerator).dividedBy(denominator);
    }
}
