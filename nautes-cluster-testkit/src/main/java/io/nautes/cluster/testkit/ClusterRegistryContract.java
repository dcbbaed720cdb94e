package io.nautes.cluster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract tests of {@link ClusterRegistry}. To test an implementation of a registry, or of a store behind one, extend
 * this class:
 *
 * <pre>{@code
 * class MyRegistryTest extends ClusterRegistryContract {
 *     @Override
 *     protected ClusterRegistry openEmpty() {
 *         return InMemoryClusterRegistry.create();
 *     }
 * }
 * }</pre>
 */
public abstract class ClusterRegistryContract {
    private static final String HOST = ClusterFixtures.HOST;

    private ClusterRegistry registry = InMemoryClusterRegistry.create();

    /** Constructor for subclasses. */
    protected ClusterRegistryContract() {}

    /**
     * Opens a registry without clusters. The contract calls this method before each test, and closes the registry after
     * the test.
     *
     * @return the registry, with the documented catalog and the default rules
     * @throws Exception if it cannot be opened
     */
    protected abstract ClusterRegistry openEmpty() throws Exception;

    /**
     * Returns whether the registry has revisions, and therefore supports preconditions.
     *
     * @return {@code true}, unless overridden
     */
    protected boolean hasRevisions() {
        return true;
    }

    @BeforeEach
    final void openRegistry() throws Exception {
        registry.close();
        registry = openEmpty();
    }

    @AfterEach
    final void closeRegistry() {
        registry.close();
    }

    private static ClusterRequest host(String primaryDomain) {
        return ClusterFixtures.host().toBuilder().primaryDomain(primaryDomain).build();
    }

    private static ClusterRequest invalid() {
        return ClusterFixtures.host().toBuilder().apiServer("no URL").build();
    }

    private Set<String> names() {
        return registry.list().all().stream().map(Cluster::name).collect(Collectors.toSet());
    }

    private Change expected(Change change) {
        return hasRevisions() ? change : Change.SAVED;
    }

    private static ChangeOptions only(Precondition precondition) {
        return ChangeOptions.defaults().withPrecondition(precondition);
    }

    @Test
    final void emptyRegistryHasNoClusters() {
        assertEquals(List.of(), registry.list().all());
        assertEquals(Optional.empty(), registry.find(HOST));
        assertFalse(registry.delete(HOST).deleted());
    }

    @Test
    final void savedClusterOfEachCategoryIsFound() {
        ClusterFixtures.allCategories().forEach((name, request) -> {
            assertEquals(expected(Change.CREATED), registry.save(name, request).change());

            Cluster found = registry.find(name).orElseThrow();
            assertEquals(name, found.name());
            assertEquals(request.apiServer(), found.apiServer());
            assertEquals(request.hostCluster(), found.hostCluster());
            assertEquals(request.category(), found.category());
        });
        assertEquals(ClusterFixtures.allCategories().keySet(), names());
    }

    @Test
    final void saveReportsWhetherItCreatedOrChangedTheCluster() {
        assertEquals(
                expected(Change.CREATED),
                registry.save(HOST, host("a.example.com")).change());
        assertEquals(
                expected(Change.UPDATED),
                registry.save(HOST, host("b.example.com")).change());
        assertEquals(
                expected(Change.UNCHANGED),
                registry.save(HOST, host("b.example.com")).change());
        assertEquals("b.example.com", registry.find(HOST).orElseThrow().primaryDomain());
    }

    @Test
    final void invalidRequestIsRefusedWithAllProblems() {
        ClusterRequest request =
                invalid().toBuilder().primaryDomain("no domain").build();

        InvalidClusterException refused =
                assertThrows(InvalidClusterException.class, () -> registry.save(HOST, request));

        assertTrue(refused.report().errors().size() >= 2, () -> refused.getMessage());
        assertEquals(Set.of(), names());
    }

    @Test
    final void invalidNameIsRefused() {
        for (String name : List.of("", "..", "../x", "a/b", "kustomization")) {
            assertThrows(InvalidClusterException.class, () -> registry.save(name, ClusterFixtures.host()), name);
            assertThrows(InvalidClusterException.class, () -> registry.find(name), name);
            assertThrows(InvalidClusterException.class, () -> registry.delete(name), name);
        }
    }

    @Test
    final void filterSelectsClusters() {
        ClusterFixtures.allCategories().forEach(registry::save);

        ClusterList hosts = registry.list(ClusterFilter.of(ClusterCategory.HOST));

        assertFalse(hosts.all().isEmpty());
        assertTrue(
                hosts.all().stream().allMatch(cluster -> cluster.category().equals(Optional.of(ClusterCategory.HOST))));
    }

    @Test
    final void clustersHaveTheRevisionTheyWereReadAt() {
        registry.save(HOST, ClusterFixtures.host());

        Optional<String> found = registry.find(HOST).orElseThrow().revision();
        ClusterList listed = registry.list();

        assertEquals(hasRevisions(), found.isPresent());
        assertEquals(found, listed.revision());
        listed.all().forEach(cluster -> assertEquals(found, cluster.revision()));
    }

    @Test
    final void preconditionsAreCheckedOrUnsupported() {
        registry.save(HOST, host("a.example.com"));
        if (!hasRevisions()) {
            for (Precondition precondition : List.of(
                    Precondition.notRegistered(), Precondition.registered(), Precondition.unchangedSince("1"))) {
                RegistryException refused = assertThrows(
                        RegistryException.class, () -> registry.save(HOST, host("b.example.com"), only(precondition)));
                assertEquals(FailureCode.UNSUPPORTED, refused.code());
                assertEquals("a.example.com", registry.find(HOST).orElseThrow().primaryDomain());
            }
            return;
        }
        ChangeOptions unchanged = only(Precondition.unchangedSince(
                registry.find(HOST).orElseThrow().revision().orElseThrow()));

        assertThrows(
                ConflictException.class,
                () -> registry.save(HOST, host("b.example.com"), only(Precondition.notRegistered())));
        assertThrows(
                ConflictException.class,
                () -> registry.save("host-2", ClusterFixtures.host(), only(Precondition.registered())));
        registry.save(HOST, host("b.example.com"), unchanged);
        assertThrows(ConflictException.class, () -> registry.save(HOST, host("c.example.com"), unchanged));
        assertThrows(ConflictException.class, () -> registry.delete(HOST, unchanged));
        assertEquals("b.example.com", registry.find(HOST).orElseThrow().primaryDomain());
        assertEquals(Set.of(HOST), names());
    }

    @Test
    final void failedPreconditionFailsOnlyItsEntry() {
        registry.save(HOST, host("a.example.com"));
        BatchOptions options = BatchOptions.defaults().withPreconditions(Map.of(HOST, Precondition.notRegistered()));
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put(HOST, host("b.example.com"));
        requests.put("host-2", ClusterFixtures.host());

        BatchResult result = registry.saveAll(requests, options);

        assertEquals(1, result.failures().size());
        RegistryException failure = result.failures().get(0).failure().orElseThrow();
        assertTrue(failure instanceof ConflictException || failure.code() == FailureCode.UNSUPPORTED);
        assertEquals("a.example.com", registry.find(HOST).orElseThrow().primaryDomain());
        assertTrue(names().contains("host-2"));
    }

    @Test
    final void repeatedRequestIdMakesOneChangeOrIsUnsupported() {
        ChangeOptions once = ChangeOptions.defaults().withRequestId("request-1");
        try {
            Optional<String> revision =
                    registry.save(HOST, host("a.example.com"), once).revision();
            registry.save(HOST, host("b.example.com"));
            assertEquals(
                    revision, registry.save(HOST, host("a.example.com"), once).revision());
            assertEquals("b.example.com", registry.find(HOST).orElseThrow().primaryDomain());
        } catch (RegistryException e) {
            assertEquals(FailureCode.UNSUPPORTED, e.code());
            assertEquals(Set.of(), names());
        }
    }

    @Test
    final void hostThatCarriesAVirtualClusterIsNotDeleted() {
        registry.save(HOST, ClusterFixtures.host());
        registry.save("virtual-1", ClusterFixtures.virtualPipelineRuntime());

        RegistryException refused = assertThrows(RegistryException.class, () -> registry.delete(HOST));
        // A Nautes 0.4 API server refuses this too, but its reply has no stable code.
        assertTrue(refused instanceof ClusterInUseException || !hasRevisions());
        assertTrue(names().contains(HOST));

        assertTrue(registry.delete("virtual-1").deleted());
        assertTrue(registry.delete(HOST).deleted());
        assertEquals(Set.of(), names());
    }

    @Test
    final void batchSavesHostsFirstAndDeletesVirtualClustersFirst() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("virtual-1", ClusterFixtures.virtualPipelineRuntime());
        requests.put("broken", invalid());
        requests.put(HOST, ClusterFixtures.host());

        BatchResult saved = registry.saveAll(requests, BatchOptions.defaults());

        assertEquals(
                List.of("broken"),
                saved.failures().stream().map(BatchResult.Entry::name).toList());
        assertEquals(Set.of(HOST, "virtual-1"), names());

        BatchResult deleted = registry.deleteAll(List.of(HOST, "virtual-1", "gone"), BatchOptions.defaults());
        Map<String, Outcome> outcomes = deleted.entries().stream()
                .collect(Collectors.toMap(BatchResult.Entry::name, BatchResult.Entry::outcome));
        assertEquals(
                Map.of(HOST, Outcome.DELETED, "virtual-1", Outcome.DELETED, "gone", Outcome.NOT_REGISTERED), outcomes);
        assertEquals(Set.of(), names());
    }

    @Test
    final void planReportsTheChangeWithoutMakingIt() {
        ChangePlan create = registry.plan(HOST, host("a.example.com"));
        assertEquals(Set.of(), names());
        assertEquals(ChangePlan.Action.CREATE, create.action());
        assertEquals("a.example.com", create.after().orElseThrow().primaryDomain());
        assertEquals(hasRevisions(), create.revision().isPresent());

        registry.save(HOST, host("a.example.com"));
        ChangePlan update = registry.plan(HOST, host("b.example.com"));
        assertEquals(ChangePlan.Action.UPDATE, update.action());
        assertEquals(
                List.of("/primary_domain"),
                update.difference().orElseThrow().changes().stream()
                        .map(change -> change.pointer())
                        .filter(pointer -> !pointer.startsWith("/components_list/"))
                        .toList());
        assertEquals("a.example.com", registry.find(HOST).orElseThrow().primaryDomain());

        ChangePlan nothing = registry.plan(HOST, host("a.example.com"));
        assertEquals(ChangePlan.Action.UNCHANGED, nothing.action());
        assertFalse(nothing.isChange());
        assertTrue(nothing.files().written().isEmpty());
    }

    @Test
    final void planIsRefusedIfTheChangeWouldBe() {
        registry.save(HOST, ClusterFixtures.host());
        registry.save("virtual-1", ClusterFixtures.virtualPipelineRuntime());

        assertThrows(InvalidClusterException.class, () -> registry.plan(HOST, invalid()));
        assertThrows(ClusterInUseException.class, () -> registry.planDelete(HOST));
        assertThrows(InvalidClusterException.class, () -> registry.planDelete("../x"));
        RegistryException condition = assertThrows(
                RegistryException.class,
                () -> registry.plan(
                        HOST, ParsedRequest.of(ClusterFixtures.host()), only(Precondition.notRegistered())));
        assertTrue(condition instanceof ConflictException || condition.code() == FailureCode.UNSUPPORTED);
    }

    @Test
    final void planDeleteReportsTheClusterToDelete() {
        assertEquals(ChangePlan.Action.NOT_REGISTERED, registry.planDelete(HOST).action());
        registry.save(HOST, ClusterFixtures.host());

        ChangePlan plan = registry.planDelete(HOST);

        assertEquals(ChangePlan.Action.DELETE, plan.action());
        assertEquals(registry.find(HOST), plan.before());
        assertEquals(Optional.empty(), plan.after());
        assertEquals(Set.of(HOST), names());
    }

    @Test
    final void planOfABatchIncludesItsEarlierEntries() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("virtual-1", ClusterFixtures.virtualPipelineRuntime());
        requests.put("broken", invalid());
        requests.put(HOST, ClusterFixtures.host());

        BatchPlan plan = registry.planAll(requests, BatchOptions.defaults());

        assertEquals(
                List.of("broken"),
                plan.failures().stream().map(BatchPlan.Entry::name).toList());
        assertFalse(plan.isSuccess());
        assertEquals(
                Set.of(HOST, "virtual-1"),
                plan.entries().stream()
                        .filter(entry -> entry.plan()
                                .map(change -> change.action() == ChangePlan.Action.CREATE)
                                .orElse(false))
                        .map(BatchPlan.Entry::name)
                        .collect(Collectors.toSet()));
        assertEquals(Set.of(), names());

        registry.save(HOST, ClusterFixtures.host());
        registry.save("virtual-1", ClusterFixtures.virtualPipelineRuntime());
        BatchPlan deletes = registry.planDeleteAll(List.of(HOST, "virtual-1"), BatchOptions.defaults());
        assertTrue(deletes.isSuccess());
        assertEquals(Set.of(HOST, "virtual-1"), names());
    }

    @Test
    final void revisionOfAPlanIsAPreconditionOfTheChange() {
        registry.save(HOST, host("a.example.com"));
        ChangePlan plan = registry.plan(HOST, host("b.example.com"));
        assertEquals(hasRevisions(), plan.revision().isPresent());
        if (!hasRevisions()) {
            return;
        }
        ChangeOptions asPlanned =
                only(Precondition.unchangedSince(plan.revision().orElseThrow()));
        registry.save(HOST, host("c.example.com"));

        assertThrows(ConflictException.class, () -> registry.save(HOST, host("b.example.com"), asPlanned));
        assertNotEquals("b.example.com", registry.find(HOST).orElseThrow().primaryDomain());
    }

    @Test
    final void closedRegistryRefusesEveryCall() {
        registry.close();
        registry.close();

        assertThrows(RegistryException.class, () -> registry.list());
        assertThrows(RegistryException.class, () -> registry.find(HOST));
        assertThrows(RegistryException.class, () -> registry.save(HOST, ClusterFixtures.host()));
        assertThrows(RegistryException.class, () -> registry.delete(HOST));
        assertThrows(RegistryException.class, () -> registry.planDelete(HOST));
    }

    @Test
    final void streamReturnsTheClustersOfTheList() {
        registry.save(HOST, ClusterFixtures.host());
        registry.save("worker", ClusterFixtures.physicalDeploymentRuntime());
        ClusterFilter hosts = ClusterFilter.of(ClusterCategory.HOST);

        assertEquals(
                registry.list().all(),
                registry.stream(ClusterFilter.all(), ReadOptions.fresh()).toList());
        assertEquals(
                List.of(HOST),
                registry.stream(hosts, ReadOptions.fresh()).map(Cluster::name).toList());
    }

    @Test
    final void readOfAGivenAgeIncludesAcknowledgedChanges() {
        ReadOptions old = ReadOptions.noOlderThan(Duration.ofDays(1));
        assertEquals(Optional.empty(), registry.find(HOST, old));

        registry.save(HOST, ClusterFixtures.host());

        assertTrue(registry.find(HOST, old).isPresent());
        assertEquals(1, registry.list(ClusterFilter.all(), old).all().size());
        registry.delete(HOST);
        assertEquals(Optional.empty(), registry.find(HOST, old));
    }

    @Test
    final void deadlineOfACallIsAcceptedOrUnsupported() {
        ChangeOptions soon = ChangeOptions.defaults().withDeadline(Duration.ofMinutes(1));
        try {
            registry.save(HOST, ClusterFixtures.host(), soon);
        } catch (RegistryException e) {
            assertEquals(FailureCode.UNSUPPORTED, e.code());
            assertEquals(Optional.empty(), registry.find(HOST));
            return;
        }
        ReadOptions read = ReadOptions.fresh().withDeadline(Duration.ofMinutes(1));
        assertTrue(registry.find(HOST, read).isPresent());
        assertEquals(1, registry.list(ClusterFilter.all(), read).all().size());
        assertTrue(registry.delete(HOST, soon).deleted());
        assertFalse(registry.find(HOST).isPresent());
    }

    @Test
    final void headerOfACallDoesNotChangeItsResult() {
        registry.save(HOST, ClusterFixtures.host(), ChangeOptions.defaults().withHeader("X-Change-Ticket", "4711"));

        assertTrue(registry.find(HOST, ReadOptions.fresh().withHeader("X-Change-Ticket", "4711"))
                .isPresent());
    }
}
