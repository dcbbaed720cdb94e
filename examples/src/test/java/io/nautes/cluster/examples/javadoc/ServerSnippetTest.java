package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.ClusterApiServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ServerSnippetTest {
    @Test
    void serverAnswersClients() throws InterruptedException {
        AccessToken token = AccessToken.of("a-token");
        BlockingQueue<String> accessLog = new LinkedBlockingQueue<>();

        try (ClusterRegistry registry =
                        StoreClusterRegistry.builder(new InMemoryClusterStore()).build();
                ClusterApiServer server = ClusterApiServer.builder(registry)
                        .token(token)
                        .listener(request -> accessLog.add(request.toString()))
                        .start();
                NautesClient client =
                        NautesClient.builder(server.uri()).token(token).build()) {
            assertThat(client.list().all()).isEmpty();

            assertThat(accessLog.take()).contains(" \"GET /api/v1/clusters\" 200 ");
        }
    }
}
