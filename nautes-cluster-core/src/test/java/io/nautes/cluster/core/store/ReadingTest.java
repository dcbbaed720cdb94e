package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters that are read carry their revision, and those that cannot be read are not taken for unregistered. */
class ReadingTest {
    private static final UnreadableCluster BROKEN = new UnreadableCluster("broken", "clusters/broken.yaml", "line 3");

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final StoreClusterRegistry registry = StoreClusterRegistry.over(store);
    private final List<String> deleted = new ArrayList<>();

    private StoreSnapshot broken() {
        StoreSnapshot current = mock(StoreSnapshot.class, delegatesTo(store.snapshot()));
        doReturn(deleted.contains("broken") ? List.of() : List.of(BROKEN))
                .when(current)
                .problems();
        return current;
    }

    /** Returns a registry over a store with an unreadable file. */
    private StoreClusterRegistry withBrokenFile() {
        return StoreClusterRegistry.over(new ClusterStore() {
            @Override
            public StoreSnapshot snapshot() {
                return broken();
            }

            @Override
            public StoreCommit update(StoreUpdate update) {
                StoreChange change = update.decide(broken());
                deleted.addAll(change.deleted());
                return store.update(current -> change);
            }

            @Override
            public void close() {
                store.close();
            }
        });
    }

    @Test
    void clusterCarriesTheRevisionItWasReadAt() {
        registry.save("host-1", Requests.host());
        Cluster first = registry.find("host-1").orElseThrow();
        registry.save("host-2", Requests.host());
        Cluster second = registry.find("host-1").orElseThrow();

        assertThat(first.revision()).contains("1");
        assertThat(second.revision()).contains("2");
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
        assertThat(registry.list().revision()).contains("2");
        assertThat(registry.list().all())
                .extracting(Cluster::name, cluster -> cluster.revision().orElseThrow())
                .containsExactly(tuple("host-1", "2"), tuple("host-2", "2"));
        assertThat(registry.findAt("host-1", "1").orElseThrow().revision()).contains("1");
    }

    @Test
    void revisionOfAClusterIsThePreconditionOfItsChange() {
        registry.save("host-1", Requests.host());
        Cluster read = registry.find("host-1").orElseThrow();
        ChangeOptions unchanged = ChangeOptions.defaults()
                .withPrecondition(Precondition.unchangedSince(read.revision().orElseThrow()));
        registry.save("host-2", Requests.host());

        registry.save(
                "host-1",
                Requests.host().toBuilder().primaryDomain("example.com").build(),
                unchanged);
        assertThatThrownBy(() -> registry.save("host-1", Requests.host(), unchanged))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void unreadableClusterIsNotReportedAsUnregistered() {
        assertThatThrownBy(() -> withBrokenFile().find("broken"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessage("cluster broken cannot be read: clusters/broken.yaml: line 3; fix or delete it first");
        assertThat(withBrokenFile().find("other")).isEmpty();
    }

    @Test
    void listContainsReadableClustersAndProblems() {
        registry.save("host-1", Requests.host());
        registry.save("virtual-1", Requests.virtualPipeline(31001));

        ClusterList listed = withBrokenFile().list(ClusterFilter.of(ClusterCategory.HOST));

        assertThat(listed.readable()).extracting(Cluster::name).containsExactly("host-1");
        assertThat(listed.problems()).containsExactly(BROKEN);
        assertThat(listed).hasToString("[host-1] and 1 that cannot be read");
        assertThatThrownBy(listed::all)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessage("some clusters cannot be read; fix or delete them first:\nclusters/broken.yaml: line 3");
        assertThat(registry.list().all()).hasSize(2);
        assertThat(registry.list()).hasToString("[host-1, virtual-1]");
    }

    @Test
    void hostIsNotDeletedIfAClusterThatItMayCarryIsUnreadable() {
        registry.save("host-1", Requests.host());
        registry.save("worker-1", Requests.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME));
        StoreClusterRegistry broken = withBrokenFile();

        assertThatThrownBy(() -> broken.delete("host-1"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining("cluster host-1 cannot be deleted")
                .hasMessageEndingWith("\nclusters/broken.yaml: line 3");
        assertThat(broken.delete("worker-1").deleted()).isTrue();
        assertThat(broken.delete("host-1", ChangeOptions.defaults().withSkipChecks(true))
                        .deleted())
                .isTrue();
    }

    @Test
    void batchThatDeletesTheUnreadableClusterDeletesTheHostToo() {
        registry.save("host-1", Requests.host());
        registry.save("host-2", Requests.host());

        BatchResult refused = withBrokenFile().deleteAll(List.of("host-2"), BatchOptions.defaults());
        BatchResult both = withBrokenFile().deleteAll(List.of("host-1", "broken"), BatchOptions.defaults());

        assertThat(refused.entries()).extracting(BatchResult.Entry::outcome).containsExactly(Outcome.FAILED);
        assertThat(both.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactly(tuple("broken", Outcome.DELETED), tuple("host-1", Outcome.DELETED));
    }

    @Test
    void streamFailsBeforeItsFirstClusterIfOneCannotBeRead() {
        assertThatThrownBy(() -> withBrokenFile().stream(ClusterFilter.all(), ReadOptions.fresh()))
                .isInstanceOf(RegistryException.class)
                .extracting(failure -> ((RegistryException) failure).code())
                .isEqualTo(FailureCode.MALFORMED_CONTENT);
    }
}
