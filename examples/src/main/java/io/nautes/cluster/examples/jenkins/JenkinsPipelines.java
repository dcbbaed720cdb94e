package io.nautes.cluster.examples.jenkins;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.ComponentProperty;
import io.nautes.cluster.core.catalog.PropertyType;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Jenkins as a custom component of the category {@code pipeline}. The catalog entry has a number of agents, and a host name
 * that is derived from the cluster. A custom rule limits the number of agents. The program then registers a virtual cluster
 * with the component.
 */
public final class JenkinsPipelines {
    private static final String JENKINS = "jenkins";
    private static final String AGENTS = "agents";
    private static final int MOST_AGENTS = 20;

    private JenkinsPipelines() {}

    /**
     * Runs all steps in memory.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        run(new InMemoryClusterStore(), System.out);
    }

    /** Returns the documented components and Jenkins as an alternative to Tekton. */
    static ComponentCatalog catalog() {
        CatalogComponent jenkins = CatalogComponent.of(JENKINS, "jenkins-system", ComponentCategory.PIPELINE)
                .withProperties(
                        ComponentProperty.of("host", PropertyType.STRING)
                                .withDefault("jenkins.{cluster}.{primary_domain}")
                                .asRequired(),
                        ComponentProperty.of(AGENTS, PropertyType.NUMBER)
                                .withDefault("2")
                                .asRequired());
        return ComponentCatalog.standard().toBuilder().component(jenkins).build();
    }

    /** A rule that limits the number of agents to what a virtual cluster can run. */
    private static final class AgentsRule implements ClusterRule {
        @Override
        public String name() {
            return "jenkins_agents";
        }

        @Override
        public void check(RuleContext context) {
            Component pipeline = context.completed().componentsList().get(ComponentCategory.PIPELINE);
            if (pipeline == null || !JENKINS.equals(pipeline.name())) {
                return;
            }
            String agents = pipeline.additions().getOrDefault(AGENTS, "");
            if (agents.matches("\\d{1,9}") && Integer.parseInt(agents) > MOST_AGENTS) {
                context.report(new Finding(
                        "jenkins_agents_too_many",
                        Severity.ERROR,
                        "/components_list/pipeline/additions/" + AGENTS,
                        agents,
                        FindingText.of(
                                "a cluster can run at most " + MOST_AGENTS + " Jenkins agents (got " + agents + ")",
                                "request fewer agents, or register another cluster")));
            }
        }
    }

    static ClusterEvaluator evaluator() {
        return ClusterEvaluator.builder()
                .catalog(catalog())
                .rules(RuleSet.standard().with(new AgentsRule()))
                .build();
    }

    private static ClusterRequest request(Component jenkins) {
        return ClusterFixtures.virtualPipelineRuntime().toBuilder()
                .component(ComponentCategory.PIPELINE, jenkins)
                .build();
    }

    static void run(ClusterStore store, PrintStream out) {
        ClusterEvaluator evaluator = evaluator();
        ClusterRequest request = request(Component.named(JENKINS));
        out.println(evaluator.evaluate("builds", request).explanation().toText());
        try (ClusterRegistry registry =
                StoreClusterRegistry.builder(store).evaluator(evaluator).build()) {
            registry.save(ClusterFixtures.HOST, ClusterFixtures.host());
            registry.save("builds", request);
            store.snapshot()
                    .find("builds")
                    .ifPresent(resource -> out.print(new String(ClusterYaml.write(resource), StandardCharsets.UTF_8)));
            try {
                registry.save("builds", request(Component.named(JENKINS).withAddition(AGENTS, "100")));
            } catch (InvalidClusterException e) {
                out.println(e.getMessage());
            }
        }
    }
}
