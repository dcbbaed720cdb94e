package io.nautes.cluster.core;

import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.MalformedDocumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings kubeconfigs to their store before the commit, and puts the previous one back if the commit fails. */
final class KubeconfigKeeper {
    private final @Nullable KubeconfigStore store;

    KubeconfigKeeper(@Nullable KubeconfigStore store) {
        this.store = store;
    }

    /** Undoes a put. */
    interface Rollback {
        /**
         * Undoes it.
         *
         * @param failure why; gets a failure of the undoing attached
         */
        void run(RuntimeException failure);
    }

    boolean keeps(ClusterRequest request) {
        return store != null && request.kubeconfig() != null && !isVirtual(request);
    }

    private static boolean isVirtual(ClusterRequest request) {
        return request.category().map(category -> category.isVirtual()).orElse(false);
    }

    /** Whether a cluster has to have a kubeconfig and none is kept. */
    boolean lacks(ClusterResource resource) {
        return store != null
                && resource.spec().clusterType().equals(ClusterType.PHYSICAL)
                && store.find(resource.name()).isEmpty();
    }

    Rollback put(String name, ClusterRequest request) {
        KubeconfigStore target = store;
        Kubeconfig kubeconfig = request.kubeconfig();
        if (target == null || kubeconfig == null || isVirtual(request)) {
            return failure -> {};
        }
        String apiServer = request.apiServer();
        Kubeconfig registered = apiServer == null ? kubeconfig : withServer(name, kubeconfig, apiServer);
        Optional<Kubeconfig> before = target.find(name);
        if (before.isPresent() && before.get().equals(registered)) {
            return failure -> {};
        }
        target.put(name, registered);
        return failure -> {
            try {
                before.ifPresentOrElse(previous -> target.put(name, previous), () -> target.delete(name));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        };
    }

    private static Kubeconfig withServer(String name, Kubeconfig kubeconfig, String apiServer) {
        try {
            return kubeconfig.withServer(apiServer);
        } catch (MalformedDocumentException e) {
            throw new RegistryException(
                    FailureCode.INVALID,
                    "failed to save cluster " + name
                            + ": its kubeconfig cannot be kept with api_server for its address: " + e.getMessage(),
                    e);
        }
    }

    void delete(String name) {
        if (store != null) {
            store.delete(name);
        }
    }
}
