package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.testkit.NautesServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ListenerSnippetTest {
    @Test
    void durationsOfOperationsAreMeasured() {
        Map<RegistryOperation.Type, Duration> durations = new ConcurrentHashMap<>();
        RegistryListener timing = operation -> new OperationListener() {
            @Override
            public void onEnd(OperationOutcome outcome) {
                durations.put(operation.type(), outcome.duration());
            }
        };

        try (NautesServer server = NautesServer.start();
                NautesClient client = NautesClient.builder(server.uri())
                        .token(server.token())
                        .listener(timing)
                        .build()) {
            client.list();
        }

        assertThat(durations).containsOnlyKeys(RegistryOperation.Type.LIST);
    }
}
