package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.listener.ObservedClusterRegistry;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedClusterRegistryTest {
    private final List<String> operations = new ArrayList<>();
    private final List<OperationOutcome> outcomes = new ArrayList<>();
    private long now;

    private final RegistryListener recording = operation -> {
        operations.add(operation.toString());
        return new OperationListener() {
            @Override
            public void onEnd(OperationOutcome outcome) {
                outcomes.add(outcome);
            }
        };
    };

    private ClusterRegistry observed(ClusterRegistry registry, RegistryListener... listeners) {
        return ObservedClusterRegistry.of(registry, List.of(listeners), () -> now += 1_000);
    }

    @Test
    void everyOperationIsReportedWithItsRevision() {
        try (ClusterRegistry registry = observed(InMemoryClusterRegistry.create(), recording)) {
            registry.save("host-1", Requests.host());
            registry.find("host-1");
            registry.list();
            registry.plan("host-1", Requests.host());
            registry.planDelete("host-1");
            registry.saveAll(Map.of("host-2", Requests.host()), BatchOptions.defaults());
            registry.planAll(Map.of(), BatchOptions.defaults());
            registry.planDeleteAll(List.of(), BatchOptions.defaults());
            registry.deleteAll(List.of("host-2"), BatchOptions.defaults());
            registry.delete("host-1");
        }

        assertThat(operations)
                .containsExactly(
                        "save host-1",
                        "find host-1",
                        "list",
                        "plan host-1",
                        "plan host-1",
                        "save all",
                        "plan",
                        "plan",
                        "delete all",
                        "delete host-1");
        assertThat(outcomes).hasSize(10).allSatisfy(outcome -> {
            assertThat(outcome.failure()).isEmpty();
            assertThat(outcome.attempts()).isEqualTo(1);
            assertThat(outcome.duration()).isEqualTo(Duration.ofNanos(1_000));
        });
        assertThat(outcomes.subList(0, 5))
                .allSatisfy(outcome -> assertThat(outcome.revision()).contains("1"));
        assertThat(outcomes.get(9).revision()).contains("4");
    }

    @Test
    void failureIsReportedAndThrown() {
        ClusterRegistry broken = mock(ClusterRegistry.class);
        RegistryException refused = new RegistryException(FailureCode.PERMISSION_DENIED, "refused");
        IllegalStateException crash = new IllegalStateException("a bug");
        when(broken.find(eq("a"), any())).thenThrow(refused);
        when(broken.find(eq("b"), any())).thenThrow(crash);
        ClusterRegistry registry = observed(broken, recording);

        assertThatThrownBy(() -> registry.find("a")).isSameAs(refused);
        assertThatThrownBy(() -> registry.find("b")).isSameAs(crash);

        assertThat(outcomes.get(0).failure()).containsSame(refused);
        assertThat(outcomes.get(1).failure().orElseThrow()).hasCause(crash);
    }

    @Test
    void failingListenersDoNotAffectTheOperationOrEachOther() {
        RegistryListener refusing = operation -> {
            throw new IllegalStateException("a broken listener");
        };
        OperationListener broken = mock(OperationListener.class);
        doThrow(new StackOverflowError()).when(broken).onEnd(any());
        try (ClusterRegistry registry =
                observed(InMemoryClusterRegistry.create(), refusing, operation -> broken, recording)) {
            assertThat(registry.find("host-1")).isEmpty();
        }

        assertThat(outcomes).hasSize(1);
    }
}
