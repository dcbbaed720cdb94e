package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.ComponentProperty;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.core.evaluation.Explanation.Address;
import io.nautes.cluster.core.evaluation.Explanation.ExplainedAddition;
import io.nautes.cluster.core.evaluation.Explanation.ExplainedComponent;
import io.nautes.cluster.core.evaluation.Explanation.ReservedNamespace;
import io.nautes.cluster.core.evaluation.Explanation.Source;
import io.nautes.cluster.core.internal.completion.Completion;
import io.nautes.cluster.core.internal.rules.EvaluatedCluster;
import io.nautes.cluster.core.internal.rules.GatewayRules;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains a completed request by comparing it with the user's request. */
final class Explainer {
    private final String name;
    private final ClusterRequest given;
    private final Completion completion;
    private final ComponentCatalog catalog;
    private final @Nullable RegisteredClusters registered;

    Explainer(EvaluatedCluster cluster, ComponentCatalog catalog) {
        this.name = cluster.name();
        this.given = cluster.request();
        this.completion = cluster.completion();
        this.registered = cluster.registered();
        this.catalog = catalog;
    }

    Explanation explain() {
        Map<ComponentCategory, Component> all = new EnumMap<>(ComponentCategory.class);
        all.putAll(completion.request().componentsList());
        all.putAll(completion.platform());
        List<ExplainedComponent> components = new ArrayList<>(all.size());
        all.forEach((category, component) -> components.add(explained(category, component)));
        return new Explanation(
                name,
                completion.category(),
                derivedFrom(),
                components,
                reserved(all),
                addresses(all),
                files(),
                templates(all));
    }

    private List<String> derivedFrom() {
        List<String> fields = new ArrayList<>();
        fields.add("cluster_type=" + (given.clusterType() == null ? "" : given.clusterType()));
        fields.add("usage=" + (given.usage() == null ? "" : given.usage()));
        if (given.workerType() != null) {
            fields.add("worker_type=" + given.workerType());
        }
        return fields;
    }

    private ExplainedComponent explained(ComponentCategory category, Component component) {
        Component asked = given.componentsList().get(category);
        Source otherwise = category.isChosenByUser() ? Source.DEFAULT : Source.PLATFORM;
        boolean nameGiven = asked != null && !Texts.isEmpty(asked.name());
        boolean namespaceGiven = asked != null && !Texts.isEmpty(asked.namespace());
        return new ExplainedComponent(
                category,
                component.name() == null ? "" : component.name(),
                nameGiven ? Source.REQUEST : otherwise,
                component.namespace() == null ? "" : component.namespace(),
                namespaceGiven ? Source.REQUEST : otherwise,
                additions(component, asked));
    }

    private List<ExplainedAddition> additions(Component component, @Nullable Component asked) {
        if (component.additions().isEmpty()) {
            return List.of();
        }
        CatalogComponent known = catalog.component(component).orElse(null);
        List<ExplainedAddition> additions =
                new ArrayList<>(component.additions().size());
        for (Map.Entry<String, String> addition : component.additions().entrySet()) {
            String key = addition.getKey();
            boolean keyGiven = asked != null && asked.additions().containsKey(key);
            Source source = keyGiven ? Source.REQUEST : isDerived(known, key) ? Source.DERIVED : Source.DEFAULT;
            additions.add(new ExplainedAddition(key, addition.getValue(), source));
        }
        return additions;
    }

    private static boolean isDerived(@Nullable CatalogComponent component, String key) {
        ComponentProperty property =
                component == null ? null : component.property(key).orElse(null);
        return property != null && property.isDerived();
    }

    private List<ReservedNamespace> reserved(Map<ComponentCategory, Component> all) {
        List<ReservedNamespace> namespaces = new ArrayList<>(all.size());
        for (Component component : all.values()) {
            if (component.namespace() != null && component.name() != null) {
                namespaces.add(new ReservedNamespace(
                        component.namespace(),
                        component.name(),
                        given.reservedNamespacesAllowedProducts().getOrDefault(component.namespace(), List.of())));
            }
        }
        return namespaces;
    }

    private List<Address> addresses(Map<ComponentCategory, Component> all) {
        List<Address> addresses = new ArrayList<>();
        String port = httpsPort(all);
        for (ComponentCategory category : List.of(ComponentCategory.DEPLOYMENT, ComponentCategory.PIPELINE)) {
            Component component = all.get(category);
            String host = component == null ? null : component.additions().get("host");
            if (component != null && component.name() != null && host != null) {
                addresses.add(new Address(component.name(), "https://" + host + ":" + port));
            }
        }
        Component proxy = all.get(ComponentCategory.OAUTH_PROXY);
        String domain = completion.request().primaryDomain();
        if (proxy != null && domain != null) {
            addresses.add(new Address(
                    "oauth callback", "https://auth." + name + "." + domain + ":" + port + "/oauth2/callback"));
        }
        return addresses;
    }

    /** Returns the port of the gateway. A virtual cluster is reached through its host's gateway. */
    private String httpsPort(Map<ComponentCategory, Component> all) {
        ClusterCategory category = completion.category();
        Component gateway = all.get(ComponentCategory.GATEWAY);
        String host = completion.request().hostCluster();
        if (category != null && category.isVirtual() && host != null) {
            Optional<ClusterResource> registeredHost = registered == null ? Optional.empty() : registered.find(host);
            return registeredHost
                    .map(resource -> resource.spec().componentsList().get(ComponentCategory.GATEWAY))
                    .map(component -> component.additions().get(GatewayRules.HTTPS_PORT))
                    .orElse("<https node port of " + host + ">");
        }
        String port = gateway == null ? null : gateway.additions().get(GatewayRules.HTTPS_PORT);
        return port == null ? "443" : port;
    }

    private List<String> files() {
        return List.of(
                InstallPaths.CLUSTERS_FOLDER + "/" + name + ".yaml",
                InstallPaths.CLUSTERS_FOLDER + "/" + "kustomization.yaml");
    }

    private List<String> templates(Map<ComponentCategory, Component> all) {
        Set<String> files = new LinkedHashSet<>();
        ClusterCategory category = completion.category();
        if (category == null) {
            return List.copyOf(files);
        }
        for (Component component : all.values()) {
            CatalogComponent known = catalog.component(component).orElse(null);
            if (known != null) {
                for (String path : known.installPaths(category.usage(), category.clusterType())) {
                    files.add(placed(path));
                }
            }
        }
        return List.copyOf(files);
    }

    private String placed(String path) {
        String host = completion.request().hostCluster();
        return InstallPaths.placed(path, name, host);
    }
}
