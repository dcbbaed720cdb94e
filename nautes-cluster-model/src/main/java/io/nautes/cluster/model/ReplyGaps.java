package io.nautes.cluster.model;

import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import org.jspecify.annotations.Nullable;

/**
 * What a reply cannot carry and a request made of it therefore needs to be given: a Nautes 0.4 API server never returns
 * the event listener, the virtual cluster's port and the kubeconfig. Each step is a decision; none can be forgotten.
 *
 * <pre>{@code
 * ClusterRequest changed = cluster.toRequest()
 *         .eventListenerByDefault()
 *         .vclusterPortOfApiServer()
 *         .withoutKubeconfig()
 *         .primaryDomain("example.com")
 *         .build();
 * }</pre>
 */
public final class ReplyGaps {
    private final ClusterRequest.Builder request;

    ReplyGaps(ClusterRequest.Builder request) {
        this.request = request;
    }

    /**
     * Gives the event listener.
     *
     * @param component the component that listens to events in this cluster
     * @return the next decision
     */
    public VclusterStep eventListener(Component component) {
        request.component(ComponentCategory.EVENT_LISTENER, component);
        return new VclusterStep(request);
    }

    /**
     * Leaves the event listener to the catalog's default, for a cluster that needs one.
     *
     * @return the next decision
     */
    public VclusterStep eventListenerByDefault() {
        return new VclusterStep(request);
    }

    /** The decision on the virtual cluster's port. */
    public static final class VclusterStep {
        private final ClusterRequest.Builder request;

        private VclusterStep(ClusterRequest.Builder request) {
            this.request = request;
        }

        /**
         * Gives the port of a virtual cluster.
         *
         * @param httpsNodePort the node port of its API server
         * @return the next decision
         */
        public KubeconfigStep vclusterPort(int httpsNodePort) {
            request.httpsNodePort(httpsNodePort);
            return new KubeconfigStep(request);
        }

        /**
         * Takes the port of the API server's URL for a virtual cluster; right for a physical one, which has no such
         * port.
         *
         * @return the next decision
         */
        public KubeconfigStep vclusterPortOfApiServer() {
            return new KubeconfigStep(request);
        }
    }

    /** The decision on the kubeconfig. */
    public static final class KubeconfigStep {
        private final ClusterRequest.Builder request;

        private KubeconfigStep(ClusterRequest.Builder request) {
            this.request = request;
        }

        /**
         * Gives the kubeconfig that a physical cluster needs.
         *
         * @param kubeconfig the kubeconfig
         * @return the builder of the request
         */
        public ClusterRequest.Builder kubeconfig(@Nullable Kubeconfig kubeconfig) {
            return request.kubeconfig(kubeconfig);
        }

        /**
         * Goes without; right for a virtual cluster.
         *
         * @return the builder of the request
         */
        public ClusterRequest.Builder withoutKubeconfig() {
            return request;
        }
    }
}
