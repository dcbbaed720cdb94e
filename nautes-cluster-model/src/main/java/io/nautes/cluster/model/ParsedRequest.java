package io.nautes.cluster.model;

import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read from a user's document, with the mismatches between the document and the form of a request.
 *
 * @param request everything that could be read
 * @param problems what could not, in the order of the document; never {@code null}
 * @param kindIsGiven whether the document says what the cluster is run by; if not, the request holds the default
 */
public record ParsedRequest(ClusterRequest request, List<InputProblem> problems, boolean kindIsGiven) {
    /** Copies the problems. */
    public ParsedRequest {
        problems = List.copyOf(problems);
    }

    /**
     * Returns a request that a program made, and that so has no problems of a document.
     *
     * @param request the request
     * @return the request as if it was read
     */
    public static ParsedRequest of(ClusterRequest request) {
        return new ParsedRequest(request, List.of(), true);
    }

    /**
     * Returns this request with a kubeconfig.
     *
     * @param kubeconfig the kubeconfig; {@code null} for none
     * @return a copy
     */
    public ParsedRequest withKubeconfig(@Nullable Kubeconfig kubeconfig) {
        return new ParsedRequest(request.toBuilder().kubeconfig(kubeconfig).build(), problems, kindIsGiven);
    }
}
