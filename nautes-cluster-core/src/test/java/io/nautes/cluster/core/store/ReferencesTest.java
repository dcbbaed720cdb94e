package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Lookups of the users of a cluster. */
class ReferencesTest {
    private final InMemoryClusterStore memory = new InMemoryClusterStore();
    private final ClusterReferences references = mock(ClusterReferences.class);
    private volatile boolean isUpdating;

    /** Decides on another thread, as a store with a committer does. */
    private class CommitterStore extends DelegatingStore {
        CommitterStore() {
            super(memory);
        }

        @Override
        public StoreCommit update(StoreUpdate update) {
            isUpdating = true;
            try {
                return CompletableFuture.supplyAsync(() -> super.update(update)).join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            } finally {
                isUpdating = false;
            }
        }
    }

    private StoreClusterRegistry registry(ClusterStore store) {
        return StoreClusterRegistry.builder(store).references(references).build();
    }

    private void save(String... names) {
        StoreClusterRegistry writer = StoreClusterRegistry.over(memory);
        for (String name : names) {
            writer.save(name, Requests.host());
        }
    }

    @Test
    void usersAreLookedUpBeforeTheUpdateOnTheCallersThread() {
        save("host-1");
        Thread caller = Thread.currentThread();
        when(references.usersOf("host-1")).thenAnswer(call -> {
            assertThat(isUpdating).isFalse();
            assertThat(Thread.currentThread()).isSameAs(caller);
            return List.of("runtime r1");
        });

        assertThatThrownBy(() -> registry(new CommitterStore()).delete("host-1"))
                .isInstanceOf(ClusterInUseException.class)
                .hasMessageContaining("runtime r1");

        verify(references).usersOf("host-1");
    }

    @Test
    void usersOfABatchAreLookedUpBeforeTheUpdate() {
        save("host-1", "host-2");
        when(references.usersOf(any())).thenAnswer(call -> {
            assertThat(isUpdating).isFalse();
            return call.getArgument(0).equals("host-1") ? List.of("runtime r1") : List.of();
        });

        BatchResult result =
                registry(new CommitterStore()).deleteAll(List.of("host-1", "host-2"), BatchOptions.defaults());

        assertThat(result.entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.FAILED, Outcome.DELETED);
        verify(references, times(1)).usersOf("host-1");
        verify(references, times(1)).usersOf("host-2");
    }

    @Test
    void clusterThatIsSavedConcurrentlyIsNotDeletedIfItIsUsed() {
        when(references.usersOf("host-1")).thenReturn(List.of("runtime r1"));
        ClusterStore store = new CommitterStore() {
            @Override
            public StoreCommit update(StoreUpdate update) {
                save("host-1");
                return super.update(update);
            }
        };

        assertThatThrownBy(() -> registry(store).delete("host-1")).isInstanceOf(ClusterInUseException.class);

        assertThat(memory.snapshot().find("host-1")).isPresent();
    }

    @Test
    void usersAreNotLookedUpIfTheyAreNotNeeded() {
        save("host-1");
        StoreClusterRegistry registry = registry(new CommitterStore());

        registry.save("host-1", Requests.host());
        registry.save("host-2", Requests.host());
        registry.saveAll(Map.of("host-3", Requests.host()), BatchOptions.defaults());
        registry.delete("host-1", ChangeOptions.defaults().withSkipChecks(true));
        registry.delete("host-9");

        verifyNoInteractions(references);
    }

    @Test
    void failureOfTheReferencesChangesNothing() {
        save("host-1");
        IllegalStateException failure = new IllegalStateException("cannot list runtimes");
        when(references.usersOf("host-1")).thenThrow(failure);

        assertThatThrownBy(() -> registry(new CommitterStore()).delete("host-1"))
                .isSameAs(failure);

        assertThat(memory.snapshot().find("host-1")).isPresent();
    }

    @Test
    void usersAreLookedUpBeforeTheUpdateBegins() {
        save("host-1");
        ClusterStore store = spy(new CommitterStore());

        registry(store).delete("host-1");

        InOrder order = inOrder(references, store);
        order.verify(references).usersOf("host-1");
        order.verify(store).update(any());
        order.verifyNoMoreInteractions();
    }

    @Test
    void storeIsReadOnceWithoutReferences() {
        save("host-1");
        ClusterStore store = spy(new CommitterStore());

        StoreClusterRegistry.over(store).delete("host-1");

        verify(store, never()).snapshot();
    }
}
