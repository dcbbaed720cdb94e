package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks by cluster name, which serialize the changes of each cluster in a registry. The names share a fixed number of
 * locks, which are always acquired in the same order.
 */
final class NameLocks {
    /** Holds no lock. */
    static final Held NONE = () -> {};

    private static final int COUNT = 256;
    /** Changes end before that, unless a kubeconfig store has no deadline. */
    static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final ReentrantLock[] locks = new ReentrantLock[COUNT];

    NameLocks() {
        for (int i = 0; i < COUNT; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Locks that are held until they are closed, by the same thread. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Acquires the locks of names.
     *
     * @param wait the maximum wait for each other change
     */
    Held lock(Collection<String> names, Duration wait) {
        List<ReentrantLock> held = new ArrayList<>();
        int[] indexes = names.stream()
                .mapToInt(name -> Math.floorMod(name.hashCode(), COUNT))
                .sorted()
                .distinct()
                .toArray();
        long nanos = wait.compareTo(MAX_WAIT) < 0 ? wait.toNanos() : MAX_WAIT.toNanos();
        try {
            for (int index : indexes) {
                if (!locks[index].tryLock(nanos, TimeUnit.NANOSECONDS)) {
                    throw new RegistryException(
                            FailureCode.TIMEOUT,
                            "another change of the same cluster has been in progress for " + wait.toMillis()
                                    + " ms; nothing was changed, try again");
                }
                held.add(locks[index]);
            }
            return () -> unlock(held);
        } catch (InterruptedException e) {
            unlock(held);
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    FailureCode.CANCELLED,
                    "the thread was interrupted while it waited for another change of the same cluster; nothing was"
                            + " changed",
                    e);
        } catch (RuntimeException e) {
            unlock(held);
            throw e;
        }
    }

    private static void unlock(List<ReentrantLock> held) {
        held.forEach(ReentrantLock::unlock);
    }
}
