package io.nautes.cluster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Contract tests of a {@link ClusterStore} with content that outlives it and that other processes may change. The tests
 * use a second handle in place of another process.
 */
public abstract class SharedClusterStoreContract extends ClusterStoreContract {
    private static final int CHANGES_PER_THREAD = 4;

    /** Constructor for subclasses. */
    protected SharedClusterStoreContract() {}

    /**
     * Opens another handle to the content of the last {@link #openEmpty()}, as another process would.
     *
     * @return another store on the same content, which the contract closes
     * @throws Exception if it cannot be opened
     */
    protected abstract ClusterStore openAgain() throws Exception;

    @Test
    final void contentOutlivesTheStore() throws Exception {
        String revision = save(store(), host("host-1")).revision();
        store().close();

        try (ClusterStore other = openAgain()) {
            assertEquals(revision, other.snapshot().revision());
            assertEquals(Optional.of(host("host-1")), other.snapshot().find("host-1"));
        }
    }

    @Test
    final void acknowledgedChangesAreVisibleToOtherHandlesImmediately() throws Exception {
        try (ClusterStore other = openAgain()) {
            for (int i = 0; i < 3; i++) {
                String revision = save(store(), host("host-" + i)).revision();
                assertEquals(revision, other.snapshot().revision());

                assertTrue(delete(other, "host-" + i).changed());
                assertEquals(Optional.empty(), store().snapshot().find("host-" + i));
            }
        }
    }

    @Test
    final void decisionIsRepeatedAfterAConcurrentChange() throws Exception {
        try (ClusterStore other = openAgain()) {
            AtomicInteger decisions = new AtomicInteger();
            String before = store().snapshot().revision();

            store().update(current -> {
                if (decisions.incrementAndGet() == 1) {
                    save(other, labelled(host("host-1"), "1"));
                }
                int count = current.find("host-1")
                        .map(resource -> Integer.parseInt(label(resource)))
                        .orElse(0);
                return StoreChange.save(List.of(labelled(host("host-1"), String.valueOf(count + 1))), null);
            });

            assertEquals("2", label(other.snapshot().find("host-1").orElseThrow()));
            assertEquals(2, decisions.get());
            assertNotEquals(before, other.snapshot().revision());
        }
    }

    @Test
    final void noRacingUpdateOfSeveralHandlesIsLost() throws Exception {
        List<ClusterStore> handles = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        try {
            for (int thread = 0; thread < THREADS; thread++) {
                ClusterStore handle = openAgain();
                handles.add(handle);
                tasks.add(() -> {
                    for (int i = 0; i < CHANGES_PER_THREAD; i++) {
                        increment(handle, "shared");
                    }
                    return null;
                });
            }

            Races.run(tasks);
        } finally {
            handles.forEach(ClusterStore::close);
        }

        assertEquals(
                String.valueOf(THREADS * CHANGES_PER_THREAD),
                label(store().snapshot().find("shared").orElseThrow()));
    }
}
