package io.nautes.cluster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract tests of {@link ClusterStore}. To test an implementation, extend this class:
 *
 * <pre>{@code
 * class MyStoreTest extends ClusterStoreContract {
 *     @Override
 *     protected ClusterStore openEmpty() {
 *         return new InMemoryClusterStore();
 *     }
 * }
 * }</pre>
 *
 * <p>For a store that several handles or processes share, extend {@link SharedClusterStoreContract} instead.
 */
public abstract class ClusterStoreContract {
    /** The number of racing threads. */
    static final int THREADS = 4;

    private static final int CHANGES_PER_THREAD = 5;

    private ClusterStore store = new ClosedStore();

    /** Constructor for subclasses. */
    protected ClusterStoreContract() {}

    /**
     * Opens an empty store. The contract calls this method before each test, and closes the store after the test.
     *
     * @return the store
     * @throws Exception if it cannot be opened
     */
    protected abstract ClusterStore openEmpty() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** Returns the store of this test. */
    final ClusterStore store() {
        return store;
    }

    static ClusterResource host(String name) {
        return ClusterFixtures.resource(name, ClusterCategory.HOST);
    }

    static StoreCommit save(ClusterStore store, ClusterResource... resources) {
        return store.update(current -> StoreChange.save(List.of(resources), null));
    }

    static StoreCommit delete(ClusterStore store, String... names) {
        return store.update(current -> StoreChange.delete(List.of(names), null));
    }

    static List<String> names(StoreSnapshot snapshot) {
        return snapshot.clusters().stream().map(ClusterResource::name).toList();
    }

    /** Returns the resource with a label of the given value, so that resources with the same name differ. */
    static ClusterResource labelled(ClusterResource resource, String value) {
        return new ClusterResource(
                resource.name(),
                resource.namespace(),
                resource.spec(),
                Map.of("labels", Map.of("contract", value)),
                resource.status(),
                resource.unknownFields());
    }

    static String label(ClusterResource resource) {
        return resource.metadata().get("labels") instanceof Map<?, ?> labels
                ? String.valueOf(labels.get("contract"))
                : "";
    }

    @Test
    final void emptyStoreHasNoClusters() {
        StoreSnapshot snapshot = store.snapshot();

        assertEquals(List.of(), snapshot.clusters());
        assertEquals(List.of(), snapshot.problems());
        assertEquals(Optional.empty(), snapshot.find("host-1"));
    }

    @Test
    final void savedResourceIsFoundUnchanged() {
        for (ClusterCategory category : ClusterCategory.values()) {
            String name = category.name().toLowerCase(Locale.ROOT).replace('_', '-');
            ClusterResource resource = labelled(ClusterFixtures.resource(name, category), "kept: as it is");

            assertTrue(save(store, resource).changed());

            assertEquals(Optional.of(resource), store.snapshot().find(name));
        }
    }

    @Test
    final void saveReplacesTheResourceOfTheSameName() {
        save(store, labelled(host("host-1"), "before"));
        assertTrue(save(store, labelled(host("host-1"), "after")).changed());

        assertEquals("after", label(store.snapshot().find("host-1").orElseThrow()));
        assertEquals(List.of("host-1"), names(store.snapshot()));
    }

    @Test
    final void commitReturnsTheRevisionWithTheChange() {
        String before = store.snapshot().revision();

        StoreCommit commit = save(store, host("host-1"));

        assertEquals(store.snapshot().revision(), commit.revision());
        assertNotEquals(before, commit.revision());
    }

    @Test
    final void changeWithoutEffectKeepsTheRevision() {
        String revision = save(store, host("host-1")).revision();

        assertEquals(new StoreCommit(revision, false), save(store, host("host-1")));
        assertEquals(new StoreCommit(revision, false), delete(store, "nobody"));
        assertEquals(new StoreCommit(revision, false), store.update(current -> StoreChange.nothing()));
        assertEquals(revision, store.snapshot().revision());
    }

    @Test
    final void deletedClusterIsNotFound() {
        save(store, host("host-1"), host("host-2"));

        assertTrue(delete(store, "host-1", "nobody").changed());

        assertEquals(Optional.empty(), store.snapshot().find("host-1"));
        assertEquals(List.of("host-2"), names(store.snapshot()));
    }

    @Test
    final void clustersAreSortedByName() {
        save(store, host("b"), host("a-b"), host("c"), host("a"));

        assertEquals(List.of("a", "a-b", "b", "c"), names(store.snapshot()));
    }

    @Test
    final void changeOfSeveralClustersIsOneRevision() {
        StoreCommit commit = save(store, host("host-1"), host("host-2"), host("host-3"));

        assertEquals(commit.revision(), store.snapshot().revision());
        assertEquals(3, store.snapshot().clusters().size());
    }

    @Test
    final void snapshotIsUnaffectedByLaterChanges() {
        save(store, labelled(host("host-1"), "before"));
        StoreSnapshot snapshot = store.snapshot();
        String revision = snapshot.revision();

        save(store, labelled(host("host-1"), "after"), host("host-2"));
        delete(store, "host-1");

        assertEquals(revision, snapshot.revision());
        assertEquals(List.of("host-1"), names(snapshot));
        assertEquals("before", label(snapshot.find("host-1").orElseThrow()));
    }

    @Test
    final void decisionReceivesTheCurrentContent() {
        String revision = save(store, host("host-1")).revision();
        List<String> seen = new ArrayList<>();

        store.update(current -> {
            seen.clear();
            seen.add(current.revision());
            seen.addAll(names(current));
            return StoreChange.nothing();
        });

        assertEquals(List.of(revision, "host-1"), seen);
    }

    @Test
    final void exceptionOfADecisionIsThrownAndNothingIsChanged() {
        String revision = store.snapshot().revision();
        IllegalStateException refusal = new IllegalStateException("refused");

        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> store.update(current -> {
                    throw refusal;
                }));

        assertSame(refusal, thrown);
        assertEquals(revision, store.snapshot().revision());
        assertTrue(save(store, host("host-1")).changed());
    }

    @Test
    final void virtualClustersAreFoundByTheirHost() {
        save(
                store,
                host(ClusterFixtures.HOST),
                ClusterFixtures.resource("v-2", ClusterCategory.VIRTUAL_PIPELINE_RUNTIME),
                ClusterFixtures.resource("v-1", ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME));

        StoreSnapshot snapshot = store.snapshot();
        assertEquals(
                List.of("v-1", "v-2"),
                snapshot.virtualClustersOf(ClusterFixtures.HOST).stream()
                        .map(ClusterResource::name)
                        .toList());
        assertEquals(List.of(), snapshot.virtualClustersOf("v-1"));
    }

    @Test
    final void clustersAreFoundByTheirApiServer() {
        save(store, host("host-2"), host("host-1"));

        assertEquals(
                List.of("host-1", "host-2"),
                store.snapshot().withApiServer(host("host-1").spec().apiServer()));
        assertEquals(List.of(), store.snapshot().withApiServer("https://198.51.100.1:6443"));
    }

    @Test
    final void changesOfOtherClustersDoNotAffectACluster() {
        String first = save(store, host("host-1"), host("host-2")).revision();
        save(store, labelled(host("host-2"), "changed"), host("host-3"));

        StoreSnapshot snapshot = store.snapshot();
        assertEquals(Optional.of(true), snapshot.isUnchangedSince("host-1", first));
        assertEquals(Optional.of(false), snapshot.isUnchangedSince("host-2", first));
        assertEquals(Optional.of(false), snapshot.isUnchangedSince("host-3", first));
        assertEquals(Optional.of(true), snapshot.isUnchangedSince("host-3", snapshot.revision()));

        delete(store, "host-1");
        assertEquals(Optional.of(false), store.snapshot().isUnchangedSince("host-1", first));
    }

    @Test
    final void unknownRevisionHasNoAnswer() {
        save(store, host("host-1"));

        for (String revision : List.of("no-such-revision", "", "../..", "99999999999999999999")) {
            assertEquals(Optional.empty(), store.snapshot().isUnchangedSince("host-1", revision), revision);
        }
    }

    @Test
    final void noRacingUpdateIsLost() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String own = "own-" + thread;
            tasks.add(() -> {
                for (int i = 0; i < CHANGES_PER_THREAD; i++) {
                    increment(store, own);
                    increment(store, "shared");
                }
                return null;
            });
        }

        Races.run(tasks);

        StoreSnapshot snapshot = store.snapshot();
        assertEquals(
                String.valueOf(THREADS * CHANGES_PER_THREAD),
                label(snapshot.find("shared").orElseThrow()));
        for (int thread = 0; thread < THREADS; thread++) {
            assertEquals(
                    String.valueOf(CHANGES_PER_THREAD),
                    label(snapshot.find("own-" + thread).orElseThrow()));
        }
    }

    /** Increments a count that is kept in a label, so that a lost update makes the count too low. */
    static void increment(ClusterStore store, String name) {
        store.update(current -> {
            int count = current.find(name)
                    .map(resource -> Integer.parseInt(label(resource)))
                    .orElse(0);
            return StoreChange.save(List.of(labelled(host(name), String.valueOf(count + 1))), null);
        });
    }

    @Test
    final void closedStoreRefusesCallsAndCanBeClosedAgain() {
        store.close();
        store.close();

        assertThrows(RegistryException.class, store::snapshot);
        assertThrows(RegistryException.class, () -> save(store, host("host-1")));
    }

    @Test
    final void revisionsOfDifferentContentDiffer() {
        List<String> revisions = new ArrayList<>(List.of(store.snapshot().revision()));
        revisions.add(save(store, host("host-1")).revision());
        revisions.add(save(store, host("host-2")).revision());
        revisions.add(delete(store, "host-1").revision());

        assertEquals(revisions.size(), revisions.stream().distinct().count());
        assertFalse(revisions.contains(""));
    }
}
