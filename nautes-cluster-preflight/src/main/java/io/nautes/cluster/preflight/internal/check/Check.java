package io.nautes.cluster.preflight.internal.check;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.List;

/** Something that the API server is asked. Checks know nothing of each other and run side by side. */
public interface Check {
    /** Returns what is asked for, as a list of checks that did not end shows it. */
    String subject();

    /**
     * Asks.
     *
     * @return what was found; empty if all is in order
     * @throws ProbeException if it cannot be asked
     */
    List<Finding> run(KubeApi api) throws ProbeException, InterruptedException;
}
