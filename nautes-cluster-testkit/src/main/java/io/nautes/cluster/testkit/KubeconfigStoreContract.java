package io.nautes.cluster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract tests of {@link KubeconfigStore}. To test an implementation, extend this class.
 */
public abstract class KubeconfigStoreContract {
    private static final int THREADS = 4;
    private static final int CHANGES_PER_THREAD = 8;

    private KubeconfigStore store = new InMemoryKubeconfigStore();

    /** Constructor for subclasses. */
    protected KubeconfigStoreContract() {}

    /**
     * Opens an empty store. The contract calls this method before each test; the subclass closes the store if necessary.
     *
     * @return the store
     * @throws Exception if it cannot be opened
     */
    protected abstract KubeconfigStore openEmpty() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = openEmpty();
    }

    private static Kubeconfig kubeconfig(String server) {
        return ClusterFixtures.kubeconfig(server);
    }

    @Test
    final void emptyStoreFindsNothing() {
        assertEquals(Optional.empty(), store.find("host-1"));
    }

    @Test
    final void storedKubeconfigIsFound() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));

        assertEquals(Optional.of(kubeconfig("https://192.0.2.1:6443")), store.find("host-1"));
    }

    @Test
    final void everyCharacterIsPreserved() {
        Kubeconfig odd = Kubeconfig.of("\ufeff# 集群 \ud83d\udd11\t\"'\\\r\nclusters: []\r\n\n\n  ");
        store.put("host-1", odd);

        assertEquals(odd.text(), store.find("host-1").orElseThrow().text());
    }

    @Test
    final void kubeconfigIsReplacedAsAWhole() {
        Kubeconfig big = Kubeconfig.of("# " + "x".repeat(200_000) + "\n");
        store.put("host-1", big);
        assertEquals(Optional.of(big), store.find("host-1"));

        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        assertEquals(Optional.of(kubeconfig("https://192.0.2.1:6443")), store.find("host-1"));
    }

    @Test
    final void eachClusterHasItsOwnKubeconfig() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        store.put("host-10", kubeconfig("https://192.0.2.10:6443"));
        store.delete("host-1");

        assertEquals(Optional.empty(), store.find("host-1"));
        assertEquals(Optional.of(kubeconfig("https://192.0.2.10:6443")), store.find("host-10"));
    }

    @Test
    final void deletedKubeconfigIsNotFoundAndCanBeStoredAgain() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        store.delete("host-1");
        assertEquals(Optional.empty(), store.find("host-1"));

        store.put("host-1", kubeconfig("https://192.0.2.2:6443"));
        assertEquals(Optional.of(kubeconfig("https://192.0.2.2:6443")), store.find("host-1"));
    }

    @Test
    final void deletingAMissingKubeconfigDoesNothing() {
        store.delete("host-1");
        store.delete("host-1");

        assertEquals(Optional.empty(), store.find("host-1"));
    }

    @Test
    final void invalidNameDoesNotAffectAnotherKubeconfig() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));

        for (String name :
                List.of("", ".", "..", "../host-1", "a/../host-1", "./host-1", "host-1/", "HOST-1", "host-1\0")) {
            refusedOrOwn(() -> store.put(name, kubeconfig("https://198.51.100.1:6443")));
            refusedOrOwn(() -> store.delete(name));
        }

        assertEquals(Optional.of(kubeconfig("https://192.0.2.1:6443")), store.find("host-1"));
    }

    private static void refusedOrOwn(Runnable change) {
        try {
            change.run();
        } catch (RegistryException refused) {
            assertFalse(String.valueOf(refused.getMessage()).contains(ClusterFixtures.SECRET));
        }
    }

    @Test
    final void entryIsReplacedOnlyAtTheVersionThatWasRead() {
        KubeconfigEntry first = KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.1:6443"));
        KubeconfigEntry second = KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.2:6443"));
        String version = store.compareAndSet("host-1", null, first).orElseThrow();
        assertEquals(Optional.of(new StoredKubeconfig(first, version)), store.read("host-1"));

        assertEquals(Optional.empty(), store.compareAndSet("host-1", null, second));
        assertEquals(Optional.of(first), store.read("host-1").map(StoredKubeconfig::entry));

        String next = store.compareAndSet("host-1", version, second).orElseThrow();
        assertEquals(Optional.empty(), store.compareAndSet("host-1", version, first));
        assertEquals(Optional.of(new StoredKubeconfig(second, next)), store.read("host-1"));
    }

    @Test
    final void entryIsRemovedOnlyAtTheVersionThatWasRead() {
        KubeconfigEntry entry = KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.1:6443"));
        String version = store.compareAndSet("host-1", null, entry).orElseThrow();
        String next = store.compareAndSet(
                        "host-1", version, KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.2:6443")))
                .orElseThrow();

        assertFalse(store.compareAndDelete("host-1", version));
        assertTrue(store.find("host-1").isPresent());

        assertTrue(store.compareAndDelete("host-1", next));
        assertEquals(Optional.empty(), store.read("host-1"));
        assertFalse(store.compareAndDelete("host-1", next));
        assertTrue(store.compareAndSet("host-1", null, entry).isPresent());
    }

    @Test
    final void pendingEntryIsReadWithThePreviousKubeconfig() {
        Kubeconfig before = Kubeconfig.of("\ufeff# 集群 \r\n\n");
        for (KubeconfigEntry entry : List.of(
                KubeconfigEntry.pending(kubeconfig("https://192.0.2.2:6443"), before),
                KubeconfigEntry.pending(kubeconfig("https://192.0.2.3:6443"), null),
                KubeconfigEntry.pending(before, before),
                KubeconfigEntry.confirmed(before))) {
            String version = store.read("host-1").map(StoredKubeconfig::version).orElse(null);
            String next = store.compareAndSet("host-1", version, entry).orElseThrow();

            assertEquals(Optional.of(new StoredKubeconfig(entry, next)), store.read("host-1"));
            assertEquals(Optional.of(entry.kubeconfig()), store.find("host-1"));
        }
    }

    @Test
    final void samePendingEntryHasAnotherVersionEachTime() {
        KubeconfigEntry entry = KubeconfigEntry.pending(kubeconfig("https://192.0.2.1:6443"), null);
        String first = store.compareAndSet("host-1", null, entry).orElseThrow();
        String second = store.compareAndSet("host-1", first, entry).orElseThrow();

        assertNotEquals(first, second);
        assertEquals(Optional.empty(), store.compareAndSet("host-1", first, entry));
        assertFalse(store.compareAndDelete("host-1", first));
        String third = store.compareAndSet("host-1", second, entry).orElseThrow();
        assertEquals(3, Set.of(first, second, third).size());
    }

    @Test
    final void onlyOneOfTheRacingChangesToAVersionIsMade() throws Exception {
        KubeconfigEntry start = KubeconfigEntry.pending(kubeconfig("https://192.0.2.1:6443"), null);
        String version = store.compareAndSet("host-1", null, start).orElseThrow();
        for (int round = 0; round < CHANGES_PER_THREAD; round++) {
            String expected = version;
            Queue<String> winners = new ConcurrentLinkedQueue<>();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                KubeconfigEntry own =
                        KubeconfigEntry.pending(kubeconfig("https://192.0.2." + (thread + 1) + ":6443"), null);
                tasks.add(() -> {
                    store.compareAndSet("host-1", expected, own).ifPresent(winners::add);
                    return null;
                });
            }

            Races.run(tasks);

            assertEquals(1, winners.size());
            version = winners.remove();
            assertEquals(Optional.of(version), store.read("host-1").map(StoredKubeconfig::version));
        }
    }

    @Test
    final void interruptedChangeIsMadeCompletelyOrNotAtAll() {
        KubeconfigEntry before = KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.1:6443"));
        KubeconfigEntry after = KubeconfigEntry.confirmed(kubeconfig("https://192.0.2.2:6443"));
        String version = store.compareAndSet("host-1", null, before).orElseThrow();

        Thread.currentThread().interrupt();
        boolean isMade;
        try {
            isMade = store.compareAndSet("host-1", version, after).isPresent();
        } catch (RegistryException interrupted) {
            isMade = false;
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt status must be kept");
        }

        assertEquals(Optional.of(isMade ? after : before), store.read("host-1").map(StoredKubeconfig::entry));
    }

    @Test
    final void namesListEveryEntryIfSupported() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        store.compareAndSet("host-2", null, KubeconfigEntry.pending(kubeconfig("https://192.0.2.2:6443"), null));
        store.put("host-3", kubeconfig("https://192.0.2.3:6443"));
        store.delete("host-3");

        store.names().ifPresent(names -> assertEquals(Set.of("host-1", "host-2"), names));
    }

    @Test
    final void racingPutsLeaveOneCompleteKubeconfig() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        List<Kubeconfig> candidates = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Kubeconfig own = Kubeconfig.of(("# " + thread + "\n").repeat(1_000 * (thread + 1)));
            candidates.add(own);
            tasks.add(() -> {
                for (int i = 0; i < CHANGES_PER_THREAD; i++) {
                    store.put("host-1", own);
                    assertTrue(store.find("host-1").isPresent());
                }
                return null;
            });
        }

        Races.run(tasks);

        assertTrue(Set.copyOf(candidates).contains(store.find("host-1").orElseThrow()));
    }

    @Test
    final void toStringContainsNoKubeconfig() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));

        assertFalse(store.toString().contains(ClusterFixtures.SECRET));
    }

    @Test
    final void viewWithADeadlineSharesTheEntriesOfTheStore() {
        KubeconfigStore view;
        try {
            view = store.within(Duration.ofMinutes(1));
        } catch (RegistryException e) {
            assertEquals(FailureCode.UNSUPPORTED, e.code());
            return;
        }
        Kubeconfig kubeconfig = kubeconfig("https://192.0.2.1:6443");
        view.put("host-1", kubeconfig);
        assertEquals(Optional.of(kubeconfig), store.find("host-1"));
        store.delete("host-1");
        assertEquals(Optional.empty(), view.find("host-1"));
    }
}
