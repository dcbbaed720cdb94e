package io.nautes.cluster.preflight;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.internal.support.TimeLimits;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.check.Check;
import io.nautes.cluster.preflight.internal.check.DefinitionCheck;
import io.nautes.cluster.preflight.internal.check.NamespaceCheck;
import io.nautes.cluster.preflight.internal.check.NodeCheck;
import io.nautes.cluster.preflight.internal.check.NodePortCheck;
import io.nautes.cluster.preflight.internal.check.PermissionCheck;
import io.nautes.cluster.preflight.internal.check.ProbedCluster;
import io.nautes.cluster.preflight.internal.check.ReadinessCheck;
import io.nautes.cluster.preflight.internal.check.StorageCheck;
import io.nautes.cluster.preflight.internal.check.VersionCheck;
import io.nautes.cluster.preflight.internal.kube.KubeAccess;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A probe that checks a Kubernetes cluster through its API server before it is registered. It checks whether the server
 * is reachable and trusted and accepts the credentials. It also checks version, readiness, permissions, node ports,
 * namespaces, resource definitions, storage and clock. Each result is a {@link Finding} whose code is a
 * {@link PreflightCode}, in the form of the reports of {@link ClusterEvaluator}; {@code docs/preflight.md} lists the
 * codes.
 *
 * <pre>{@code
 * ValidationReport report = ClusterProbe.builder().build().check("host", request);
 * report.orThrow("host");
 * }</pre>
 *
 * <p>Nothing is changed. Requests are reads and access reviews, and, only if {@linkplain Builder#dryRunOfNodePorts
 * asked for}, dry runs. They are sent concurrently and end at the {@linkplain Builder#deadline deadline}. No message
 * contains a secret of the kubeconfig. Credentials that a program or another machine supplies are not run or read,
 * but reported. Immutable and safe for use by several threads; it holds no threads or connections between checks.
 */
public final class ClusterProbe {
    private final Duration deadline;
    private final int oldest;
    private final int newest;
    private final boolean dryRunOfNodePorts;
    private final ClusterEvaluator evaluator;
    private final InstantSource clock;

    private ClusterProbe(Builder builder) {
        this.deadline = builder.deadline;
        this.oldest = builder.oldest;
        this.newest = builder.newest;
        this.dryRunOfNodePorts = builder.dryRunOfNodePorts;
        this.evaluator = builder.evaluator;
        this.clock = builder.clock;
    }

    /**
     * Returns a builder of a probe.
     *
     * @return the builder, with a deadline of 10 seconds
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks a physical cluster with the kubeconfig of its request.
     *
     * @param name the cluster's name
     * @param request the request to register it; it is not validated
     * @return the findings, most basic first; empty if there are no problems
     * @throws IllegalArgumentException if the request has no kubeconfig
     */
    public ValidationReport check(String name, ClusterRequest request) {
        Kubeconfig kubeconfig = request.kubeconfig();
        if (kubeconfig == null) {
            throw new IllegalArgumentException("the request of cluster " + name
                    + " has no kubeconfig; give one, or that of the host for a virtual cluster");
        }
        return check(name, request, kubeconfig);
    }

    /**
     * Checks a cluster with a kubeconfig.
     *
     * @param name the cluster's name
     * @param request the request to register it; it is not validated
     * @param kubeconfig the kubeconfig of the cluster; that of its host for a virtual cluster, whose node port is checked
     *     there
     * @return the findings, most basic first; empty if there are no problems
     */
    public ValidationReport check(String name, ClusterRequest request, Kubeconfig kubeconfig) {
        Objects.requireNonNull(kubeconfig, "kubeconfig");
        KubeAccess access;
        try {
            access = KubeAccess.of(kubeconfig);
        } catch (ProbeException e) {
            return new ValidationReport(List.of(e.finding()));
        }
        ProbedCluster cluster = ProbedCluster.of(evaluator.evaluate(name, request));
        return new ValidationReport(new ProbeRun(access, deadline).run(checks(cluster)));
    }

    private List<Check> checks(ProbedCluster cluster) {
        boolean isVirtual = cluster.category() != null && cluster.category().isVirtual();
        boolean isHost = cluster.category() == ClusterCategory.HOST;
        List<Check> checks = new ArrayList<>();
        checks.add(new VersionCheck(oldest, newest, !isHost && !isVirtual, clock));
        checks.add(new ReadinessCheck());
        checks.add(new PermissionCheck());
        checks.add(new NodePortCheck(cluster, dryRunOfNodePorts));
        if (isVirtual) {
            return checks;
        }
        checks.add(new NamespaceCheck(cluster));
        checks.add(new DefinitionCheck(cluster));
        checks.add(new NodeCheck());
        if (isHost) {
            checks.add(new StorageCheck());
        }
        return checks;
    }

    /** A builder of a {@link ClusterProbe}. Not safe for use by several threads. */
    public static final class Builder {
        private Duration deadline = Duration.ofSeconds(10);
        private int oldest = 16;
        private int newest = 99;
        private boolean dryRunOfNodePorts;
        private ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets the time limit for all checks of a cluster together; by default 10 seconds.
         *
         * @param value the time
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder deadline(Duration value) {
            deadline = TimeLimits.positive("deadline", value);
            return this;
        }

        /**
         * Sets the supported versions of Kubernetes; by default 1.16, the first with resource definitions of version 1, and
         * newer ones.
         *
         * @param oldestMinor the minor version of the oldest one, such as 20 for 1.20
         * @param newestMinor the minor version of the newest one
         * @throws IllegalArgumentException if the newest one is older than the oldest one
         */
        public Builder versions(int oldestMinor, int newestMinor) {
            if (oldestMinor > newestMinor) {
                throw new IllegalArgumentException(
                        "versions: 1." + newestMinor + " is older than 1." + oldestMinor + "; swap them");
            }
            oldest = oldestMinor;
            newest = newestMinor;
            return this;
        }

        /**
         * Sets whether node ports are tested in a dry run if the user of the kubeconfig may not list services; by
         * default they are not. A dry run stores nothing, but admission webhooks see it.
         */
        public Builder dryRunOfNodePorts(boolean value) {
            dryRunOfNodePorts = value;
            return this;
        }

        /**
         * Sets the evaluator that completes requests with components; by default {@link ClusterEvaluator#standard()}.
         */
        public Builder evaluator(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /** Sets the clock that the server's clock is compared with, for tests. */
        Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Builds the probe. */
        public ClusterProbe build() {
            return new ClusterProbe(this);
        }
    }
}
