package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes that others overtake again and again, or whose store answers nothing, end with a failure that says so. */
class KubeconfigContentionTest {
    private static final String OLD = "https://192.0.2.1:6443";
    private static final String NEW = "https://192.0.2.2:6443";
    private static final int ATTEMPTS = 16;
    private static final KubeconfigEntry OLD_ENTRY = KubeconfigEntry.confirmed(Requests.kubeconfig(OLD));
    private static final KubeconfigEntry NEW_ENTRY = KubeconfigEntry.confirmed(Requests.kubeconfig(NEW));
    private static final KubeconfigEntry PENDING =
            KubeconfigEntry.pending(Requests.kubeconfig(NEW), Requests.kubeconfig(OLD));

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();

    private static ClusterRequest host(String apiServer) {
        return ClusterRequest.host(apiServer, Requests.kubeconfig(apiServer)).build();
    }

    private static StoreClusterRegistry registry(ClusterStore store, KubeconfigStore kubeconfigs) {
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
    }

    private ClusterStore refusing() {
        return new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                update.decide(store.snapshot());
                throw new RegistryException(FailureCode.PERMISSION_DENIED, "refused");
            }
        };
    }

    /** A store that returns other snapshots after an update. */
    private ClusterStore showingAfterAnUpdate(UnaryOperator<StoreSnapshot> later) {
        return new DelegatingStore(store) {
            private boolean isUpdated;

            @Override
            public StoreCommit update(StoreUpdate update) {
                StoreCommit commit = super.update(update);
                isUpdated = true;
                return commit;
            }

            @Override
            public StoreSnapshot snapshot() {
                StoreSnapshot current = super.snapshot();
                return isUpdated ? later.apply(current) : current;
            }
        };
    }

    /** A store in which another process writes the same entry again right before each write of a kind. */
    private static final class ContestedStore implements KubeconfigStore {
        private final InMemoryKubeconfigStore kept;
        private final Predicate<@Nullable KubeconfigEntry> isContested;
        private int contested;

        /** Contests writes by what they write, which is {@code null} for a removal. */
        ContestedStore(InMemoryKubeconfigStore kept, Predicate<@Nullable KubeconfigEntry> isContested) {
            this.kept = kept;
            this.isContested = isContested;
        }

        private void contest(String name, @Nullable KubeconfigEntry written) {
            if (!isContested.test(written)) {
                return;
            }
            contested++;
            StoredKubeconfig now = kept.read(name).orElse(null);
            if (now == null) {
                kept.compareAndSet(name, null, KubeconfigEntry.pending(Requests.kubeconfig(NEW), null));
            } else {
                kept.compareAndSet(name, now.version(), now.entry());
            }
        }

        @Override
        public Optional<StoredKubeconfig> read(String name) {
            return kept.read(name);
        }

        @Override
        public Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
            contest(name, entry);
            return kept.compareAndSet(name, expectedVersion, entry);
        }

        @Override
        public boolean compareAndDelete(String name, String expectedVersion) {
            contest(name, null);
            return kept.compareAndDelete(name, expectedVersion);
        }
    }

    @Test
    void saveThatCannotStageItsKubeconfigIsAConflictAndSavesNothing() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore contested = new ContestedStore(kubeconfigs, PENDING::equals);

        assertThatThrownBy(() -> registry(store, contested).save("c", host(NEW)))
                .isInstanceOf(ConflictException.class)
                .hasMessage("failed to store the kubeconfig of cluster c: it was changed by another client 16 times in"
                        + " between; try again");

        assertThat(contested.contested).isEqualTo(ATTEMPTS);
        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry)).contains(OLD_ENTRY);
        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(OLD);
    }

    @Test
    void saveThatCannotRestoreTheKubeconfigHasAnUnknownOutcome() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore contested = new ContestedStore(kubeconfigs, OLD_ENTRY::equals);

        Throwable thrown = catchThrowable(() -> registry(refusing(), contested).save("c", host(NEW)));

        assertThat(thrown)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining(
                        "failed to restore the kubeconfig of cluster c: it was changed by another client 16 times");
        assertThat(thrown.getCause()).hasMessage("refused");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed).isInstanceOf(ConflictException.class));
        assertThat(contested.contested).isEqualTo(ATTEMPTS);
    }

    @Test
    void saveThatCannotConfirmItsKubeconfigHasAnUnknownOutcome() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore contested = new ContestedStore(kubeconfigs, NEW_ENTRY::equals);

        assertThatThrownBy(() -> registry(store, contested).save("c", host(NEW)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("was saved in revision")
                .hasMessageContaining(
                        "failed to store the kubeconfig of cluster c: it was changed by another client 16 times");

        assertThat(contested.contested).isEqualTo(1 + ATTEMPTS);
        assertThat(kubeconfigs.read("c").orElseThrow().entry().isPending()).isTrue();
        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(NEW));
    }

    @Test
    void deleteThatCannotClaimTheKubeconfigFails() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore contested = new ContestedStore(kubeconfigs, entry -> entry != null);

        assertThatThrownBy(() -> registry(store, contested).delete("c"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.KUBECONFIG_NOT_REMOVED))
                .hasMessageContaining(
                        "failed to remove the kubeconfig of cluster c: it was changed by another client 16 times");

        assertThat(contested.contested).isEqualTo(ATTEMPTS);
    }

    @Test
    void deleteReportsThatTheKubeconfigWasNotRemoved() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore contested = new ContestedStore(kubeconfigs, entry -> entry == null);

        assertThatThrownBy(() -> registry(store, contested).delete("c"))
                .hasMessageContaining(
                        "failed to remove the kubeconfig of cluster c: it was changed by another client 16 times");

        assertThat(contested.contested).isEqualTo(ATTEMPTS);
        registry(store, kubeconfigs).delete("c");
        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @Test
    void removedKubeconfigIsNotRestored() {
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);
        stepped.before("delete c", () -> kubeconfigs.delete("c"));

        assertThatThrownBy(() -> registry(refusing(), stepped).save("c", host(NEW)))
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessage("refused");

        assertThat(kubeconfigs.read("c")).isEmpty();
    }

    @Test
    void unchangedKubeconfigIsNotWrittenAgain() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ContestedStore counting = new ContestedStore(kubeconfigs, entry -> true);

        registry(store, counting).save("c", host(OLD));
        assertThatThrownBy(() -> registry(refusing(), counting).save("c", host(OLD)))
                .hasMessage("refused");

        assertThat(counting.contested).isZero();
    }

    @Test
    void failedWriteAndFailedReadAreBothReported() {
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);
        OutcomeUnknownException cut = new OutcomeUnknownException("cut off", null);
        RegistryException gone = new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        stepped.before("set c", () -> {
            throw cut;
        });
        stepped.before("read c", () -> {}).before("read c", () -> {
            throw gone;
        });

        assertThatThrownBy(() -> registry(store, stepped).save("c", host(NEW))).isSameAs(cut);

        assertThat(cut.getSuppressed()).containsExactly(gone);
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @Test
    void crashAndFailedRestoreAreBothReported() {
        registry(store, kubeconfigs).save("c", host(OLD));
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);
        stepped.before("set c", () -> {}).before("set c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });
        IllegalStateException crash = new IllegalStateException("a rule is broken");
        ClusterStore crashing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                throw crash;
            }
        };

        assertThatThrownBy(() -> registry(crashing, stepped).save("c", host(NEW)))
                .isSameAs(crash);

        assertThat(crash.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed)
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining("vault is gone"));
    }

    @Test
    void crashAfterWhichTheRegistrationCannotBeReadLeavesTheKubeconfigPending() {
        registry(store, kubeconfigs).save("c", host(OLD));
        RegistryException gone = new RegistryException(FailureCode.UNREACHABLE, "no route");
        IllegalStateException crash = new IllegalStateException("a rule is broken");
        ClusterStore crashing = new DelegatingStore(store) {
            private boolean isGone;

            @Override
            public StoreSnapshot snapshot() {
                if (isGone) {
                    throw gone;
                }
                return super.snapshot();
            }

            @Override
            public StoreCommit update(StoreUpdate update) {
                super.update(update);
                isGone = true;
                throw crash;
            }
        };

        assertThatThrownBy(() -> registry(crashing, kubeconfigs).save("c", host(NEW)))
                .isSameAs(crash);

        assertThat(crash.getSuppressed()).containsExactly(gone);
        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry)).contains(PENDING);
    }

    @Test
    void crashAfterABatchConfirmsWhatIsRegisteredAndRestoresTheRest() {
        registry(store, kubeconfigs).save("c", host(OLD));
        registry(store, kubeconfigs).save("d", host(OLD));
        registry(store, kubeconfigs).save("e", host(OLD));
        // The commit holds c and d, and another process has replaced d since; e is as it was.
        ClusterStore crashing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                super.update(update);
                StoreClusterRegistry.over(store).save("d", host("https://192.0.2.9:6443"));
                throw new OutOfMemoryError("after the push");
            }
        };

        assertThatThrownBy(() -> registry(crashing, kubeconfigs)
                        .saveAll(Map.of("c", host(NEW), "d", host(NEW), "e", host(OLD)), BatchOptions.defaults()))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry)).contains(NEW_ENTRY);
        assertThat(kubeconfigs.read("d").map(StoredKubeconfig::entry)).contains(OLD_ENTRY);
        assertThat(kubeconfigs.read("e").map(StoredKubeconfig::entry)).contains(OLD_ENTRY);
    }

    @Test
    void clusterWhoseFileCannotBeReadAfterADeleteKeepsItsKubeconfig() {
        registry(store, kubeconfigs).save("c", host(OLD));
        registry(store, kubeconfigs).save("d", host(OLD));
        ClusterStore damaging = showingAfterAnUpdate(current -> {
            StoreSnapshot damaged = mock(StoreSnapshot.class, delegatesTo(current));
            doReturn(List.of(new UnreadableCluster("c", "c.yaml", "line 1: not YAML")))
                    .when(damaged)
                    .problems();
            return damaged;
        });

        registry(damaging, kubeconfigs).deleteAll(List.of("c", "d"), BatchOptions.defaults());

        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry)).contains(OLD_ENTRY);
        assertThat(kubeconfigs.read("d")).isEmpty();
    }

    @Test
    void deletesReportTheKubeconfigsThatAreLeft() {
        registry(store, kubeconfigs).save("c", host(OLD));
        registry(store, kubeconfigs).save("d", host(OLD));
        ClusterStore vanishing = showingAfterAnUpdate(current -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "no route");
        });

        BatchResult result = registry(vanishing, kubeconfigs).deleteAll(List.of("c", "d"), BatchOptions.defaults());

        assertThat(result.entries()).extracting(BatchResult.Entry::outcome).containsOnly(Outcome.FAILED);
        assertThat(result.failures()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.failure().orElseThrow().code()).isEqualTo(FailureCode.KUBECONFIG_NOT_REMOVED);
            assertThat(entry.failure().orElseThrow()).hasMessageContaining("no route");
        });
        assertThat(kubeconfigs.read("c")).isPresent();
    }

    @Test
    void commitThatIsNoLongerInTheHistoryIsComparedByItsContent() {
        registry(store, kubeconfigs).save("c", host(OLD));
        ClusterStore forgetful = new DelegatingStore(store) {
            @Override
            public StoreSnapshot snapshot() {
                StoreSnapshot forgetful = mock(StoreSnapshot.class, delegatesTo(super.snapshot()));
                doReturn(Optional.empty()).when(forgetful).isUnchangedSince(any(), any());
                return forgetful;
            }
        };
        for (boolean isReplaced : List.of(false, true)) {
            SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);
            // Before the confirmation another process stages a kubeconfig over it, and perhaps registers another
            // address.
            stepped.before("set c", () -> {}).before("set c", () -> {
                StoredKubeconfig now = kubeconfigs.read("c").orElseThrow();
                kubeconfigs.compareAndSet("c", now.version(), now.entry());
                if (isReplaced) {
                    StoreClusterRegistry.over(store).save("c", host("https://192.0.2.9:6443"));
                }
            });
            String apiServer = isReplaced ? "https://192.0.2.5:6443" : NEW;
            Kubeconfig before = kubeconfigs.find("c").orElseThrow();

            registry(forgetful, stepped).save("c", host(apiServer));

            assertThat(kubeconfigs.find("c")).contains(isReplaced ? before : Requests.kubeconfig(apiServer));
        }
    }

    @Test
    void failedChangeReleasesTheLockOfTheCluster() throws Exception {
        StoreClusterRegistry registry = registry(store, kubeconfigs);
        ContestedStore contested = new ContestedStore(kubeconfigs, entry -> entry != null && entry.isPending());
        StoreClusterRegistry failing = registry(store, contested);
        assertThatThrownBy(() -> failing.save("c", host(OLD))).isInstanceOf(ConflictException.class);
        registry.save("c", host(OLD));

        CompletableFuture.runAsync(() -> registry.save("c", host(NEW))).get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> failing.save("c", host(OLD)))
                        .get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ConflictException.class);
    }
}
