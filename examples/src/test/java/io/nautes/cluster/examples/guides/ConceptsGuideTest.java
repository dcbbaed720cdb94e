package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/concepts.md}. */
class ConceptsGuideTest {
    @Test
    void evaluatesARequest() {
        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://10.1.2.3:31456", "host-1")
                .build();
        Evaluation evaluation = ClusterEvaluator.standard().evaluate("ci", request);
        boolean isValid = evaluation.report().isValid();
        String explanation = evaluation.explanation().toText();
        ClusterResource resource = evaluation.resource();

        assertThat(isValid).isTrue();
        assertThat(evaluation.category()).contains(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
        assertThat(explanation).contains("pipeline: tekton [default] in namespace tekton-pipelines");
        assertThat(resource.name()).isEqualTo("ci");
    }

    /** The table of categories and components in the guide. */
    @Test
    void categoriesNeedTheComponentsOfTheTable() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("a", ClusterFixtures.host())
                        .completedRequest()
                        .componentsList())
                .containsOnlyKeys(ComponentCategory.GATEWAY);
        assertThat(ClusterEvaluator.standard()
                        .evaluate("a", ClusterFixtures.physicalDeploymentRuntime())
                        .completedRequest()
                        .componentsList())
                .containsOnlyKeys(
                        ComponentCategory.MULTI_TENANT,
                        ComponentCategory.SECRET_SYNC,
                        ComponentCategory.GATEWAY,
                        ComponentCategory.DEPLOYMENT,
                        ComponentCategory.PROGRESSIVE_DELIVERY);
    }

    @Test
    void plansAndSavesOnlyWhatWasReviewed() {
        ClusterRequest request = ClusterFixtures.host();
        try (ClusterRegistry registry = InMemoryClusterRegistry.create()) {
            registry.save("host-1", request);
            Cluster read = registry.find("host-1").orElseThrow();
            ClusterRequest changed =
                    request.toBuilder().primaryDomain("example.com").build();

            ChangePlan plan = registry.plan("host-1", changed);
            ChangeOptions ifUnchanged = ChangeOptions.defaults()
                    .withPrecondition(
                            Precondition.unchangedSince(read.revision().orElseThrow()));
            registry.save("host-1", changed, ifUnchanged);

            assertThat(plan.action()).isEqualTo(ChangePlan.Action.UPDATE);
            Assertions.assertThatThrownBy(() -> registry.save("host-1", request, ifUnchanged))
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    void savesABatchHostsFirst() {
        try (ClusterRegistry registry = InMemoryClusterRegistry.create()) {
            Map<String, ClusterRequest> requests = new LinkedHashMap<>();
            requests.put("ci", ClusterFixtures.virtualPipelineRuntime());
            requests.put("host-1", ClusterFixtures.host());
            BatchResult result = registry.saveAll(requests, BatchOptions.defaults());

            assertThat(result.entries()).extracting(BatchResult.Entry::name).containsExactly("host-1", "ci");
            assertThat(result.entries())
                    .extracting(BatchResult.Entry::outcome)
                    .containsOnly(BatchResult.Outcome.CREATED);
        }
    }
}
