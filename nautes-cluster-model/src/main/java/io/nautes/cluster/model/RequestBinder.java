package io.nautes.cluster.model;

import static io.nautes.cluster.model.RequestField.API_SERVER;
import static io.nautes.cluster.model.RequestField.CLUSTER_KIND;
import static io.nautes.cluster.model.RequestField.CLUSTER_TYPE;
import static io.nautes.cluster.model.RequestField.COMPONENTS_LIST;
import static io.nautes.cluster.model.RequestField.HOST_CLUSTER;
import static io.nautes.cluster.model.RequestField.HTTPS_NODE_PORT;
import static io.nautes.cluster.model.RequestField.KUBECONFIG;
import static io.nautes.cluster.model.RequestField.PRIMARY_DOMAIN;
import static io.nautes.cluster.model.RequestField.PRODUCT_ALLOWED_CLUSTER_RESOURCES;
import static io.nautes.cluster.model.RequestField.RESERVED_NAMESPACES_ALLOWED_PRODUCTS;
import static io.nautes.cluster.model.RequestField.USAGE;
import static io.nautes.cluster.model.RequestField.VCLUSTER;
import static io.nautes.cluster.model.RequestField.WORKER_TYPE;

import io.nautes.cluster.model.InputProblem.Kind;
import io.nautes.cluster.model.RequestField.Spelling;
import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.InputNode.Mapping;
import io.nautes.cluster.model.internal.InputNode.Scalar;
import io.nautes.cluster.model.internal.InputNode.ScalarType;
import io.nautes.cluster.model.internal.InputNode.Sequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request of a document and notes everything that does not fit, instead of stopping at the first misfit.
 * Pointers are in the API's names, whatever the document's spelling.
 */
final class RequestBinder {
    private static final List<String> COMPONENT_FIELDS = List.of("name", "namespace", "additions");
    private static final List<String> SCOPED_RESOURCE_FIELDS = List.of("kind", "group");

    private final Spelling spelling;
    private final boolean numbersAsText;
    private final List<InputProblem> problems = new ArrayList<>();

    private RequestBinder(Spelling spelling, boolean numbersAsText) {
        this.spelling = spelling;
        this.numbersAsText = numbersAsText;
    }

    /**
     * Binds the fields of a request.
     *
     * @param root the document, or the {@code spec} of a manifest
     * @param otherFields fields that are expected besides those of a request
     */
    static ParsedRequest bind(InputNode root, Spelling spelling, Set<String> otherFields) {
        return new RequestBinder(spelling, true).bind(root, otherFields);
    }

    /** Binds the body of a request as the API server does: a number does not serve as a string. */
    static ParsedRequest bindStrictly(InputNode root) {
        return new RequestBinder(Spelling.API, false).bind(root, Set.of());
    }

    private ParsedRequest bind(InputNode root, Set<String> otherFields) {
        if (!(root instanceof Mapping body)) {
            wrongType(Place.DOCUMENT, root, "an object");
            return new ParsedRequest(ClusterRequest.builder().build(), problems, false);
        }
        ClusterRequest request = request(body);
        for (String key : body.entries().keySet()) {
            if (!otherFields.contains(key)) {
                checkKnown(Place.DOCUMENT, key, spelling.requestFields(), body);
            }
        }
        return new ParsedRequest(request, problems, body.entries().containsKey(CLUSTER_KIND.name(spelling)));
    }

    private ClusterRequest request(Mapping body) {
        ClusterRequest.Builder builder = ClusterRequest.builder()
                .apiServer(text(body, API_SERVER))
                .clusterType(wire(text(body, CLUSTER_TYPE), ClusterType::of))
                .usage(wire(text(body, USAGE), Usage::of))
                .workerType(wire(text(body, WORKER_TYPE), WorkerType::of))
                .hostCluster(text(body, HOST_CLUSTER))
                .primaryDomain(text(body, PRIMARY_DOMAIN))
                .vcluster(vcluster(body))
                .componentsList(components(body))
                .reservedNamespacesAllowedProducts(lists(body, RESERVED_NAMESPACES_ALLOWED_PRODUCTS, this::productName))
                .productAllowedClusterResources(lists(body, PRODUCT_ALLOWED_CLUSTER_RESOURCES, this::scopedResource));
        String kind = text(body, CLUSTER_KIND);
        if (kind != null) {
            builder.clusterKind(ClusterKind.of(kind));
        }
        String kubeconfig = text(body, KUBECONFIG);
        if (kubeconfig != null && !kubeconfig.isEmpty()) {
            builder.kubeconfig(Kubeconfig.of(kubeconfig));
        }
        return builder.build();
    }

    private static <T> @Nullable T wire(@Nullable String text, Function<String, T> of) {
        return text == null ? null : of.apply(text);
    }

    private @Nullable String text(Mapping parent, RequestField field) {
        return text(parent.entries().get(field.name(spelling)), field.place(), false);
    }

    private @Nullable String text(@Nullable InputNode node, Place place, boolean numberAllowed) {
        if (node == null || isNull(node)) {
            return null;
        }
        if (node instanceof Scalar scalar
                && (scalar.type() == ScalarType.STRING || (numberAllowed && scalar.type() == ScalarType.NUMBER))) {
            return scalar.text();
        }
        wrongType(place, node, "a string");
        return null;
    }

    private static boolean isNull(InputNode node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    private @Nullable Mapping mapping(@Nullable InputNode node, Place place) {
        if (node == null || isNull(node)) {
            return null;
        }
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        wrongType(place, node, "an object");
        return null;
    }

    private @Nullable Vcluster vcluster(Mapping body) {
        Mapping vcluster = mapping(body.entries().get(VCLUSTER.name(spelling)), VCLUSTER.place());
        if (vcluster == null) {
            return null;
        }
        String portName = HTTPS_NODE_PORT.name(spelling);
        vcluster.entries().keySet().forEach(key -> checkKnown(VCLUSTER.place(), key, List.of(portName), vcluster));
        String port = text(
                vcluster.entries().get(portName), VCLUSTER.place().child(HTTPS_NODE_PORT.wireName()), numbersAsText);
        return new Vcluster(port);
    }

    private Map<ComponentCategory, Component> components(Mapping body) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        Mapping list = mapping(body.entries().get(COMPONENTS_LIST.name(spelling)), COMPONENTS_LIST.place());
        if (list == null) {
            return components;
        }
        list.entries().forEach((key, value) -> {
            if (!spelling.categories().contains(key)) {
                checkKnown(COMPONENTS_LIST.place(), key, spelling.categories(), list);
                return;
            }
            ComponentCategory category = ComponentCategory.ofName(key).orElseThrow();
            Place place = COMPONENTS_LIST.place().child(category.wireName());
            Mapping component = mapping(value, place);
            if (component != null) {
                components.put(category, component(component, place));
            }
        });
        return components;
    }

    private Component component(Mapping component, Place place) {
        component.entries().keySet().forEach(key -> checkKnown(place, key, COMPONENT_FIELDS, component));
        Map<String, String> additions = new LinkedHashMap<>();
        Place ofAdditions = place.child("additions");
        Mapping given = mapping(component.entries().get("additions"), ofAdditions);
        if (given != null) {
            given.entries().forEach((key, value) -> {
                Place ofAddition = ofAdditions.child(key);
                if (isNull(value)) {
                    wrongType(ofAddition, value, "a string");
                    return;
                }
                String text = text(value, ofAddition, numbersAsText);
                if (text != null) {
                    additions.put(key, text);
                }
            });
        }
        return new Component(
                text(component.entries().get("name"), place.child("name"), false),
                text(component.entries().get("namespace"), place.child("namespace"), false),
                additions);
    }

    private <V> Map<String, List<V>> lists(
            Mapping body, RequestField field, BiFunction<InputNode, Place, @Nullable V> item) {
        Map<String, List<V>> lists = new LinkedHashMap<>();
        Mapping given = mapping(body.entries().get(field.name(spelling)), field.place());
        if (given == null) {
            return lists;
        }
        given.entries().forEach((key, value) -> {
            Place place = field.place().child(key);
            List<V> items = new ArrayList<>();
            if (value instanceof Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    V bound = item.apply(sequence.items().get(i), place.child(i));
                    if (bound != null) {
                        items.add(bound);
                    }
                }
            } else if (!isNull(value)) {
                wrongType(place, value, "a list");
            }
            lists.put(key, items);
        });
        return lists;
    }

    private @Nullable String productName(InputNode node, Place place) {
        if (isNull(node)) {
            wrongType(place, node, "a string");
            return null;
        }
        return text(node, place, false);
    }

    private @Nullable ClusterScopedResource scopedResource(InputNode node, Place place) {
        if (!(node instanceof Mapping mapping)) {
            wrongType(place, node, "an object");
            return null;
        }
        mapping.entries().keySet().forEach(key -> checkKnown(place, key, SCOPED_RESOURCE_FIELDS, mapping));
        return new ClusterScopedResource(
                text(mapping.entries().get("kind"), place.child("kind"), false),
                text(mapping.entries().get("group"), place.child("group"), false));
    }

    private void checkKnown(Place place, String key, List<String> known, Mapping parent) {
        if (known.contains(key)) {
            return;
        }
        List<String> free = known.stream()
                .filter(name -> !parent.entries().containsKey(name))
                .toList();
        problems.add(new InputProblem(
                Kind.UNKNOWN_FIELD,
                place.child(key).pointer(),
                key,
                NearestName.of(key, free).or(() -> NearestName.of(key, known)).orElse(null)));
    }

    private void wrongType(Place place, InputNode node, String expected) {
        boolean secret = place.equals(KUBECONFIG.place());
        String received = node instanceof Scalar scalar && !secret && !scalar.isNull()
                ? node.description() + ": " + scalar.text()
                : node.description();
        problems.add(new InputProblem(Kind.WRONG_TYPE, place.pointer(), received, expected));
    }
}
