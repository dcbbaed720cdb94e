package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Confirmation, wide tables, environment variables and man pages of the tool. */
class ToolCommandsTest {
    @ParameterizedTest
    @CsvSource({"y, true", "' YES ', true", "n, false", "'', false", "yesterday, false", ", false"})
    void clustersAreRemovedOnlyAfterAYes(String answer, boolean isConfirmed) {
        StringWriter question = new StringWriter();

        assertThat(RemoveCommand.isConfirmed(Set.of("host-1"), new PrintWriter(question), () -> answer))
                .isEqualTo(isConfirmed);
        assertThat(question).hasToString("Remove the registrations of host-1? [y/N] ");
    }

    @Test
    void manyClustersAreCountedInTheQuestion() {
        StringWriter question = new StringWriter();
        Set<String> names = new TreeSet<>();
        IntStream.range(0, 11).forEach(i -> names.add("c-" + i));

        RemoveCommand.isConfirmed(names, new PrintWriter(question), () -> "n");

        assertThat(question.toString()).contains("11 clusters?");
    }

    @Test
    void wideTableHasDomainsAndComponents() {
        try (NautesServer server = NautesServer.start()) {
            server.registry().save("host-1", ClusterFixtures.host());

            String table = ToolRun.of(
                            "get",
                            "-o",
                            "wide",
                            "--api-server",
                            server.uri(),
                            "--token",
                            server.token().value())
                    .out();

            assertThat(table.lines().findFirst().orElseThrow())
                    .matches("NAME +CATEGORY +API SERVER +HOST +DOMAIN +COMPONENTS +REVISION *");
            assertThat(table.lines().skip(1).findFirst().orElseThrow()).contains("host-1", "traefik");
        }
    }

    @Test
    void variablesOfNautesCliAreUsedIfOursAreNotSet() {
        try (NautesServer server = NautesServer.start()) {
            TargetOptions target = new TargetOptions();
            target.environment = Map.of(
                    "API_SERVER",
                    server.uri().toString(),
                    "GIT_TOKEN",
                    server.token().value());
            try (ClusterRegistry registry = target.open()) {
                assertThat(registry.list().all()).isEmpty();
            }
            target.environment = Map.of(
                    "API_SERVER",
                    "http://localhost:1",
                    "GIT_TOKEN",
                    "another-token",
                    "NAUTES_API_SERVER",
                    server.uri().toString(),
                    "NAUTES_TOKEN",
                    server.token().value());
            try (ClusterRegistry registry = target.open()) {
                assertThat(registry.list().all()).isEmpty();
            }
        }
    }

    @Test
    void everyCommandHasAManualPage() {
        CommandLine tool = ClusterTool.commandLine();
        for (CommandLine command : tool.getSubcommands().values()) {
            String page = ManPages.page("nautes-cluster-x", command.getCommandSpec());

            assertThat(page)
                    .startsWith(".TH \"NAUTES-CLUSTER-X\" \"1\"\n.SH NAME\nnautes\\-cluster\\-x \\- ")
                    .contains("\n.SH SYNOPSIS\n", "\n.SH DESCRIPTION\n")
                    .doesNotContain("${");
        }
        assertThat(ManPages.page("nautes-cluster", tool.getCommandSpec())).contains("\n.SH COMMANDS\n", "graph");
    }
}
