package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.InputProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The context of one evaluation: what a {@link ClusterRule} checks, and where it reports findings. Used by a single
 * thread. Implemented by the evaluator only.
 */
public interface RuleContext {
    /**
     * Returns the cluster's name.
     *
     * @return the name as it was given
     */
    String name();

    /**
     * Returns the request as it was given.
     *
     * @return the request
     */
    ClusterRequest request();

    /**
     * Returns the request with all defaults filled in.
     *
     * @return the completed request
     */
    ClusterRequest completed();

    /**
     * Returns the category of the cluster.
     *
     * @return the category; empty if the request's type, usage and worker type do not form one
     */
    Optional<ClusterCategory> category();

    /**
     * Returns the catalog of the available components.
     *
     * @return the catalog
     */
    ComponentCatalog catalog();

    /**
     * Returns the registered clusters.
     *
     * @return the clusters; empty if the request is evaluated without them
     */
    Optional<RegisteredClusters> registered();

    /**
     * Returns the current time.
     *
     * @return the time; empty if the evaluator has no clock
     */
    Optional<Instant> now();

    /**
     * Returns the mismatches that were found while the user's document was read.
     *
     * @return the problems in the order of the document
     */
    List<InputProblem> inputProblems();

    /**
     * Reports a finding.
     *
     * @param finding the finding
     */
    void report(Finding finding);
}
