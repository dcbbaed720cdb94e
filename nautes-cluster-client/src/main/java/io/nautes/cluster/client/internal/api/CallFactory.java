package io.nautes.cluster.client.internal.api;

import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A factory of calls. It refuses names that would change the path of the URL and, by default, invalid requests.
 *
 * @param base the API server's URL without a slash at the end
 * @param evaluator validates requests; {@code null} if only names are checked
 * @param reconciles whether changes with an unknown outcome are verified
 */
public record CallFactory(String base, @Nullable ClusterEvaluator evaluator, boolean reconciles) {
    public ApiCall<SaveResult> save(String name, ParsedRequest parsed, ChangeOptions options) {
        ClusterRequest request = parsed.request();
        checkSupported("save", name, options);
        checkHasKubeconfig(name, request, options);
        // Even without an evaluator: the name must not change the path of the URL.
        ClusterNames.checkNew(name).orThrow(name);
        Optional<Evaluation> evaluation = Optional.ofNullable(evaluator).map(rules -> rules.evaluate(name, parsed));
        List<Finding> warnings = evaluation
                .map(judged -> judged.report().orThrow(name).warnings())
                .orElse(List.of());
        // The completed request contains the defaults, so more of the cluster is compared.
        ClusterRequest expected = evaluation.map(Evaluation::completedRequest).orElse(request);
        SaveResult saved = new SaveResult(name, Change.SAVED, null, warnings);
        return new ApiCall<>(
                ApiOperation.save(name, new ApiOperation.Body(ClusterJson.write(request))),
                uri("/" + encoded(name) + changeQuery(options)),
                body -> confirmed(saved, body),
                null,
                request,
                reconciliation(
                        name,
                        options.call(),
                        found -> Reconciler.isAsRequested(found, expected) ? Optional.of(saved) : Optional.empty()),
                options.call());
    }

    private <T> ApiCall.@Nullable Reconciliation<T> reconciliation(
            String name, CallOptions options, Function<Optional<Cluster>, Optional<T>> verdict) {
        return reconciles ? new ApiCall.Reconciliation<>(find(name, options), verdict) : null;
    }

    public ApiCall<Optional<Cluster>> find(String name, CallOptions options) {
        ClusterNames.check(name).orThrow(name);
        return new ApiCall<>(
                ApiOperation.find(name),
                uri("/" + encoded(name)),
                body -> named(name, body),
                Optional.empty(),
                null,
                null,
                options);
    }

    private static Optional<Cluster> named(String name, byte[] body) {
        Cluster cluster = ClusterJson.readCluster(body);
        if (!cluster.name().equals(name)) {
            throw new IllegalArgumentException("it describes another cluster, \"" + cluster.name() + "\"");
        }
        return Optional.of(cluster);
    }

    public ApiCall<ClusterList> list(ClusterFilter filter, CallOptions options) {
        String selector = filter.toFieldSelector();
        return new ApiCall<>(
                ApiOperation.list(),
                uri(listQuery(selector)),
                body -> ClusterList.of(ClusterJson.readClusters(body), List.of(), null),
                null,
                null,
                null,
                options);
    }

    public ApiCall<DeleteResult> delete(String name, ChangeOptions options) {
        checkSupported("delete", name, options);
        ClusterNames.check(name).orThrow(name);
        DeleteResult deleted = new DeleteResult(name, true, null);
        return new ApiCall<>(
                ApiOperation.delete(name),
                uri("/" + encoded(name) + changeQuery(options)),
                body -> confirmed(deleted, body),
                new DeleteResult(name, false, null),
                null,
                reconciliation(
                        name, options.call(), found -> found.isEmpty() ? Optional.of(deleted) : Optional.empty()),
                options.call());
    }

    /**
     * Checks that a change can be planned.
     *
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if this client has no evaluator, or if the API cannot
     *     express the options
     */
    public void checkCanPlan(String name, ChangeOptions options) {
        checkSupported("plan the change of", name, options);
        if (evaluator == null) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to plan the change of cluster " + name
                            + ": the validation of this client is disabled; build it with an evaluator");
        }
    }

    /** Checks that a save can be planned; see {@link #checkCanPlan(String, ChangeOptions)}. */
    public void checkCanPlan(String name, ClusterRequest request, ChangeOptions options) {
        checkCanPlan(name, options);
        checkHasKubeconfig(name, request, options);
    }

    /** Returns a planner of changes to the listed clusters. */
    public ListedClusters planner(ClusterList listed) {
        return new ListedClusters(Objects.requireNonNull(evaluator, "evaluator"), listed);
    }

    /** Checks that a save does not rely on the stored kubeconfig, because the API cannot keep it. */
    private static void checkHasKubeconfig(String name, ClusterRequest request, ChangeOptions options) {
        boolean isVirtual = request.category().map(ClusterCategory::isVirtual).orElse(false);
        if (options.keepKubeconfig() && request.kubeconfig() == null && !isVirtual) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to save cluster " + name
                            + ": an API server of Nautes 0.4 needs a kubeconfig in each save and cannot keep the stored"
                            + " one; nothing was sent; add the kubeconfig to the request");
        }
    }

    private static void checkSupported(String change, String name, ChangeOptions options) {
        if (options.requestId().isPresent() || options.message().isPresent()) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to " + change + " cluster " + name
                            + ": an API server of Nautes 0.4 supports neither a request ID nor a message; nothing was"
                            + " sent; leave them out, or use a registry over the Git repository");
        }
        Precondition precondition = options.precondition();
        if (precondition.kind() != Precondition.Kind.NONE) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to " + change + " cluster " + name
                            + ": an API server of Nautes 0.4 cannot check a precondition"
                            + " (got: " + precondition + "); nothing was sent; leave it out, or use a registry over the"
                            + " Git repository");
        }
    }

    /** Returns the result if the reply confirms the change. The API sends no other object with a success. */
    private static <T> T confirmed(T result, byte[] body) {
        if (ClusterJson.readMessage(body).message().isEmpty()) {
            throw new IllegalArgumentException("it has no message");
        }
        return result;
    }

    /** Encodes a name as one path segment. A cluster that another client registered may have any name. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private URI uri(String target) {
        return URI.create(base + "/api/v1/clusters" + target);
    }

    private static String changeQuery(ChangeOptions options) {
        return "?insecure_skip_check=" + options.skipChecks();
    }

    private static String listQuery(String selector) {
        return selector.isEmpty()
                ? ""
                : "?field_selector=" + selector.replace("=", "%3D").replace(",", "%2C");
    }
}
