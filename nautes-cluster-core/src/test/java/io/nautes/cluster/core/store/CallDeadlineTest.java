package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.ClusterFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deadline of a single call reaches both stores, or the call is refused. */
class CallDeadlineTest {
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final ChangeOptions CHANGE = ChangeOptions.defaults().withDeadline(TIME);
    private static final ReadOptions READ = ReadOptions.fresh().withDeadline(TIME);

    private final InMemoryClusterStore clusters = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final ClusterStore store = mock();
    private final KubeconfigStore kubeconfigStore = mock();

    private ClusterRegistry withBoth() {
        when(store.within(any())).thenReturn(clusters);
        when(kubeconfigStore.within(any())).thenReturn(kubeconfigs);
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigStore).build();
    }

    @Test
    void deadlineLimitsBothStoresAndReservesTimeForTheRollback() {
        assertThat(withBoth().save("host-1", Requests.host(), CHANGE).name()).isEqualTo("host-1");

        verify(store).within(Duration.ofSeconds(6));
        verify(kubeconfigStore).within(TIME);
        verify(store, never()).update(any());
        verify(kubeconfigStore, never()).compareAndSet(any(), any(), any());
        assertThat(kubeconfigs.find("host-1")).isPresent();
    }

    @Test
    void storeHasTheWholeDeadlineWithoutAKubeconfigStore() {
        when(store.within(any())).thenReturn(clusters);

        assertThat(StoreClusterRegistry.over(store)
                        .list(ClusterFilter.all(), READ)
                        .all())
                .isEmpty();

        verify(store).within(TIME);
    }

    @Test
    void everyOperationHasTheDeadline() {
        ClusterRegistry registry = withBoth();
        BatchOptions batch = BatchOptions.defaults().withChangeOptions(CHANGE);

        registry.saveAll(Map.of("host-1", Requests.host()), batch);
        registry.planAll(Map.of("host-2", Requests.host()), batch);
        registry.planDeleteAll(List.of("host-1"), batch);
        registry.planDelete("host-1", CHANGE);
        registry.find("host-1", READ);
        registry.stream(ClusterFilter.all(), READ).toList();
        registry.delete("host-1", CHANGE);
        registry.deleteAll(List.of("host-1"), batch);

        verify(store, never()).snapshot();
        verify(store, never()).update(any());
        verify(store, never()).preview(any());
    }

    @Test
    void storeThatCannotLimitCallsRefusesTheDeadline() {
        ClusterRegistry registry = StoreClusterRegistry.over(new DelegatingStore(clusters));

        RegistryException failure =
                catchThrowableOfType(RegistryException.class, () -> registry.save("host-1", Requests.host(), CHANGE));

        assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(failure).hasMessageContainingAll("PT8S", "DelegatingStore", "nothing was changed");
        assertThat(registry.list().all()).isEmpty();
    }

    @Test
    void kubeconfigStoreThatCannotLimitCallsRefusesTheDeadline() {
        KubeconfigStore unlimited = mock();
        when(unlimited.within(any())).thenCallRealMethod();
        ClusterRegistry registry =
                StoreClusterRegistry.builder(clusters).kubeconfigs(unlimited).build();

        RegistryException failure =
                catchThrowableOfType(RegistryException.class, () -> registry.save("host-1", Requests.host(), CHANGE));

        assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(clusters.snapshot().clusters()).isEmpty();
    }

    @Test
    void readWithAMaximumAgeIsPassedToTheStore() {
        when(store.snapshot(TIME)).thenReturn(clusters.snapshot());

        assertThat(StoreClusterRegistry.over(store).find("host-1", ReadOptions.noOlderThan(TIME)))
                .isEmpty();

        verify(store, never()).snapshot();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void invalidDeadlinesAreRefused(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.defaults().withDeadline(time))
                .withMessageContaining(time.toString());
    }

    @Test
    void negativeAgeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadOptions.noOlderThan(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }

    @Test
    void headersIgnoreCaseAndAreNotPrinted() {
        CallOptions options =
                CallOptions.defaults().withHeader("X-Ticket", "hush-hush").withHeader("x-ticket", "4711");

        assertThat(options.headers()).containsOnlyKeys("X-Ticket").containsEntry("x-TICKET", "4711");
        assertThat(options.toString()).doesNotContain("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "ä", "a\n"})
    void invalidHeaderNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.defaults().withHeader(name, "hush-hush"))
                .withMessageNotContaining("hush-hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush\r\nX-Other: 1", "hush\u00e4", "hush\u0000"})
    void invalidHeaderValueIsRefusedWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.defaults().withHeader("X-Ticket", value))
                .withMessageContaining("X-Ticket")
                .withMessageNotContaining("hush");
    }
}
