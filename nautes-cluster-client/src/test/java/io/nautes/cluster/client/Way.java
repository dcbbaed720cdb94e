package io.nautes.cluster.client;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two ways to call a client, which have the same results and failures. */
enum Way {
    BLOCKING {
        @Override
        ClusterRegistry of(NautesClient client) {
            return client;
        }
    },
    ASYNC {
        @Override
        ClusterRegistry of(NautesClient client) {
            return new Joined(client);
        }
    };

    abstract ClusterRegistry of(NautesClient client);

    /** Waits for the future; returns its value, or throws its failure. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegistryException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private record Joined(NautesClient client) implements ClusterRegistry {
        @Override
        public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
            return join(client.async().save(name, request, options));
        }

        @Override
        public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
            return join(client.async().plan(name, request, options));
        }

        @Override
        public Optional<Cluster> find(String name, ReadOptions options) {
            return join(client.async().find(name, options));
        }

        @Override
        public ClusterList list(ClusterFilter filter, ReadOptions options) {
            return join(client.async().list(filter, options));
        }

        @Override
        public DeleteResult delete(String name, ChangeOptions options) {
            return join(client.async().delete(name, options));
        }

        @Override
        public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
            return join(client.async().saveAll(requests, options));
        }

        @Override
        public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
            return join(client.async().deleteAll(names, options));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
