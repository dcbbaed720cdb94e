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
 * Makes calls of what a caller wants, and refuses what must not be sent: names that would lead to another path, and, by
 * default, requests that break a rule.
 *
 * @param base the API server's URL without a slash at the end
 * @param evaluator judges requests; {@code null} if only names are checked
 * @param reconciles whether changes with an unknown outcome are looked after
 */
public record CallFactory(String base, @Nullable ClusterEvaluator evaluator, boolean reconciles) {
    public ApiCall<SaveResult> save(String name, ParsedRequest parsed, ChangeOptions options) {
        ClusterRequest request = parsed.request();
        checkSupported("save", name, options);
        checkHasKubeconfig(name, request, options);
        // Not a matter of configuration: rules can be dropped, but a path must not lead elsewhere.
        ClusterNames.checkNew(name).orThrow(name);
        Optional<Evaluation> evaluation = Optional.ofNullable(evaluator).map(rules -> rules.evaluate(name, parsed));
        List<Finding> warnings = evaluation
                .map(judged -> judged.report().orThrow(name).warnings())
                .orElse(List.of());
        // With its defaults filled in, a request leaves less open in a comparison.
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
            throw new IllegalArgumentException("it is about another cluster, \"" + cluster.name() + "\"");
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
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if this client has no rules, or the change has a
     *     precondition
     */
    public void checkCanPlan(String name, ChangeOptions options) {
        checkSupported("plan the change of", name, options);
        if (evaluator == null) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to plan the change of cluster " + name
                            + ": this client does not evaluate requests; build it with an evaluator");
        }
    }

    /** Checks that a save can be planned, as {@link #checkCanPlan(String, ChangeOptions)}. */
    public void checkCanPlan(String name, ClusterRequest request, ChangeOptions options) {
        checkCanPlan(name, options);
        checkHasKubeconfig(name, request, options);
    }

    /** Returns a planner of changes on the clusters that the server listed. */
    public ListedClusters planner(ClusterList listed) {
        return new ListedClusters(Objects.requireNonNull(evaluator, "evaluator"), listed);
    }

    /** Checks that a save does not rely on a stored kubeconfig, which an API server does not keep. */
    private static void checkHasKubeconfig(String name, ClusterRequest request, ChangeOptions options) {
        boolean isVirtual = request.category().map(ClusterCategory::isVirtual).orElse(false);
        if (options.keepKubeconfig() && request.kubeconfig() == null && !isVirtual) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to save cluster " + name
                            + ": an API server of Nautes 0.4 takes a kubeconfig with each save and cannot keep the stored"
                            + " one; nothing was sent; give the request a kubeconfig");
        }
    }

    private static void checkSupported(String change, String name, ChangeOptions options) {
        if (options.requestId().isPresent() || options.message().isPresent()) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to " + change + " cluster " + name
                            + ": an API server of Nautes 0.4 takes neither a request id nor a message; nothing was sent;"
                            + " leave them out, or use a registry over the Git repository");
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

    /** Checks that the reply confirms the change; an object that does not is not the API's. */
    private static <T> T confirmed(T result, byte[] body) {
        if (ClusterJson.readMessage(body).message().isEmpty()) {
            throw new IllegalArgumentException("it has no message");
        }
        return result;
    }

    /** Encodes a name as one segment of a path: clusters that others registered may have any name. */
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
