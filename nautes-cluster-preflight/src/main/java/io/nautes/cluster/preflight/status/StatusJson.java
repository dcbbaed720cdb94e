package io.nautes.cluster.preflight.status;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nautes.cluster.model.internal.support.OneLine;
import io.nautes.cluster.preflight.status.ClusterStatus.Application;
import io.nautes.cluster.preflight.status.ClusterStatus.Condition;
import io.nautes.cluster.preflight.status.ClusterStatus.Phase;
import io.nautes.cluster.preflight.status.ClusterStatus.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A converter from a cluster's resource and applications, as Nautes 0.4.2 writes them, to its status. */
final class StatusJson {
    /** Operators check every minute; a condition that is much older means that one of them is not running. */
    static final Duration CHECKED_WITHIN = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STORED = "SecretStoreReady";
    private static final String IN_ARGO_CD = "ClusterSyncToArgocd";
    private static final String ENTERED = "EntryPointCollected";

    private StatusJson() {}

    static boolean isHost(JsonNode cluster) {
        return cluster.path("spec").path("usage").asText().equals("host");
    }

    /** Returns the names of the applications that a cluster has on the management cluster. */
    static List<String> applications(JsonNode cluster) {
        String name = name(cluster);
        List<String> names = new ArrayList<>();
        if (isHost(cluster)) {
            names.add(name);
            for (String category : List.of("gateway", "oauthProxy")) {
                String product = cluster.path("spec")
                        .path("componentsList")
                        .path(category)
                        .path("name")
                        .asText();
                if (!product.isEmpty()) {
                    names.addAll(List.of(name + "-" + product, name + "-" + product + "-resources"));
                }
            }
            return names;
        }
        names.addAll(List.of(name + "-runtime-initial", name + "-runtime-argocd", name + "-runtime"));
        if (cluster.path("spec").path("clusterType").asText().equals("virtual")) {
            names.addAll(List.of(name, name + "-vcluster-app", name + "-vcluster-initial"));
        }
        return names;
    }

    static String name(JsonNode cluster) {
        return cluster.path("metadata").path("name").asText();
    }

    /**
     * Returns an application.
     *
     * @param json the resource; a missing node if the application does not exist
     */
    static Application application(String name, JsonNode json) {
        if (json.isMissingNode()) {
            return new Application(name, "Missing", "", "");
        }
        JsonNode status = json.path("status");
        JsonNode operation = status.path("operationState");
        boolean failed =
                List.of("Failed", "Error").contains(operation.path("phase").asText());
        return new Application(
                name,
                text(status.path("sync").path("status")),
                text(status.path("health").path("status")),
                failed ? text(operation.path("message")) : "");
    }

    static ClusterStatus absent(String name, @Nullable String refusal) {
        return new ClusterStatus(
                name,
                refusal == null ? Phase.ABSENT : Phase.DEGRADED,
                List.of(
                        refusal == null
                                ? "Argo CD has not applied the registration yet"
                                : "it was refused: " + refusal),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static ClusterStatus status(JsonNode cluster, List<Application> applications, Instant now) {
        JsonNode status = cluster.path("status");
        List<Condition> conditions = conditions(status);
        List<String> entryPoints = new ArrayList<>();
        status.path("entryPoints").fieldNames().forEachRemaining(entryPoints::add);
        List<String> failures = failures(conditions, applications, now);
        List<String> open = open(cluster, conditions, applications, entryPoints);
        boolean isDeleting = cluster.path("metadata").has("deletionTimestamp");
        Phase phase = isDeleting
                ? Phase.DELETING
                : !failures.isEmpty() ? Phase.DEGRADED : open.isEmpty() ? Phase.READY : Phase.SYNCING;
        List<String> reasons = new ArrayList<>(failures);
        if (isDeleting) {
            cluster.path("metadata")
                    .path("finalizers")
                    .forEach(finalizer -> reasons.add("removal waits for " + text(finalizer)));
        } else {
            reasons.addAll(open);
        }
        return new ClusterStatus(
                name(cluster), phase, reasons, conditions, warnings(status), applications, entryPoints);
    }

    private static List<Condition> conditions(JsonNode status) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(new Condition(
                    text(condition.path("type")),
                    condition.path("status").asText().equals("True"),
                    text(condition.path("reason")),
                    text(condition.path("message")),
                    instant(condition.path("lastTransitionTime").asText())));
        }
        conditions.sort(Comparator.comparing(Condition::type));
        return conditions;
    }

    private static List<Warning> warnings(JsonNode status) {
        List<Warning> warnings = new ArrayList<>();
        for (JsonNode warning : status.path("warnings")) {
            warnings.add(
                    new Warning(text(warning.path("type")), text(warning.path("id")), text(warning.path("message"))));
        }
        return warnings;
    }

    /** Returns what an operator or Argo CD reports as failed, or no longer checks. */
    private static List<String> failures(List<Condition> conditions, List<Application> applications, Instant now) {
        List<String> failures = new ArrayList<>();
        for (Condition condition : conditions) {
            if (!condition.isTrue()) {
                failures.add(condition.type() + ": "
                        + (condition.message().isEmpty() ? condition.reason() : condition.message()));
            } else if (condition.type().equals(STORED)
                    && condition.checkedAt() != null
                    && condition.checkedAt().plus(CHECKED_WITHIN).isBefore(now)) {
                failures.add(condition.type() + ": not checked since " + condition.checkedAt()
                        + ", so the cluster operator is not running");
            }
        }
        for (Application application : applications) {
            if (application.isDegraded()) {
                failures.add("application " + application.name() + ": "
                        + (application.message().isEmpty() ? application.health() : application.message()));
            }
        }
        return failures;
    }

    /** Returns what has not been done yet. */
    private static List<String> open(
            JsonNode cluster, List<Condition> conditions, List<Application> applications, List<String> entryPoints) {
        List<String> open = new ArrayList<>();
        for (String type : List.of(STORED, IN_ARGO_CD, ENTERED)) {
            if (conditions.stream().noneMatch(condition -> condition.type().equals(type))) {
                open.add(type + ": not reported yet");
            }
        }
        JsonNode status = cluster.path("status");
        for (String field : List.of("mgtAuthStatus", "sync2ArgoStatus")) {
            if (!isCurrent(cluster.path("spec"), status.path(field).path("lastSuccessSpec"))) {
                open.add(field + ": is about an older registration");
            }
        }
        for (Application application : applications) {
            if (!application.isReady() && !application.isDegraded()) {
                open.add("application " + application.name() + ": " + application.sync()
                        + (application.health().isEmpty() ? "" : ", " + application.health()));
            }
        }
        boolean hasGateway = cluster.path("spec").path("componentsList").has("gateway");
        if (!isHost(cluster) && hasGateway && entryPoints.isEmpty()) {
            open.add("entry points: the gateway is not installed yet");
        }
        return open;
    }

    /** Returns whether the spec of an operator's last success, as JSON text, equals the registered spec. */
    private static boolean isCurrent(JsonNode spec, JsonNode last) {
        try {
            JsonNode known = last.isTextual() ? JSON.readTree(last.asText()) : MissingNode.getInstance();
            return withoutEmpty(known).equals(withoutEmpty(spec));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Returns a value without its empty fields, which operators leave out. */
    private static JsonNode withoutEmpty(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode full = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode content = withoutEmpty(field.getValue());
            if (!isEmpty(content)) {
                full.set(field.getKey(), content);
            }
        }
        return full;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
    }

    private static String text(JsonNode value) {
        return OneLine.shortened(value.asText(""));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
