package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An overview for pictures: the hosts with their virtual clusters, and the other clusters. */
public final class ClusterOverview {
    private static final String NODE_PORT = "NodePort";

    private final ComponentCatalog catalog;
    private final @Nullable KubeconfigStore kubeconfigs;
    private final Instant now;
    private final List<ClusterCard> cards;

    private ClusterOverview(
            ClusterList clusters, ComponentCatalog catalog, @Nullable KubeconfigStore kubeconfigs, Instant now) {
        this.catalog = catalog;
        this.kubeconfigs = kubeconfigs;
        this.now = now;
        Map<String, Cluster> byName = clusters.readable().stream()
                .collect(Collectors.toMap(Cluster::name, Function.identity(), (first, second) -> first));
        Map<String, List<ClusterCard>> guests = new TreeMap<>();
        List<ClusterCard> all = new ArrayList<>();
        for (Cluster cluster : clusters.readable()) {
            Cluster host = cluster.hostCluster() == null ? null : byName.get(cluster.hostCluster());
            if (host != null && host.hostCluster() != null) {
                all.add(card(cluster, List.of(), new ClusterCard.Problem(GraphText.HOST_IS_VIRTUAL, host.name())));
            } else if (cluster.hostCluster() != null) {
                guests.computeIfAbsent(cluster.hostCluster(), key -> new ArrayList<>())
                        .add(card(cluster, List.of()));
            }
        }
        for (Cluster cluster : clusters.readable()) {
            if (cluster.hostCluster() == null) {
                List<ClusterCard> carried = guests.remove(cluster.name());
                all.add(card(cluster, carried == null ? List.of() : carried));
            }
        }
        guests.forEach((host, carried) -> all.add(problem(host, GraphText.NOT_REGISTERED, "", carried)));
        for (UnreadableCluster unreadable : clusters.problems()) {
            all.add(problem(unreadable.name(), GraphText.UNREADABLE, unreadable.problem(), List.of()));
        }
        all.sort(Comparator.comparing((ClusterCard card) -> card.guests().isEmpty())
                .thenComparing(card -> card.category() != ClusterCategory.HOST)
                .thenComparing(ClusterCard::name));
        this.cards = List.copyOf(all);
    }

    /**
     * Returns the overview of clusters.
     *
     * @param clusters the clusters
     * @param catalog the catalog with the default components
     * @param kubeconfigs the kubeconfig store; {@code null} if expiry dates are not shown
     * @param now the time to compare expiry dates with
     */
    public static ClusterOverview of(
            ClusterList clusters, ComponentCatalog catalog, @Nullable KubeconfigStore kubeconfigs, Instant now) {
        return new ClusterOverview(clusters, catalog, kubeconfigs, now);
    }

    List<ClusterCard> cards() {
        return cards;
    }

    /** Returns all cards, including those of virtual clusters. */
    Stream<ClusterCard> all() {
        return cards.stream().flatMap(card -> Stream.concat(Stream.of(card), card.guests().stream()));
    }

    private static ClusterCard problem(String name, GraphText text, String detail, List<ClusterCard> guests) {
        return new ClusterCard(
                name,
                null,
                "",
                List.of(),
                List.of(),
                null,
                List.of(new ClusterCard.Problem(text, detail)),
                List.copyOf(guests));
    }

    private ClusterCard card(Cluster cluster, List<ClusterCard> guests, ClusterCard.Problem... known) {
        List<ClusterCard.Chip> chips = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        cluster.componentsList().forEach((category, component) -> {
            String product = String.valueOf(component.name());
            boolean isDefault = catalog.defaultOf(category)
                    .map(CatalogComponent::name)
                    .filter(product::equals)
                    .isPresent();
            chips.add(new ClusterCard.Chip(category.wireName(), product, isDefault));
            component.additions().forEach((key, value) -> {
                if (key.endsWith(NODE_PORT)) {
                    ports.add(key.substring(0, key.length() - NODE_PORT.length()) + " " + value);
                }
            });
        });
        List<ClusterCard.Problem> problems = new ArrayList<>(List.of(known));
        Instant end = certificateEnd(cluster.name(), problems);
        if (end != null && end.isBefore(now)) {
            problems.add(new ClusterCard.Problem(GraphText.CERTIFICATE_EXPIRED, ""));
        }
        return new ClusterCard(
                cluster.name(),
                cluster.category().orElse(null),
                cluster.apiServer(),
                List.copyOf(chips),
                List.copyOf(ports),
                end,
                List.copyOf(problems),
                List.copyOf(guests));
    }

    private @Nullable Instant certificateEnd(String name, List<ClusterCard.Problem> problems) {
        if (kubeconfigs == null) {
            return null;
        }
        try {
            Optional<Kubeconfig> kubeconfig =
                    kubeconfigs.read(name).map(stored -> stored.entry().kubeconfig());
            Validity client = kubeconfig
                    .map(value -> value.content().certificates().client())
                    .orElse(null);
            return client == null ? null : client.notAfter();
        } catch (RegistryException e) {
            problems.add(new ClusterCard.Problem(
                    GraphText.KUBECONFIG_UNREADABLE, e.code().code()));
            return null;
        }
    }
}
