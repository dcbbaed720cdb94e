package io.nautes.cluster.client;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterNames;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.Evaluation;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.MalformedDocumentException;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prepares the four operations and says what their answers mean; knows nothing of threads. */
final class ClusterCalls {
    private final @Nullable ClusterEvaluator evaluator;

    ClusterCalls(@Nullable ClusterEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    Prepared<SaveResult> save(String name, ClusterRequest request, ChangeOptions options) {
        Optional<Cluster> expected = Optional.empty();
        List<Finding> warnings = List.of();
        if (evaluator == null) {
            ClusterNames.check(name).orThrow(name);
        } else {
            Evaluation evaluation = evaluator.evaluate(name, request);
            warnings = evaluation.report().orThrow(name).warnings();
            expected = Optional.of(Cluster.of(evaluation.resource()));
        }
        SaveResult saved = new SaveResult(name, SaveResult.Change.SAVED, null, warnings);
        Operation operation =
                Operation.save(name, options.skipChecks(), new Operation.Body(ClusterJson.write(request)));
        Optional<Cluster> wanted = expected;
        return new Prepared<>(
                operation,
                Replies::isSuccess,
                response -> saved,
                found -> found.filter(cluster ->
                                wanted.isPresent() && comparable(cluster).equals(comparable(wanted.get())))
                        .map(cluster -> saved));
    }

    /** What a reply can carry: not the event listener, and no fields of newer servers. */
    private static Cluster comparable(Cluster cluster) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        components.putAll(cluster.componentsList());
        components.remove(ComponentCategory.EVENT_LISTENER);
        return new Cluster(
                cluster.name(),
                cluster.apiServer(),
                cluster.clusterKind(),
                cluster.clusterType(),
                cluster.usage(),
                cluster.workerType(),
                cluster.hostCluster(),
                cluster.primaryDomain(),
                components,
                cluster.reservedNamespacesAllowedProducts(),
                cluster.productAllowedClusterResources(),
                Map.of());
    }

    Prepared<Optional<Cluster>> find(String name) {
        ClusterNames.check(name).orThrow(name);
        Operation operation = Operation.find(name);
        return new Prepared<>(
                operation,
                reply -> Replies.isSuccess(reply) || Replies.isClusterNotFound(reply, name),
                response -> Replies.isSuccess(response)
                        ? Optional.of(read(operation, response, ClusterJson::readCluster))
                        : Optional.empty(),
                found -> Optional.empty());
    }

    Prepared<List<Cluster>> list(ClusterFilter filter) {
        Operation operation = Operation.list(filter.toFieldSelector());
        return new Prepared<>(
                operation,
                Replies::isSuccess,
                response -> read(operation, response, ClusterJson::readClusters),
                found -> Optional.empty());
    }

    Prepared<DeleteResult> delete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return new Prepared<>(
                Operation.delete(name, options.skipChecks()),
                reply -> Replies.isSuccess(reply) || Replies.isClusterNotFound(reply, name),
                response -> new DeleteResult(name, Replies.isSuccess(response), null),
                found -> found.isEmpty() ? Optional.of(new DeleteResult(name, true, null)) : Optional.empty());
    }

    private static <T> T read(Operation operation, HttpResponse<byte[]> response, Function<byte[], T> reader) {
        try {
            return reader.apply(response.body());
        } catch (MalformedDocumentException e) {
            throw new RegistryException(
                    FailureCode.UNEXPECTED_REPLY,
                    "failed to " + operation.description() + ": the reply is not what an API server gives: "
                            + e.getMessage() + "; check the URL of the API server",
                    e);
        }
    }
}
