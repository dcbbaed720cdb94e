package io.nautes.cluster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.testkit.NautesServer;
import io.nautes.cluster.testkit.RecordedRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verifies that the benchmarks measure correct work. */
class BenchmarksTest {
    @Test
    void validRequestHasNoFindingAndNoViolation() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateValid().report().findings()).isEmpty();
        assertThat(benchmark.hibernateValid()).isEmpty();
    }

    @Test
    void invalidRequestHasThreeErrorsAndThreeViolations() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateWrong().report().errors()).hasSize(3);
        assertThat(benchmark.hibernateWrong()).hasSize(3);
    }

    @Test
    void formsSurviveARoundTrip() throws Exception {
        FormsBenchmark benchmark = new FormsBenchmark();

        assertThat(benchmark.jsonIn().request()).isEqualTo(Fixture.request());
        assertThat(benchmark.jacksonJsonIn()).isEqualTo(Fixture.request());
        assertThat(benchmark.yamlOut()).isEqualTo(ClusterYaml.write(benchmark.yamlIn()));
    }

    @Test
    void peersMakeTheSameCalls() throws Exception {
        try (NautesServer server =
                NautesServer.builder().token(CannedServer.TOKEN).start()) {
            server.registry().save(Fixture.NAME, Fixture.request());
            Cluster expected = Cluster.of(Fixture.resource());
            for (HttpCaller caller : List.of(
                    new ClientCaller(server.uri()),
                    new BareCaller(server.uri()),
                    new GeneratedStyleCaller(server.uri()),
                    new OkHttpCaller(server.uri()))) {
                try (caller) {
                    assertThat(name(caller.find())).isEqualTo(expected.name());
                    assertThat(name(caller.findAsync().join())).isEqualTo(expected.name());
                    assertThat(caller.save()).isNotNull();
                    assertThat(caller.saveAsync().join()).isNotNull();
                }
            }
            assertThat(server.requests())
                    .extracting(RecordedRequest::method)
                    .isEqualTo(Collections.nCopies(4, List.of("GET", "GET", "POST", "POST")).stream()
                            .flatMap(List::stream)
                            .toList());
        }
    }

    private static String name(Object found) {
        return found instanceof Optional<?> optional ? name(optional.orElseThrow()) : ((Cluster) found).name();
    }
}
