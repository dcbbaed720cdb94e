package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The token for requests: a fixed one, or one that a login returns and that is replaced before it expires. */
final class VaultSession {
    private static final double USED_OF_LEASE = 0.9;

    private final VaultLogin login;
    private final LoginExchange exchange;
    private final TokenRenewal renewal;
    private final LongSupplier nanoTime;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Lease lease;

    /** A token from a login, and the time, in that of the session's clock, after which it is not used any more. */
    private record Lease(String token, boolean expires, long at) {
        boolean isOver(long now) {
            return expires && now - at >= 0;
        }

        @Override
        public String toString() {
            return "Lease[" + expires + ", " + at + "]";
        }
    }

    VaultSession(
            VaultHttp http,
            VaultLogin login,
            ExecutorService executor,
            Delays delays,
            Duration deadline,
            LongSupplier nanoTime) {
        this.login = login;
        this.exchange = new LoginExchange(http, login, executor);
        this.renewal = new TokenRenewal(http, delays, deadline, this::isInUse, this::extend);
        this.nanoTime = nanoTime;
    }

    /** Returns the failures of requests with this session. */
    VaultFailures failures() {
        return exchange.failures();
    }

    /** Returns whether a refused token can be replaced. */
    boolean canReplaceToken() {
        return login.isLogin() || !(login.credential() instanceof VaultLogin.Fixed);
    }

    /**
     * Returns a token to use now.
     *
     * @param refused a token that Vault refused, or {@code null}. A login does not return it again; a supplier may
     */
    String token(@Nullable String refused, String task, Deadline deadline) throws NoReplyException {
        if (!login.isLogin()) {
            String token = exchange.givenToken(refused, task, deadline).value();
            if (login.method() == VaultLogin.Method.RENEWED_TOKEN && renewing.compareAndSet(false, true)) {
                renewal.startNow(token);
            }
            return token;
        }
        acquire(deadline);
        try {
            Lease current = lease;
            if (current != null && !current.token().equals(refused) && !current.isOver(nanoTime.getAsLong())) {
                return current.token();
            }
            return logIn(task, deadline);
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

    private String logIn(String task, Deadline deadline) throws NoReplyException {
        lease = null;
        long before = nanoTime.getAsLong();
        VaultJson.Login given = exchange.logIn(task, deadline);
        lease = lease(given.token(), given.leaseSeconds(), before);
        if (given.renewable() && given.leaseSeconds() > 0) {
            renewal.startLater(given.token(), given.leaseSeconds());
        }
        return given.token();
    }

    private static Lease lease(String token, long seconds, long from) {
        long nanos = TimeLimits.bounded(Duration.ofSeconds(seconds)).toNanos();
        return new Lease(token, seconds > 0, from + (long) (nanos * USED_OF_LEASE));
    }

    private boolean isInUse(String token) {
        Lease current = lease;
        return !login.isLogin() || (current != null && current.token().equals(token));
    }

    private void extend(String token, long seconds) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            Lease current = lease;
            if (current != null && current.token().equals(token)) {
                lease = lease(token, seconds, now);
            }
        } finally {
            lock.unlock();
        }
    }
}
