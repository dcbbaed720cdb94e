package io.nautes.cluster.benchmarks.http;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A caller with this library's client, which validates requests. Like its peers, it sends changes immediately. */
final class ClientCaller implements HttpCaller {
    private final ClusterRequest request = Fixture.request();
    private final NautesClient client;

    ClientCaller(URI server) {
        client = NautesClient.builder(server)
                .token(CannedServer.TOKEN)
                .serializeChanges(false)
                .build();
    }

    @Override
    public Cluster find() {
        return client.find(Fixture.NAME).orElseThrow();
    }

    @Override
    public SaveResult save() {
        return client.save(Fixture.NAME, request);
    }

    @Override
    public CompletableFuture<Optional<Cluster>> findAsync() {
        return client.async().find(Fixture.NAME);
    }

    @Override
    public CompletableFuture<SaveResult> saveAsync() {
        return client.async().save(Fixture.NAME, request);
    }

    @Override
    public void close() {
        client.close();
    }
}
