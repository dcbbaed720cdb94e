package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kubeconfig and its registration stay consistent after every failure. */
class KubeconfigInvariantTest {
    private static final String OLD = "https://192.0.2.1:6443";
    private static final String NEW = "https://192.0.2.2:6443";
    private static final String RIVAL = "https://192.0.2.3:6443";

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static ClusterRequest host(String apiServer) {
        return ClusterRequest.host(apiServer, Requests.kubeconfig(apiServer)).build();
    }

    private static StoreClusterRegistry registry(ClusterStore store, KubeconfigStore kubeconfigs) {
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
    }

    private StoreClusterRegistry registry() {
        return registry(store, stepped);
    }

    /** A registry of another process, which shares nothing with the first but the stores. */
    private StoreClusterRegistry rival() {
        return registry(store, kubeconfigs);
    }

    private void assertKept(String apiServer) {
        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry))
                .contains(KubeconfigEntry.confirmed(Requests.kubeconfig(apiServer)));
    }

    /** A store on which updates end in the given way, before or after they are made. */
    private ClusterStore ending(boolean isMade, Runnable end) {
        return new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                StoreCommit commit = isMade ? super.update(update) : new StoreCommit("0", false);
                if (!isMade) {
                    update.decide(store.snapshot());
                }
                end.run();
                return commit;
            }
        };
    }

    private static final Runnable REFUSED = () -> {
        throw new RegistryException(FailureCode.PERMISSION_DENIED, "refused");
    };

    @Test
    void kubeconfigIsPendingDuringTheCommitAndConfirmedAfterIt() {
        registry().save("c", host(OLD));
        List<Optional<StoredKubeconfig>> during = new ArrayList<>();

        registry(ending(true, () -> during.add(kubeconfigs.read("c"))), kubeconfigs)
                .save("c", host(NEW));

        assertThat(during.get(0).map(StoredKubeconfig::entry))
                .contains(KubeconfigEntry.pending(Requests.kubeconfig(NEW), Requests.kubeconfig(OLD)));
        assertKept(NEW);
    }

    @Test
    void interruptedSaveRestoresThePreviousKubeconfig() {
        registry().save("c", host(OLD));
        // Like a network store, this one does nothing for an interrupted thread.
        KubeconfigStore interruptible = stepped.before("set c", () -> {}).before("set c", () -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new RegistryException(FailureCode.CANCELLED, "interrupted");
            }
        });
        ClusterStore interrupting = ending(false, () -> {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "interrupted");
        });

        assertThatThrownBy(() -> registry(interrupting, interruptible).save("c", host(NEW)))
                .hasMessage("interrupted")
                .isNotInstanceOf(OutcomeUnknownException.class);

        assertKept(OLD);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void kubeconfigIsConfirmedDespiteAnInterruptAfterTheCommit() {
        ClusterStore interrupting = ending(true, () -> Thread.currentThread().interrupt());

        registry(interrupting, stepped).save("c", host(NEW));

        assertKept(NEW);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void commitThatEndsInAnErrorRestoresThePreviousKubeconfig() {
        registry().save("c", host(OLD));
        ClusterStore crashing = ending(false, () -> {
            throw new StackOverflowError("in a rule");
        });

        assertThatThrownBy(() -> registry(crashing, kubeconfigs).save("c", host(NEW)))
                .isInstanceOf(StackOverflowError.class);

        assertKept(OLD);
    }

    @Test
    void commitThatIsMadeAndThenEndsInAnErrorKeepsTheNewKubeconfig() {
        registry().save("c", host(OLD));
        ClusterStore crashing = ending(true, () -> {
            throw new OutOfMemoryError("after the push");
        });

        assertThatThrownBy(() -> registry(crashing, kubeconfigs).save("c", host(NEW)))
                .isInstanceOf(OutOfMemoryError.class);

        assertKept(NEW);
        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(NEW);
    }

    @Test
    void crashedBatchRestoresKubeconfigs() {
        registry().save("c", host(OLD));
        ClusterStore crashing = ending(false, () -> {
            throw new IllegalStateException("a rule is broken");
        });

        assertThatThrownBy(() -> registry(crashing, kubeconfigs)
                        .saveAll(Map.of("c", host(NEW), "d", host(NEW)), BatchOptions.defaults()))
                .hasMessage("a rule is broken");

        assertKept(OLD);
        assertThat(kubeconfigs.find("d")).isEmpty();
    }

    @Test
    void batchEntryThatIsRefusedInALaterDecisionGetsItsPreviousKubeconfigBack() {
        registry().save("c", host(OLD));
        // The rival turns the host into one that carries a virtual cluster, so it cannot become a runtime any more.
        ClusterStore racing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                rival().save(
                                "v",
                                ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "c")
                                        .build());
                return super.update(update);
            }
        };
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put(
                "c",
                ClusterRequest.physicalDeploymentRuntime(NEW, Requests.kubeconfig(NEW))
                        .build());
        requests.put("d", host(NEW));

        BatchResult result = registry(racing, kubeconfigs).saveAll(requests, BatchOptions.defaults());

        assertThat(result.entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.FAILED, Outcome.CREATED);
        assertKept(OLD);
        assertThat(kubeconfigs.find("d")).contains(Requests.kubeconfig(NEW));
    }

    @Test
    void batchEntryThatWasRefusedAtFirstIsNotSavedLaterWithoutItsKubeconfig() {
        registry().save("c", host(OLD));
        rival().save(
                        "v",
                        ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "c")
                                .build());
        ClusterStore racing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                rival().delete("v");
                return super.update(update);
            }
        };
        ClusterRequest runtime = ClusterRequest.physicalDeploymentRuntime(NEW, Requests.kubeconfig(NEW))
                .build();

        BatchResult result = registry(racing, kubeconfigs).saveAll(Map.of("c", runtime), BatchOptions.defaults());

        assertThat(result.entries()).extracting(BatchResult.Entry::outcome).containsExactly(Outcome.FAILED);
        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(OLD);
        assertKept(OLD);
    }

    @Test
    void failingSaveKeepsTheConfirmedKubeconfigOfAnotherProcess() {
        registry().save("c", host(OLD));
        ClusterStore outrun = ending(false, () -> {
            rival().save("c", host(RIVAL));
            REFUSED.run();
        });

        assertThatThrownBy(() -> registry(outrun, stepped).save("c", host(NEW))).hasMessage("refused");

        assertKept(RIVAL);
    }

    @Test
    void twoFailingSavesThatOverlapLeaveTheKubeconfigThatWasConfirmed() {
        registry().save("c", host(OLD));
        // The rival stages over the first save's kubeconfig, and fails after the first save has failed.
        ClusterStore first = ending(false, REFUSED);
        ClusterStore second = ending(false, REFUSED);
        stepped.after(
                "set c",
                () -> assertThatThrownBy(() -> registry(second, kubeconfigs).save("c", host(RIVAL)))
                        .hasMessage("refused"));

        assertThatThrownBy(() -> registry(first, stepped).save("c", host(NEW))).hasMessage("refused");

        assertKept(OLD);
    }

    @Test
    void saveKeepsItsKubeconfigIfAnOverlappingSaveFails() {
        // Between the staging and the commit of the first save, another process stages a kubeconfig and fails.
        stepped.after(
                "set c",
                () -> assertThatThrownBy(() ->
                                registry(ending(false, REFUSED), kubeconfigs).save("c", host(RIVAL)))
                        .hasMessage("refused"));

        registry().save("c", host(NEW));

        assertKept(NEW);
    }

    @Test
    void kubeconfigOfTheLaterCommitIsStored() {
        // Both stage, the rival commits first although it staged last.
        stepped.after("set c", () -> rival().save("c", host(RIVAL)));

        registry().save("c", host(NEW));

        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(NEW);
        assertKept(NEW);
    }

    @Test
    void earlierCommitKeepsTheKubeconfigOfTheLaterCommit() {
        ClusterStore overtaken = ending(true, () -> rival().save("c", host(RIVAL)));

        registry(overtaken, stepped).save("c", host(NEW));

        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(RIVAL);
        assertKept(RIVAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read c", "set c", "delete c"})
    void deleteThatOverlapsASaveKeepsTheKubeconfigOfTheRegisteredCluster(String step) {
        registry().save("c", host(OLD));
        stepped.before(step, () -> rival().save("c", host(NEW)));

        registry().delete("c");

        if (store.snapshot().find("c").isPresent()) {
            assertKept(NEW);
        } else {
            assertThat(kubeconfigs.find("c")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read c", "set c", "delete c"})
    void deleteThatOverlapsASaveOfTheSameKubeconfigKeepsIt(String step) {
        registry().save("c", host(OLD));
        stepped.before(step, () -> rival().save("c", host(OLD)));

        registry().delete("c");

        assertThat(store.snapshot().find("c")).isPresent();
        assertKept(OLD);
    }

    @Test
    void saveThatOverlapsADeleteKeepsItsKubeconfig() {
        registry().save("c", host(OLD));
        for (ClusterRequest request : List.of(host(OLD), host(NEW))) {
            ClusterStore racing = new DelegatingStore(store) {
                @Override
                public StoreCommit update(StoreUpdate update) {
                    rival().delete("c");
                    return super.update(update);
                }
            };

            registry(racing, kubeconfigs).save("c", request);

            assertKept(String.valueOf(request.apiServer()));
        }
    }

    @Test
    void clusterThatBecomesVirtualLeavesNoKubeconfigBehind() {
        registry().save("h", host(OLD));
        registry().save("c", host(NEW));
        ClusterRequest virtual = ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "h")
                .build();

        registry().save("c", virtual);
        assertThat(kubeconfigs.find("c")).isEmpty();

        registry().save("c", host(NEW));
        registry().saveAll(Map.of("c", virtual), BatchOptions.defaults());
        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @Test
    void restoredVirtualClusterLeavesNoKubeconfigBehind() {
        registry().save("h", host(OLD));
        registry()
                .save(
                        "c",
                        ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "h")
                                .build());
        String virtual = store.snapshot().revision();
        registry().save("c", host(NEW));

        registry().restore("c", virtual);

        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @Test
    void deleteThatCannotRemoveTheKubeconfigCanBeRepeated() {
        registry().save("c", host(OLD));
        stepped.before("delete c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });

        assertThatThrownBy(() -> registry().delete("c"))
                .isInstanceOfSatisfying(RegistryException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.KUBECONFIG_NOT_REMOVED);
                    assertThat(e.isRetryable()).isTrue();
                })
                .hasMessageContaining("vault is gone");
        assertThat(registry().find("c")).isEmpty();
        assertThat(kubeconfigs.find("c")).isPresent();

        assertThat(registry().delete("c").deleted()).isFalse();
        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @Test
    void batchOfDeletesReportsKubeconfigsThatCannotBeRemoved() {
        registry().save("c", host(OLD));
        registry().save("d", host(NEW));
        stepped.before("set c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });

        BatchResult result = registry().deleteAll(List.of("c", "d"), BatchOptions.defaults());

        assertThat(result.failures())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.failure().orElseThrow().code()).isEqualTo(FailureCode.KUBECONFIG_NOT_REMOVED));
        assertThat(store.snapshot().clusters()).isEmpty();
        assertThat(kubeconfigs.find("d")).isEmpty();
        registry().deleteAll(List.of("c", "d"), BatchOptions.defaults());
        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @Test
    void failureToRestoreAKubeconfigIsAnUnknownOutcome() {
        registry().save("c", host(OLD));
        stepped.before("set c", () -> {}).before("set c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });

        assertThatThrownBy(() -> registry(ending(false, REFUSED), stepped).save("c", host(NEW)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining("vault is gone")
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void failureToConfirmAKubeconfigIsAnUnknownOutcomeThatTheNextSaveResolves() {
        registry().save("c", host(OLD));
        stepped.before("set c", () -> {}).before("set c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });

        assertThatThrownBy(() -> registry().save("c", host(NEW)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("vault is gone");

        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(NEW));
        registry().save("c", host(NEW));
        assertKept(NEW);
    }

    @Test
    void unansweredStagingIsResolvedByReading() {
        stepped.after("set c", () -> {
            throw new OutcomeUnknownException("cut off", null);
        });

        registry().save("c", host(NEW));

        assertKept(NEW);
    }

    @Test
    void unansweredStagingThatWasNotMadeIsReported() {
        registry().save("c", host(OLD));
        stepped.before("set c", () -> {
            throw new OutcomeUnknownException("cut off", null);
        });

        assertThatThrownBy(() -> registry().save("c", host(NEW))).isInstanceOf(OutcomeUnknownException.class);

        assertKept(OLD);
        assertThat(store.snapshot().find("c").orElseThrow().spec().apiServer()).isEqualTo(OLD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failingSaveRepairsThePendingKubeconfigOfAKilledProcess(boolean wasKilledAfterTheCommit) {
        registry().save("c", host(OLD));
        kubeconfigs.compareAndSet(
                "c",
                kubeconfigs.read("c").orElseThrow().version(),
                KubeconfigEntry.pending(Requests.kubeconfig(NEW), Requests.kubeconfig(OLD)));
        if (wasKilledAfterTheCommit) {
            StoreClusterRegistry.over(store).save("c", host(NEW));
        }

        assertThatThrownBy(() -> registry(ending(false, REFUSED), stepped).save("c", host(RIVAL)))
                .hasMessage("refused");

        assertKept(wasKilledAfterTheCommit ? NEW : OLD);
    }

    @Test
    void successfulSaveRepairsThePendingKubeconfigOfAKilledProcess() {
        kubeconfigs.compareAndSet("c", null, KubeconfigEntry.pending(Requests.kubeconfig(NEW), null));

        registry().save("c", host(NEW));

        assertKept(NEW);
    }

    @Test
    void mismatchesAfterKilledProcessesAreReported() {
        registry().save("c", host(OLD));
        registry().save("d", host(OLD));
        registry().save("e", host(OLD));
        registry().save("f", host(OLD));
        registry()
                .save(
                        "v",
                        ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "c")
                                .build());
        assertThat(rival().verifyKubeconfigs()).isEmpty();

        kubeconfigs.delete("d");
        kubeconfigs.put("e", Requests.kubeconfig(NEW));
        kubeconfigs.compareAndSet(
                "f",
                kubeconfigs.read("f").orElseThrow().version(),
                KubeconfigEntry.pending(Requests.kubeconfig(OLD), null));
        kubeconfigs.put("v", Requests.kubeconfig(OLD));
        kubeconfigs.put("x", Requests.kubeconfig(OLD));

        assertThat(rival().verifyKubeconfigs())
                .containsExactly(
                        new KubeconfigMismatch("d", KubeconfigMismatch.Kind.MISSING),
                        new KubeconfigMismatch("e", KubeconfigMismatch.Kind.OTHER_ADDRESS),
                        new KubeconfigMismatch("f", KubeconfigMismatch.Kind.PENDING),
                        new KubeconfigMismatch("v", KubeconfigMismatch.Kind.LEFT_BEHIND),
                        new KubeconfigMismatch("x", KubeconfigMismatch.Kind.LEFT_BEHIND));
        assertThatThrownBy(() -> StoreClusterRegistry.over(store).verifyKubeconfigs())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void registryWithoutAKubeconfigStoreWarnsThatTheKubeconfigIsNotKept() {
        StoreClusterRegistry without = StoreClusterRegistry.over(store);

        assertThat(without.save("c", host(OLD)).warnings())
                .extracting(Finding::code)
                .contains("kubeconfig_not_kept");
        assertThat(without.saveAll(Map.of("d", host(OLD)), BatchOptions.defaults())
                        .entries()
                        .get(0)
                        .warnings())
                .extracting(Finding::code)
                .contains("kubeconfig_not_kept");
        assertThat(registry().save("c", host(OLD)).warnings())
                .extracting(Finding::code)
                .doesNotContain("kubeconfig_not_kept");
    }

    @Test
    void racingProcessesLeaveTheKubeconfigOfTheRegistrationOrNone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 300; round++) {
                List<Callable<@Nullable Void>> writers = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    long seed = round * 4L + writer;
                    writers.add(() -> {
                        change(new Random(seed));
                        return null;
                    });
                }
                for (var outcome : threads.invokeAll(writers, 60, TimeUnit.SECONDS)) {
                    outcome.get();
                }
                assertTogether();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A simulated process, whose registry shares only the stores and uses them with pauses and failures. */
    private void change(Random random) {
        ClusterStore unsteady = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                pause(random);
                if (random.nextInt(4) == 0) {
                    update.decide(store.snapshot());
                    pause(random);
                    throw new RegistryException(FailureCode.UNREACHABLE, "no route");
                }
                StoreCommit commit = super.update(update);
                pause(random);
                return commit;
            }
        };
        SteppedKubeconfigStore paused = new SteppedKubeconfigStore(kubeconfigs);
        for (String step : List.of("read c", "set c", "delete c")) {
            paused.after(step, () -> pause(random)).before(step, () -> pause(random));
        }
        StoreClusterRegistry own = registry(unsteady, paused);
        try {
            switch (random.nextInt(3)) {
                case 0 -> own.delete("c");
                case 1 -> own.save("c", host("https://192.0.2." + (1 + random.nextInt(3)) + ":6443"));
                default ->
                    own.saveAll(
                            Map.of("c", host("https://192.0.2." + (1 + random.nextInt(3)) + ":6443")),
                            BatchOptions.defaults());
            }
        } catch (RegistryException e) {
            assertThat(e.getMessage()).contains("no route");
        }
    }

    private static void pause(Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            Thread.yield();
        }
    }

    private void assertTogether() {
        Optional<ClusterResource> registered = store.snapshot().find("c");
        Optional<KubeconfigEntry> kept = kubeconfigs.read("c").map(StoredKubeconfig::entry);
        Optional<KubeconfigEntry> expected = registered.map(resource -> {
            Kubeconfig own = Requests.kubeconfig(resource.spec().apiServer());
            return KubeconfigEntry.confirmed(own);
        });
        assertThat(kept).isEqualTo(expected);
    }
}
