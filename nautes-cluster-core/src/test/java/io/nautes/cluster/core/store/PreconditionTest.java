package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ParsedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Preconditions of changes, and documents with type errors. */
class PreconditionTest {
    private static final ChangeOptions CREATE = ChangeOptions.defaults().withPrecondition(Precondition.notRegistered());
    private static final ChangeOptions CHANGE = ChangeOptions.defaults().withPrecondition(Precondition.registered());

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final StoreClusterRegistry registry = StoreClusterRegistry.over(store);

    private static ChangeOptions unchangedSince(String revision) {
        return ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince(revision));
    }

    @Test
    void saveThatMustCreateFailsIfTheClusterIsRegistered() {
        assertThat(registry.save("host-1", Requests.host(), CREATE).change()).isEqualTo(Change.CREATED);

        assertThatThrownBy(() -> registry.save("host-1", Requests.host(), CREATE))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.CONFLICT);
                    assertThat(e.expectedRevision()).isEmpty();
                    assertThat(e.actualRevision()).contains(store.snapshot().revision());
                })
                .hasMessageContaining("cluster host-1 is registered already");
    }

    @Test
    void saveThatMustChangeFailsIfTheClusterIsNotRegistered() {
        assertThatThrownBy(() -> registry.save("host-1", Requests.host(), CHANGE))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("cluster host-1 is not registered");
        registry.save("host-1", Requests.host());

        assertThat(registry.save("host-1", Requests.host(), CHANGE).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void deleteOfAClusterThatMustBeRegisteredFailsIfItIsNot() {
        assertThatThrownBy(() -> registry.delete("host-1", CHANGE)).isInstanceOf(ConflictException.class);
        registry.save("host-1", Requests.host());

        assertThat(registry.delete("host-1", CHANGE).deleted()).isTrue();
    }

    @Test
    void changeOfAnotherClusterIsNoConflict() {
        String seen = registry.save("host-1", Requests.host()).revision().orElseThrow();
        registry.save("host-2", Requests.host());

        assertThat(registry.delete("host-1", unchangedSince(seen)).deleted()).isTrue();
    }

    @Test
    void entriesOfABatchCanHavePreconditions() {
        registry.save("host-1", Requests.host());
        BatchOptions options = BatchOptions.defaults()
                .withChangeOptions(CREATE)
                .withPreconditions(Map.of("host-1", Precondition.registered(), "host-3", Precondition.registered()));

        BatchResult result = registry.saveAll(
                Map.of("host-1", Requests.host(), "host-2", Requests.host(), "host-3", Requests.host()), options);

        assertThat(result.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactlyInAnyOrder(
                        tuple("host-1", Outcome.UNCHANGED),
                        tuple("host-2", Outcome.CREATED),
                        tuple("host-3", Outcome.FAILED));
        assertThat(store.snapshot().find("host-3")).isEmpty();
    }

    @Test
    void oneOfManyThatCreateTheSameClusterSucceeds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(threads.submit(() -> {
                start.await();
                try {
                    registry.save("host-1", Requests.host(), CREATE);
                    return true;
                } catch (ConflictException e) {
                    return false;
                }
            }));
        }

        int created = 0;
        for (Future<Boolean> result : results) {
            created += result.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(created).isEqualTo(1);
    }

    @Test
    void preconditionIsCheckedAtTheStateThatTheChangeIsBasedOn() {
        StoreClusterRegistry racing = StoreClusterRegistry.over(new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                registry.save("host-1", Requests.host());
                return super.update(update);
            }
        });

        assertThatThrownBy(() -> racing.save("host-1", Requests.host(), CREATE)).isInstanceOf(ConflictException.class);
    }

    @Test
    void typeErrorsOfADocumentAreFindingsOfTheSave() {
        String json = new String(ClusterJson.write(Requests.host()), StandardCharsets.UTF_8);
        ParsedRequest misspelled =
                ClusterJson.parseRequest(json.replaceFirst("\\{", "{\"primaryDomain\":\"a.example\","));
        ParsedRequest mistyped = ClusterJson.parseRequest(json.replaceFirst("\\{", "{\"vcluster\":1,"));

        assertThat(registry.save("host-1", misspelled).warnings())
                .anySatisfy(finding -> assertThat(finding.pointer()).isEqualTo("/primaryDomain"));
        assertThatThrownBy(() -> registry.save("host-2", mistyped))
                .isInstanceOfSatisfying(
                        InvalidClusterException.class,
                        e -> assertThat(e.report().errors())
                                .anySatisfy(
                                        finding -> assertThat(finding.pointer()).isEqualTo("/vcluster")));
        assertThat(store.snapshot().find("host-2")).isEmpty();
    }
}
