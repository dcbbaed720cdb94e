package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes requests: valid ones of every category with optional parts, and ones with anything in any field. */
final class RequestGenerator {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\n",
            "a\u0000b",
            "\uD83D\uDE00",
            "\uD83D",
            "集群",
            "../x",
            "a/b~c",
            "-",
            "{0}",
            "'",
            "null",
            "yes",
            "0",
            "65536",
            "99999999999999999999",
            "https://",
            "https://[::1]:x",
            "https://a@b:1/2?3#4",
            "x".repeat(300),
            "a.".repeat(200),
            "apiVersion: [",
            "clusters: [{name: 1}]");

    private final Random random;

    RequestGenerator(long seed) {
        random = new Random(seed);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    String label() {
        StringBuilder label = new StringBuilder();
        label.append((char) ('a' + random.nextInt(26)));
        for (int i = random.nextInt(20); i > 0; i--) {
            label.append("abcdefghij0123456789-".charAt(random.nextInt(21)));
        }
        return label.append(random.nextInt(10)).toString();
    }

    private String nodePort(int from) {
        return Integer.toString(from + random.nextInt(1000));
    }

    /** A valid request. */
    ClusterRequest valid() {
        ClusterCategory category = oneOf(List.of(ClusterCategory.values()));
        String address = "https://10." + random.nextInt(256) + ".1.2:";
        ClusterRequest.Builder request = ClusterRequest.builder()
                .clusterType(category.clusterType())
                .usage(category.usage())
                .workerType(category.workerType().orElse(null));
        if (category.isVirtual()) {
            String port = nodePort(31000);
            request.apiServer(address + port).hostCluster("host-" + label());
            if (sometimes()) {
                request.vcluster(new Vcluster(port));
            }
        } else {
            request.apiServer(address + 6443).kubeconfig(Requests.kubeconfig(address + 6443));
        }
        if (sometimes()) {
            request.primaryDomain(label() + ".example.com");
        }
        Map<ComponentCategory, Component> components = components(category);
        request.componentsList(components);
        if (sometimes()) {
            request.allowInReservedNamespace("vault", label(), label() + "-2");
        }
        if (sometimes()) {
            request.allowClusterResources(label(), new ClusterScopedResource("ClusterRole", "rbac." + label()));
        }
        return request.build();
    }

    private Map<ComponentCategory, Component> components(ClusterCategory category) {
        Map<ComponentCategory, Component> components = new LinkedHashMap<>();
        for (ComponentCategory needed : ComponentCatalog.standard().componentsOf(category)) {
            if (needed.isChosenByUser() && sometimes()) {
                CatalogComponent known =
                        ComponentCatalog.standard().defaultOf(needed).orElseThrow();
                components.put(
                        needed,
                        new Component(
                                sometimes() ? null : known.name(), sometimes() ? null : label(), additions(needed)));
            }
        }
        return components;
    }

    private Map<String, String> additions(ComponentCategory category) {
        Map<String, String> additions = new LinkedHashMap<>();
        if (category == ComponentCategory.GATEWAY && sometimes()) {
            additions.put("httpsNodePort", nodePort(31500));
            additions.put("httpNodePort", nodePort(30000));
        }
        if (sometimes()) {
            additions.put("own-" + label(), oneOf(List.of("yes", "1:30", "a: b", " x ", "line\nbreak", "集群")));
        }
        return additions;
    }

    /** A request with anything in some of its fields. */
    ClusterRequest mutated() {
        ClusterRequest.Builder request = valid().toBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            mutate(request);
        }
        return request.build();
    }

    private void mutate(ClusterRequest.Builder request) {
        String text = sometimes() ? label() : oneOf(HOSTILE);
        switch (random.nextInt(11)) {
            case 0 -> request.apiServer(sometimes() ? null : text);
            case 1 -> request.clusterKind(ClusterKind.of(text));
            case 2 -> request.clusterType(sometimes() ? null : ClusterType.of(text));
            case 3 -> request.usage(sometimes() ? null : Usage.of(text));
            case 4 -> request.workerType(sometimes() ? null : WorkerType.of(text));
            case 5 -> request.hostCluster(sometimes() ? null : text);
            case 6 -> request.primaryDomain(text);
            case 7 -> request.vcluster(new Vcluster(sometimes() ? null : text));
            case 8 ->
                request.component(
                        oneOf(List.of(ComponentCategory.values())),
                        new Component(
                                maybe(() -> oneOf(HOSTILE)),
                                maybe(() -> oneOf(HOSTILE)),
                                Map.of(text, oneOf(HOSTILE))));
            case 9 -> {
                request.reservedNamespacesAllowedProducts(Map.of(text, hostileList(), label(), hostileList()));
                List<ClusterScopedResource> resources = new ArrayList<>();
                hostileList().forEach(kind -> resources.add(new ClusterScopedResource(kind, maybe(this::label))));
                request.productAllowedClusterResources(Map.of(oneOf(HOSTILE), resources, label(), List.of()));
            }
            default -> request.kubeconfig(sometimes() ? null : Kubeconfig.of(text));
        }
    }

    private String maybe(Supplier<String> value) {
        return sometimes() ? null : value.get();
    }

    private List<String> hostileList() {
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(oneOf(HOSTILE));
        }
        return list;
    }

    /** The same request with its maps filled in another order. */
    ClusterRequest reordered(ClusterRequest request) {
        Map<ComponentCategory, Component> components = new LinkedHashMap<>();
        shuffled(request.componentsList())
                .forEach((category, component) -> components.put(
                        category,
                        new Component(component.name(), component.namespace(), shuffled(component.additions()))));
        return request.toBuilder()
                .componentsList(components)
                .reservedNamespacesAllowedProducts(shuffled(request.reservedNamespacesAllowedProducts()))
                .productAllowedClusterResources(shuffled(request.productAllowedClusterResources()))
                .build();
    }

    private <K, V> Map<K, V> shuffled(Map<K, V> map) {
        List<K> keys = new ArrayList<>(map.keySet());
        Collections.shuffle(keys, random);
        Map<K, V> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, map.get(key)));
        return shuffled;
    }
}
