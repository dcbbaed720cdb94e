package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterTransfer;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/migration.md}. */
class MigrationGuideTest {
    @Test
    void hostNamesAreUnderThePrimaryDomainUnlessGiven() {
        ClusterRequest request = ClusterFixtures.physicalPipelineRuntime();

        ClusterRequest kept = request.toBuilder()
                .primaryDomain("example.com")
                .component(
                        ComponentCategory.DEPLOYMENT,
                        Component.named("argocd").withAddition("host", "argocd.pipelines.192.0.2.3.nip.io"))
                .build();

        Map<ComponentCategory, Component> components = ClusterEvaluator.standard()
                .evaluate("pipelines", kept)
                .completedRequest()
                .componentsList();
        assertThat(components.get(ComponentCategory.DEPLOYMENT).additions())
                .containsEntry("host", "argocd.pipelines.192.0.2.3.nip.io");
        assertThat(components.get(ComponentCategory.PIPELINE).additions())
                .containsEntry("host", "tekton.pipelines.example.com");
    }

    @Test
    void clusterThatIsReadAndSavedKeepsItsHostNames() {
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            registry.save("pipelines", ClusterFixtures.physicalPipelineRuntime());
            ClusterRequest again = registry.find("pipelines")
                    .orElseThrow()
                    .toRequestBuilder()
                    .primaryDomain("example.com")
                    .build();

            registry.save("pipelines", again, ChangeOptions.defaults().withKeepKubeconfig(true));

            assertThat(registry.find("pipelines").orElseThrow().componentsList())
                    .extractingByKey(ComponentCategory.DEPLOYMENT)
                    .extracting(component -> component.additions().get("host"))
                    .isEqualTo("argocd.pipelines.192.0.2.3.nip.io");
        }
    }

    @Test
    void reportsWhatASourceDoesNotReturn() {
        try (InMemoryClusterRegistry source = InMemoryClusterRegistry.create()) {
            source.save("host-1", ClusterFixtures.host());

            ClusterTransfer transfer = ClusterTransfer.export(source);
            transfer.gaps().forEach(System.out::println);

            assertThat(transfer.gaps()).hasSize(1);
        }
    }
}
