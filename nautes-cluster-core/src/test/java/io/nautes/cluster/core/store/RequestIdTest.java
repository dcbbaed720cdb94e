package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated request ID does not repeat the change. */
class RequestIdTest {
    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final StoreClusterRegistry registry = StoreClusterRegistry.over(store);

    private static ClusterRequest host(String primaryDomain) {
        return Requests.host().toBuilder().primaryDomain(primaryDomain).build();
    }

    private static ChangeOptions id(String id) {
        return ChangeOptions.defaults().withRequestId(id);
    }

    @Test
    void repeatedSaveChangesNothingEvenAfterAnotherChange() {
        SaveResult first = registry.save("c", host("a.example.com"), id("r-1"));
        registry.save("c", host("b.example.com"));

        SaveResult repeated = registry.save("c", host("a.example.com"), id("r-1"));

        assertThat(first.change()).isEqualTo(Change.CREATED);
        assertThat(repeated.change()).isEqualTo(Change.UNCHANGED);
        assertThat(repeated.revision()).isEqualTo(first.revision());
        assertThat(registry.find("c").orElseThrow().primaryDomain()).isEqualTo("b.example.com");
        assertThat(registry.save("c", host("a.example.com"), id("r-2")).change())
                .isEqualTo(Change.UPDATED);
    }

    @Test
    void repeatedDeleteDoesNotDeleteALaterSave() {
        registry.save("c", Requests.host());
        DeleteResult first = registry.delete("c", id("r-1"));
        registry.save("c", Requests.host());

        DeleteResult repeated = registry.delete("c", id("r-1"));

        assertThat(first.deleted()).isTrue();
        assertThat(repeated.deleted()).isFalse();
        assertThat(repeated.revision()).isEqualTo(first.revision());
        assertThat(registry.find("c")).isPresent();
    }

    @Test
    void idAppliesToOneClusterOnly() {
        registry.save("c", Requests.host(), id("r-1"));

        assertThat(registry.save("d", Requests.host(), id("r-1")).change()).isEqualTo(Change.CREATED);
    }

    @Test
    void threadsWithTheSameIdMakeOneChange() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                String id = "r-" + round;
                List<Callable<SaveResult>> saves = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    String domain = "d" + thread + "-" + round + ".example.com";
                    saves.add(() -> registry.save("c", host(domain), id(id)));
                }
                Set<String> revisions = threads.invokeAll(saves, 60, TimeUnit.SECONDS).stream()
                        .map(RequestIdTest::revision)
                        .collect(Collectors.toSet());
                assertThat(revisions).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(registry.history("c")).hasSize(50);
    }

    private static String revision(Future<SaveResult> save) {
        try {
            return save.get().revision().orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void historyContainsTheIdAndTheMessage() {
        ChangeOptions options = id("r-1").withMessage("Register the host of the north\n\nTicket 42");
        registry.save("c", Requests.host(), options);
        registry.saveAll(Map.of("d", Requests.host()), BatchOptions.defaults().withChangeOptions(id("r-2")));

        ClusterRevision revision = registry.history("c").get(0);
        assertThat(revision.requestId()).contains("r-1");
        assertThat(revision.subject()).isEqualTo("Register the host of the north");
        assertThat(registry.history("d").get(0).requestId()).contains("r-2");
    }

    @Test
    void storeWithoutAHistoryRefusesTheId() {
        StoreClusterRegistry without = StoreClusterRegistry.over(new DelegatingStore(store) {});

        assertThatThrownBy(() -> without.save("c", Requests.host(), id("r-1")))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.UNSUPPORTED));
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ä", "a\0"})
    void idMustConsistOfVisibleCharacters(String id) {
        assertThatThrownBy(() -> id(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("requestId: ");
    }

    @Test
    void messageAndIdAreLimited() {
        assertThatThrownBy(() -> id("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChangeOptions.defaults().withMessage(" \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("message: ");
        assertThatThrownBy(() -> ChangeOptions.defaults().withMessage("x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repeatedRestoreChangesNothing() {
        String old = registry.save("c", host("a.example.com")).revision().orElseThrow();
        registry.save("c", host("b.example.com"));
        SaveResult first = registry.restore("c", old, id("r-1"));
        registry.save("c", host("c.example.com"));

        assertThat(registry.restore("c", old, id("r-1")).revision()).isEqualTo(first.revision());
        assertThat(registry.find("c").orElseThrow().primaryDomain()).isEqualTo("c.example.com");
    }
}
