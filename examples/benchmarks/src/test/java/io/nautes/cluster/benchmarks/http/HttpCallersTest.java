package io.nautes.cluster.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.testkit.NautesServer;
import io.nautes.cluster.testkit.RecordedRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpCallersTest {
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
