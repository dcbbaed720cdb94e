package io.nautes.cluster.preflight.internal.check;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.List;

/** A check that sends requests to the API server. Checks are independent and run concurrently. */
public interface Check {
    /** Returns the subject of the check, for lists of checks that did not end. */
    String subject();

    /**
     * Runs the check.
     *
     * @return the findings; empty if there is no problem
     * @throws ProbeException if a request fails
     */
    List<Finding> run(KubeApi api) throws ProbeException, InterruptedException;
}
