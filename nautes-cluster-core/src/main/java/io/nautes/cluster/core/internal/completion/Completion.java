package io.nautes.cluster.core.internal.completion;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request with all defaults filled in. Invalid values stay unchanged, so that a report shows what the user wrote.
 *
 * @param request the completed request
 * @param category its category; {@code null} if it has none
 * @param address the parts of its API server's URL; {@code null} if it has none
 * @param platform the components that the platform chooses
 */
public record Completion(
        ClusterRequest request,
        @Nullable ClusterCategory category,
        @Nullable ServerAddress address,
        Map<ComponentCategory, Component> platform) {

    /** Completes a request. */
    public static Completion of(String name, ClusterRequest request, ComponentCatalog catalog) {
        ClusterCategory category = request.category().orElse(null);
        String url = Texts.emptyAsNull(request.apiServer());
        ServerAddress address = url == null ? null : ServerAddress.parse(url);
        String primaryDomain = primaryDomain(request, address);
        Map<ComponentCategory, Component> chosen = new EnumMap<>(ComponentCategory.class);
        chosen.putAll(request.componentsList());
        Map<ComponentCategory, Component> platform = new EnumMap<>(ComponentCategory.class);
        Set<ComponentCategory> needed = category == null ? Set.of() : catalog.componentsOf(category);
        for (Map.Entry<ComponentCategory, Component> entry : chosen.entrySet()) {
            catalog.complete(entry.getKey(), entry.getValue(), name, primaryDomain)
                    .ifPresent(entry::setValue);
        }
        for (ComponentCategory componentCategory : needed) {
            Map<ComponentCategory, Component> target = componentCategory.isChosenByUser() ? chosen : platform;
            if (!target.containsKey(componentCategory)) {
                catalog.complete(componentCategory, null, name, primaryDomain)
                        .ifPresent(component -> target.put(componentCategory, component));
            }
        }
        ClusterRequest completed = request.toBuilder()
                .workerType(emptyAsNull(request.workerType()))
                .hostCluster(Texts.emptyAsNull(request.hostCluster()))
                .primaryDomain(primaryDomain)
                .vcluster(vcluster(request, category, address))
                .componentsList(chosen)
                .build();
        return new Completion(completed, category, address, platform);
    }

    private static @Nullable WorkerType emptyAsNull(@Nullable WorkerType workerType) {
        return workerType == null || workerType.value().isEmpty() ? null : workerType;
    }

    /** Returns the domain in lower case. A domain that is not a DNS name stays unchanged, because it is reported. */
    private static @Nullable String primaryDomain(ClusterRequest request, @Nullable ServerAddress address) {
        String given = Texts.emptyAsNull(request.primaryDomain());
        if (given == null) {
            return address == null ? null : derivedDomain(address);
        }
        String lower = Syntax.lowerCase(given);
        return Syntax.isDnsName(lower) ? lower : given;
    }

    /** Returns the host of the API server; for an IPv4 address, a name that resolves to it. */
    private static @Nullable String derivedDomain(ServerAddress address) {
        String ipv4 = address.ipv4();
        if (ipv4 != null) {
            return ipv4 + ".nip.io";
        }
        return address.host().isEmpty() || address.isIpv6() ? null : Syntax.lowerCase(address.host());
    }

    private static @Nullable Vcluster vcluster(
            ClusterRequest request, @Nullable ClusterCategory category, @Nullable ServerAddress address) {
        Vcluster given = request.vcluster();
        if (category == null || !category.isVirtual() || address == null || address.port() == null) {
            return given;
        }
        return given == null || Texts.isEmpty(given.httpsNodePort()) ? new Vcluster(address.port()) : given;
    }
}
