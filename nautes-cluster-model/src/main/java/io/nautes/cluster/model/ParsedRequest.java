package io.nautes.cluster.model;

import java.util.List;

/**
 * A request read from a user's document, with what in the document did not fit the form of a request.
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
}
