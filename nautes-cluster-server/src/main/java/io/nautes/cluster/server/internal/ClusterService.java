package io.nautes.cluster.server.internal;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.InputProblem;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The four operations of the API on a registry, with the replies of a Nautes 0.4 server. */
final class ClusterService {
    private static final String SKIP_CHECK = "insecure_skip_check";

    private final ClusterRegistry registry;

    ClusterService(ClusterRegistry registry) {
        this.registry = registry;
    }

    Reply answer(ApiPath path, byte[] body) {
        try {
            return switch (path.operation()) {
                case SAVE -> save(path, body);
                case GET ->
                    registry.find(path.name())
                            .map(cluster -> Reply.json(ClusterJson.write(asReplied(cluster))))
                            .orElseGet(() -> notFound(path.name()));
                case LIST -> list(path);
                case DELETE ->
                    registry.delete(path.name(), options(path)).deleted()
                            ? Reply.message("Successfully deleted " + path.name() + " cluster")
                            : notFound(path.name());
            };
        } catch (RegistryException e) {
            return failure(e);
        }
    }

    private Reply save(ApiPath path, byte[] body) {
        ParsedRequest parsed;
        try {
            parsed = ClusterJson.parseRequestStrictly(body);
        } catch (MalformedDocumentException e) {
            return Reply.codecError("body unmarshal: pointer \"\" (the whole body): " + e.getMessage());
        }
        List<InputProblem> misfits = parsed.problems().stream()
                .filter(problem -> problem.kind() == InputProblem.Kind.WRONG_TYPE)
                .toList();
        if (!misfits.isEmpty()) {
            return Reply.codecError("body unmarshal: "
                    + misfits.stream()
                            .map(problem -> problem.pointer() + ": " + problem.expected() + " is expected (got "
                                    + problem.received() + ")")
                            .collect(Collectors.joining("; ")));
        }
        ClusterRequest request = parsed.request();
        Optional<String> broken = ProtocolRules.firstBroken(request, parsed.kindIsGiven());
        if (broken.isPresent()) {
            return Reply.error(400, "VALIDATOR", broken.get());
        }
        registry.save(path.name(), request, options(path));
        return Reply.message("Successfully saved " + path.name() + " cluster");
    }

    private Reply list(ApiPath path) {
        ClusterFilter filter;
        try {
            filter = ClusterFilter.parse(path.query().getOrDefault("field_selector", ""));
        } catch (IllegalArgumentException e) {
            return Reply.serviceError("field_selector: " + e.getMessage());
        }
        return Reply.json(ClusterJson.write(registry.list(filter).readable().stream()
                .map(ClusterService::asReplied)
                .toList()));
    }

    private static ChangeOptions options(ApiPath path) {
        return ChangeOptions.defaults()
                .withSkipChecks(Boolean.parseBoolean(path.query().get(SKIP_CHECK)));
    }

    private static Reply notFound(String name) {
        return Reply.serviceError("the cluster resource " + name + " is not found");
    }

    /** Returns the components of a reply; the real server never returns the event listener. */
    private static Cluster asReplied(Cluster cluster) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        components.putAll(cluster.componentsList());
        components.remove(ComponentCategory.EVENT_LISTENER);
        return cluster.withComponents(components);
    }

    private static Reply failure(RegistryException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.code()) {
            case PERMISSION_DENIED -> Reply.error(403, "NO_AUTHORIZATION", message);
            case NOT_FOUND -> Reply.error(404, "PROJECT_NOT_FOUND", message);
            case UNAUTHENTICATED -> Reply.serviceError("401 {message: 401 Unauthorized}: " + message);
            // Not a service error: that would mean that nothing was changed.
            case OUTCOME_UNKNOWN -> Reply.error(500, "UNKNOWN", message);
            default -> Reply.serviceError(message);
        };
    }
}
