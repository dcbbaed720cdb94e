package io.nautes.cluster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.core.InMemoryKubeconfigStore;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Kubeconfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KubeconfigStore} must do. Whoever implements one extends this class in its tests.
 */
public abstract class KubeconfigStoreContract {
    private static final int THREADS = 4;
    private static final int CHANGES_PER_THREAD = 8;

    private KubeconfigStore store = new InMemoryKubeconfigStore();

    /** For subclasses. */
    protected KubeconfigStoreContract() {}

    /**
     * Opens a store that holds nothing. It is called once a test, before it; the subclass closes what is to be closed.
     *
     * @return the store
     * @throws Exception if there is none
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
    final void nothingIsFoundBeforeItIsPut() {
        assertEquals(Optional.empty(), store.find("host-1"));
    }

    @Test
    final void whatIsPutIsFound() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));

        assertEquals(Optional.of(kubeconfig("https://192.0.2.1:6443")), store.find("host-1"));
    }

    @Test
    final void everyCharacterIsKept() {
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
    final void eachClusterHasItsOwn() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        store.put("host-10", kubeconfig("https://192.0.2.10:6443"));
        store.delete("host-1");

        assertEquals(Optional.empty(), store.find("host-1"));
        assertEquals(Optional.of(kubeconfig("https://192.0.2.10:6443")), store.find("host-10"));
    }

    @Test
    final void deletedKubeconfigIsGoneAndMayBePutAgain() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));
        store.delete("host-1");
        assertEquals(Optional.empty(), store.find("host-1"));

        store.put("host-1", kubeconfig("https://192.0.2.2:6443"));
        assertEquals(Optional.of(kubeconfig("https://192.0.2.2:6443")), store.find("host-1"));
    }

    @Test
    final void deletingWhatIsNotKeptDoesNothing() {
        store.delete("host-1");
        store.delete("host-1");

        assertEquals(Optional.empty(), store.find("host-1"));
    }

    @Test
    final void nameThatIsNoLabelLeadsToNobodyElsesKubeconfig() {
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
    final void racingPutsLeaveOneOfThemWhole() throws Exception {
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
    final void storeDoesNotPrintWhatItKeeps() {
        store.put("host-1", kubeconfig("https://192.0.2.1:6443"));

        assertFalse(store.toString().contains(ClusterFixtures.SECRET));
    }
}
