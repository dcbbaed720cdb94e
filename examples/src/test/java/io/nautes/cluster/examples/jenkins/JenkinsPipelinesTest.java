package io.nautes.cluster.examples.jenkins;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JenkinsPipelinesTest {
    @Test
    void jenkinsIsRegisteredWithItsDefaults() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JenkinsPipelines.run(new InMemoryClusterStore(), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("pipeline: jenkins")
                .contains("""
                            pipeline:
                              additions:
                                agents: "2"
                                host: jenkins.builds.192.0.2.1.nip.io
                              name: jenkins
                              namespace: jenkins-system
                        """)
                .contains("a cluster can run at most 20 Jenkins agents (got 100)");
    }

    @Test
    void customRuleRefusesTooManyAgents() {
        assertThat(JenkinsPipelines.evaluator()
                        .evaluate(
                                "builds",
                                ClusterFixtures.virtualPipelineRuntime().toBuilder()
                                        .component(
                                                ComponentCategory.PIPELINE,
                                                Component.named("jenkins").withAddition("agents", "21"))
                                        .build())
                        .report())
                .hasFinding(Severity.ERROR, "jenkins_agents_too_many", "/components_list/pipeline/additions/agents")
                .hasNoOtherFindings();
    }
}
