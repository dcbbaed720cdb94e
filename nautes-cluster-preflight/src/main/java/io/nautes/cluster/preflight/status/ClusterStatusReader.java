package io.nautes.cluster.preflight.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.model.internal.support.OneLine;
import io.nautes.cluster.model.internal.support.TimeLimits;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.internal.kube.KubeAccess;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeCalls;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import io.nautes.cluster.preflight.status.ClusterStatus.Application;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the state of registered clusters on the tenant management cluster. It reads the conditions and warnings
 * of Nautes' operators, whether they refer to the current registration, and the Argo CD applications that install the
 * components. The facts apply to Nautes 0.4.2.
 *
 * <pre>{@code
 * ClusterStatusReader reader = ClusterStatusReader.builder(managementKubeconfig).build();
 * reader.awaitReady("host", Duration.ofMinutes(10), status -> System.out.println(status));
 * }</pre>
 *
 * <p>Nothing is changed. The user of the kubeconfig needs to get and list clusters of {@code nautes.resource.nautes.io}
 * and applications of {@code argoproj.io}. Immutable and safe for use by several threads; it holds no threads or
 * connections between calls. Failures are {@link RegistryException}s that contain no secret of the kubeconfig.
 */
public final class ClusterStatusReader {
    private static final String CLUSTERS = "/apis/nautes.resource.nautes.io/v1alpha1/namespaces/%s/clusters";
    private static final String APPLICATIONS = "/apis/argoproj.io/v1alpha1/namespaces/%s/applications/";

    private final Kubeconfig kubeconfig;
    private final String clusters;
    private final String applications;
    private final @Nullable String tenant;
    private final Duration deadline;
    private final Duration pollInterval;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Waits between two reads. */
    interface Pause {
        void await(Duration time) throws InterruptedException;
    }

    private ClusterStatusReader(Builder builder) {
        this.kubeconfig = builder.kubeconfig;
        this.clusters = CLUSTERS.formatted(builder.namespace);
        this.applications = APPLICATIONS.formatted(builder.argoCdNamespace);
        this.tenant = builder.tenant;
        this.deadline = builder.deadline;
        this.pollInterval = builder.pollInterval;
        this.clock = builder.clock;
        this.nanoTime = builder.nanoTime;
        this.pause = builder.pause;
    }

    /**
     * Returns a builder of a reader.
     *
     * @param managementKubeconfig the kubeconfig of the tenant management cluster
     * @return the builder
     */
    public static Builder builder(Kubeconfig managementKubeconfig) {
        return new Builder(managementKubeconfig);
    }

    /**
     * Reads the status of one cluster.
     *
     * @param name the cluster's name
     * @return the status; in the phase {@link ClusterStatus.Phase#ABSENT} if there is no such resource
     * @throws io.nautes.cluster.core.InvalidClusterException if the name is not valid
     * @throws RegistryException if the management cluster cannot be reached, refuses the credentials, or fails
     */
    public ClusterStatus read(String name) {
        ClusterNames.check(name).orThrow(name);
        return calls(calls -> {
            KubeReply reply = calls.api().get(clusters + "/" + name);
            if (reply.isNotFound()) {
                return StatusJson.absent(name, refusal(calls.api(), name));
            }
            checkSuccess(reply, "read the status of cluster " + name);
            return status(calls, reply.json());
        });
    }

    /**
     * Reads the status of all clusters.
     *
     * @return the statuses, in the order of the API server
     * @throws RegistryException as {@link #read}
     */
    public List<ClusterStatus> list() {
        return calls(calls -> {
            KubeReply reply = calls.api().get(clusters);
            checkSuccess(reply, "list the statuses of clusters");
            List<ClusterStatus> statuses = new ArrayList<>();
            for (JsonNode cluster : reply.json().path("items")) {
                statuses.add(status(calls, cluster));
            }
            return statuses;
        });
    }

    /**
     * Waits until a cluster is ready. The status is read again and again; a failure that may pass does not end the wait. A read
     * that is in progress at the end of the time is completed, which takes no longer than the deadline of a read.
     *
     * @param name the cluster's name
     * @param longest how long to wait
     * @param listener is notified of the first status and of each other one
     * @return the status of the ready cluster
     * @throws RegistryException with {@link FailureCode#TIMEOUT} if the cluster is not ready in time; the message says what is
     *     missing. With {@link FailureCode#CANCELLED} if the thread is interrupted. Otherwise as {@link #read}, if the same
     *     read would fail again
     */
    public ClusterStatus awaitReady(String name, Duration longest, StatusListener listener) {
        long end = nanoTime.getAsLong() + TimeLimits.bounded(longest).toNanos();
        ClusterStatus last = null;
        RegistryException failure = null;
        while (true) {
            try {
                ClusterStatus status = read(name);
                failure = null;
                if (!status.equals(last)) {
                    last = status;
                    listener.onChange(status);
                }
                if (status.isReady()) {
                    return status;
                }
            } catch (RegistryException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                failure = e;
                listener.onFailure(e);
            }
            Duration left = Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
            if (left.isZero()) {
                throw timedOut(name, longest, last, failure);
            }
            try {
                pause.await(left.compareTo(pollInterval) < 0 ? left : pollInterval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryException(
                        FailureCode.CANCELLED, "the thread was interrupted while it waited for cluster " + name, e);
            }
        }
    }

    private static RegistryException timedOut(
            String name, Duration longest, @Nullable ClusterStatus last, @Nullable RegistryException failure) {
        String missing = last == null ? "its status could not be read" : String.join("; ", last.reasons());
        return new RegistryException(
                FailureCode.TIMEOUT,
                "cluster " + name + " was not ready within " + longest.toMillis() + " ms: " + missing
                        + "; look at the operators and Argo CD, or wait longer",
                failure);
    }

    private ClusterStatus status(KubeCalls calls, JsonNode cluster) throws ProbeException, InterruptedException {
        List<Callable<Application>> questions = new ArrayList<>();
        for (String name : StatusJson.applications(cluster)) {
            questions.add(() -> application(calls.api(), name));
        }
        return StatusJson.status(cluster, calls.all(questions), clock.instant());
    }

    private Application application(KubeApi api, String name) throws ProbeException, InterruptedException {
        KubeReply reply = api.get(applications + name);
        if (!reply.isNotFound()) {
            checkSuccess(reply, "read the Argo CD application " + name);
        }
        return StatusJson.application(name, reply.isNotFound() ? MissingNode.getInstance() : reply.json());
    }

    /** Returns the reason why the tenant's application could not apply a cluster; {@code null} if it reports none. */
    private @Nullable String refusal(KubeApi api, String name) throws ProbeException, InterruptedException {
        if (tenant == null) {
            return null;
        }
        KubeReply reply = api.get(applications + tenant);
        if (!reply.isSuccess()) {
            return null;
        }
        JsonNode results = reply.json()
                .path("status")
                .path("operationState")
                .path("syncResult")
                .path("resources");
        for (JsonNode resource : results) {
            boolean isTheCluster = resource.path("kind").asText().equals("Cluster")
                    && resource.path("name").asText().equals(name);
            if (isTheCluster && !resource.path("status").asText().equals("Synced")) {
                return OneLine.shortened(resource.path("message").asText());
            }
        }
        return null;
    }

    private static void checkSuccess(KubeReply reply, String task) {
        if (!reply.isSuccess()) {
            FailureCode code = reply.isForbidden()
                    ? FailureCode.PERMISSION_DENIED
                    : reply.isNotFound() ? FailureCode.NOT_FOUND : FailureCode.SERVER_FAULT;
            throw new RegistryException(
                    code,
                    "failed to " + task + ": the tenant management cluster answered with status " + reply.status()
                            + (reply.isForbidden()
                                    ? "; allow the user of the kubeconfig to get and list it"
                                    : "; check that Nautes and Argo CD are installed there"));
        }
    }

    /** A request that is made within one call. */
    private interface Question<T> {
        T ask(KubeCalls calls) throws ProbeException, InterruptedException;
    }

    private <T> T calls(Question<T> question) {
        try (KubeCalls calls = KubeCalls.open(KubeAccess.of(kubeconfig), deadline)) {
            return calls.one(() -> question.ask(calls));
        } catch (ProbeException e) {
            throw new RegistryException(code(e), "the tenant management cluster: " + e.finding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "the thread was interrupted", e);
        }
    }

    private static FailureCode code(ProbeException failure) {
        return switch (failure.code()) {
            case NOT_AUTHENTICATED,
                    CLIENT_CERTIFICATE_EXPIRED,
                    CLIENT_CERTIFICATE_UNKNOWN,
                    CREDENTIALS_NOT_SUPPORTED,
                    KUBECONFIG_UNUSABLE -> FailureCode.UNAUTHENTICATED;
            case CERTIFICATE_UNTRUSTED, CERTIFICATE_EXPIRED, CERTIFICATE_FOR_OTHER_HOST, TLS_FAILED ->
                FailureCode.UNTRUSTED_CERTIFICATE;
            case NOT_KUBERNETES, REDIRECTED -> FailureCode.UNEXPECTED_REPLY;
            case CHECK_TIMED_OUT -> FailureCode.TIMEOUT;
            default -> FailureCode.UNREACHABLE;
        };
    }

    /** A builder of a {@link ClusterStatusReader}. Not safe for use by several threads. */
    public static final class Builder {
        private final Kubeconfig kubeconfig;
        private String namespace = "nautes";
        private String argoCdNamespace = "argocd";
        private @Nullable String tenant;
        private Duration deadline = Duration.ofSeconds(20);
        private Duration pollInterval = Duration.ofSeconds(5);
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private Pause pause = time -> Thread.sleep(Math.max(1, time.toMillis()));

        private Builder(Kubeconfig kubeconfig) {
            this.kubeconfig = Objects.requireNonNull(kubeconfig, "managementKubeconfig");
        }

        /** Sets the namespace of the clusters' resources; by default {@code nautes}. */
        public Builder namespace(String value) {
            namespace = label("namespace", value);
            return this;
        }

        /** Sets the namespace of Argo CD; by default {@code argocd}. */
        public Builder argoCdNamespace(String value) {
            argoCdNamespace = label("argoCdNamespace", value);
            return this;
        }

        /**
         * Sets the tenant, whose application says why a registration was refused; by default such refusals are not looked
         * for.
         */
        public Builder tenant(String value) {
            tenant = label("tenant", value);
            return this;
        }

        private static String label(String setting, String value) {
            if (!value.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
                throw new IllegalArgumentException(setting + ": \"" + OneLine.shortened(value)
                        + "\" is not a name of Kubernetes; use lower-case letters, digits and hyphens");
            }
            return value;
        }

        /** Sets the time limit for one read with all its requests; by default 20 seconds. */
        public Builder deadline(Duration value) {
            deadline = TimeLimits.positive("deadline", value);
            return this;
        }

        /** Sets the pause between two reads of {@link ClusterStatusReader#awaitReady}; by default 5 seconds. */
        public Builder pollInterval(Duration value) {
            pollInterval = TimeLimits.positive("pollInterval", value);
            return this;
        }

        /** Sets the clocks and the pauses, for tests. */
        Builder time(InstantSource instants, LongSupplier nanos, Pause pauses) {
            clock = instants;
            nanoTime = nanos;
            pause = pauses;
            return this;
        }

        /** Builds the reader. */
        public ClusterStatusReader build() {
            return new ClusterStatusReader(this);
        }
    }
}
