package io.nautes.cluster.core;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A generator of random requests: valid requests with random optional fields, and mutated requests. */
public final class RequestGenerator {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";
    private static final ComponentCatalog CATALOG = ComponentCatalog.standard();

    /** No text contains a digit in braces, because it would look like a placeholder that was not replaced in a message. */
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\t\r\n",
            "\u0000",
            "a\u0000b\u001b[31m",
            "x".repeat(1_100),
            "a.".repeat(600) + "a",
            "\ud83d\ude80",
            "x" + "\ud83d\ude80".repeat(200),
            "\u4e2d\u6587\u2028\u2029\u0085\ufeff",
            "\u202e\u0661\u0662",
            "null",
            "~",
            "true",
            "it's {quoted",
            "'{'",
            "Kubernetes",
            "kustomization",
            "../../etc/passwd",
            "a/b~c~1",
            "%s%n${x}",
            "-",
            ".",
            "a..b",
            "-a",
            "0",
            "00080",
            "-1",
            "1e3",
            "65536",
            "99999999999999999999",
            "\u0663\u0660\u0660\u0668\u0660",
            "localhost",
            "https://",
            "https://[::1]:6443",
            "https://[fe80::1%25eth0",
            "https://user:secret@192.0.2.10:70000/path?q#f",
            "HTTPS://Example.COM:",
            "http://a.b:x",
            "://@:/",
            "- a: [",
            "key: value # comment",
            "aGVsbG8=",
            "((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+$");

    private static final List<String> HOSTILE_KUBECONFIGS = List.of(
            "x",
            "{",
            "[]",
            "clusters: 1\nusers: {}\ncontexts: [x]\ncurrent-context: [x]",
            "a: &a [*a]",
            "clusters: [{name: c, cluster: {server: 7}}]\nusers: [{name: u}]\n"
                    + "contexts: [{name: x, context: {cluster: c, user: u}}]\ncurrent-context: x",
            "clusters: [{name: c, cluster: {server: 'https://192.0.2.99', certificate-authority-data: '!'}}]\n"
                    + "users: [{name: u, user: {client-certificate-data: aGk=, client-key-data: aGk=}}]\n"
                    + "contexts: [{name: x, context: {cluster: c, user: u}}]\ncurrent-context: x");

    private final Random random;

    public RequestGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** A name and the request that is sent for it. */
    public record Named(String name, ClusterRequest request) {}

    public Named valid() {
        return valid(oneOf(List.of(ClusterCategory.values())));
    }

    /** Returns a valid request with one to four mutations. */
    public Named mutated() {
        Named valid = valid();
        String name = chance(5) ? oneOf(HOSTILE) : valid.name();
        ClusterRequest request = valid.request();
        for (int i = random.nextInt(4); i >= 0; i--) {
            request = mutation(request);
        }
        return new Named(name, request);
    }

    /** Returns the same request with its maps in another order. */
    public ClusterRequest shuffled(ClusterRequest request) {
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
        List<Map.Entry<K, V>> entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, random);
        Map<K, V> copy = new LinkedHashMap<>();
        entries.forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
        return copy;
    }

    private Named valid(ClusterCategory category) {
        String host = serverHost();
        int port = 1 + random.nextInt(65_535);
        boolean portInUrl = chance(2);
        String url =
                (chance(4) ? "http://" : "https://") + host + (portInUrl ? ":" + port : "") + (chance(4) ? "/" : "");
        ClusterRequest.Builder builder = ClusterRequest.builder()
                .apiServer(url)
                .clusterType(category.clusterType())
                .usage(category.usage())
                .workerType(category.workerType().orElse(null));
        if (category.isVirtual()) {
            builder.hostCluster("host-" + label(10));
            if (!portInUrl || chance(2)) {
                builder.httpsNodePort(chance(3) ? 1 + random.nextInt(65_535) : port);
            }
        } else {
            builder.kubeconfig(Requests.kubeconfig(url));
        }
        if (chance(2)) {
            builder.primaryDomain(dnsName());
        }
        Map<ComponentCategory, Component> components = components(category);
        builder.componentsList(components);
        allowProducts(builder, category, components);
        return new Named("c-" + label(20), builder.build());
    }

    private Map<ComponentCategory, Component> components(ClusterCategory category) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        for (ComponentCategory component : CATALOG.componentsOf(category)) {
            if (component.isChosenByUser() && chance(2)) {
                components.put(component, component(component));
            }
        }
        return components;
    }

    private Component component(ComponentCategory category) {
        String name = CATALOG.defaultOf(category).orElseThrow().name();
        Map<String, String> additions = new LinkedHashMap<>();
        if (category == ComponentCategory.GATEWAY && chance(2)) {
            int port = 1 + random.nextInt(20_000);
            additions.put("httpNodePort", Integer.toString(port));
            additions.put("httpsNodePort", Integer.toString(port + 31_000));
        } else if (category == ComponentCategory.DEPLOYMENT || category == ComponentCategory.PIPELINE) {
            additions.put("host", dnsName());
        } else if (category == ComponentCategory.MULTI_TENANT && chance(2)) {
            additions.put("productResourceRevision", label(8));
            additions.put("syncResourceTypes", "tekton.dev/Pipeline,tekton.dev/Task");
        }
        boolean isNamed = !chance(3);
        return new Component(isNamed ? name : null, isNamed && chance(2) ? label(20) : null, additions);
    }

    private void allowProducts(
            ClusterRequest.Builder builder, ClusterCategory category, Map<ComponentCategory, Component> components) {
        for (ComponentCategory component : CATALOG.componentsOf(category)) {
            if (chance(4)) {
                Component given = components.get(component);
                String namespace = given == null || given.namespace() == null
                        ? CATALOG.defaultOf(component).orElseThrow().namespace()
                        : given.namespace();
                builder.allowInReservedNamespace(namespace, "p-" + label(5), "q-" + label(5));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.allowClusterResources(
                    label(10),
                    new ClusterScopedResource("Kind" + i, dnsName()),
                    new ClusterScopedResource("Other" + i, dnsName()));
        }
    }

    private ClusterRequest mutation(ClusterRequest request) {
        ClusterRequest.Builder builder = request.toBuilder();
        switch (random.nextInt(13)) {
            case 0 -> builder.apiServer(text());
            case 1 -> builder.clusterKind(ClusterKind.of(oneOf(HOSTILE)));
            case 2 -> builder.clusterType(orNull(() -> chance(2) ? type() : ClusterType.of(oneOf(HOSTILE))));
            case 3 -> builder.usage(orNull(() -> chance(2) ? usage() : Usage.of(oneOf(HOSTILE))));
            case 4 -> builder.workerType(orNull(() -> chance(2) ? workerType() : WorkerType.of(oneOf(HOSTILE))));
            case 5 -> builder.hostCluster(text());
            case 6 -> builder.primaryDomain(text());
            case 7 -> builder.vcluster(orNull(() -> new Vcluster(text())));
            case 8 -> builder.reservedNamespacesAllowedProducts(hostileProducts());
            case 9 -> builder.productAllowedClusterResources(hostileResources());
            case 10 -> builder.kubeconfig(orNull(this::hostileKubeconfig));
            default ->
                builder.component(
                        oneOf(List.of(ComponentCategory.values())),
                        new Component(componentName(), text(), hostileAdditions()));
        }
        return builder.build();
    }

    private static ClusterType type() {
        return ClusterType.VIRTUAL;
    }

    private Usage usage() {
        return chance(2) ? Usage.HOST : Usage.WORKER;
    }

    private WorkerType workerType() {
        return chance(2) ? WorkerType.DEPLOYMENT : WorkerType.PIPELINE;
    }

    private @Nullable String componentName() {
        return chance(2)
                ? text()
                : CATALOG.defaultOf(oneOf(List.of(ComponentCategory.values())))
                        .orElseThrow()
                        .name();
    }

    private Map<String, String> hostileAdditions() {
        Map<String, String> additions = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            additions.put(
                    chance(3)
                            ? oneOf(HOSTILE)
                            : oneOf(List.of("host", "httpNodePort", "httpsNodePort", "syncResourceTypes")),
                    oneOf(HOSTILE));
        }
        return additions;
    }

    private Map<String, List<String>> hostileProducts() {
        Map<String, List<String>> products = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            products.put(oneOf(HOSTILE), List.of(oneOf(HOSTILE), "p", "p"));
            products.put(oneOf(HOSTILE), List.of());
        }
        return products;
    }

    private Map<String, List<ClusterScopedResource>> hostileResources() {
        Map<String, List<ClusterScopedResource>> resources = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            ClusterScopedResource resource = new ClusterScopedResource(text(), text());
            resources.put(oneOf(HOSTILE), List.of(resource, new ClusterScopedResource("a b", text()), resource));
        }
        return resources;
    }

    private Kubeconfig hostileKubeconfig() {
        return Kubeconfig.of(chance(3) ? oneOf(HOSTILE) : oneOf(HOSTILE_KUBECONFIGS));
    }

    private @Nullable String text() {
        return orNull(() -> oneOf(HOSTILE));
    }

    private <T> @Nullable T orNull(Supplier<T> value) {
        return chance(6) ? null : value.get();
    }

    private String serverHost() {
        return chance(2)
                ? random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + random.nextInt(256)
                : label(8) + "." + letters(1 + random.nextInt(6));
    }

    private String dnsName() {
        StringBuilder name = new StringBuilder(label(10));
        for (int i = random.nextInt(3); i > 0; i--) {
            name.append('.').append(label(6));
        }
        return name.append('.').append(letters(2)).toString();
    }

    private String label(int maxLength) {
        StringBuilder label = new StringBuilder(letters(1));
        for (int i = random.nextInt(maxLength); i > 0; i--) {
            label.append(
                    chance(6) && i > 1 ? '-' : LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return label.toString();
    }

    private String letters(int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
