package io.nautes.cluster.core.catalog;

import static io.nautes.cluster.model.ComponentCategory.CERT_MANAGEMENT;
import static io.nautes.cluster.model.ComponentCategory.DEPLOYMENT;
import static io.nautes.cluster.model.ComponentCategory.EVENT_LISTENER;
import static io.nautes.cluster.model.ComponentCategory.GATEWAY;
import static io.nautes.cluster.model.ComponentCategory.MULTI_TENANT;
import static io.nautes.cluster.model.ComponentCategory.OAUTH_PROXY;
import static io.nautes.cluster.model.ComponentCategory.PIPELINE;
import static io.nautes.cluster.model.ComponentCategory.PROGRESSIVE_DELIVERY;
import static io.nautes.cluster.model.ComponentCategory.SECRET_MANAGEMENT;
import static io.nautes.cluster.model.ComponentCategory.SECRET_SYNC;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import java.util.Set;

/**
 * The documented components and the needs of each category of clusters, with the additions of Nautes 0.4 for the
 * platform.
 */
final class StandardCatalog {
    static final String DIGITS = "^[0-9]+$";
    static final String DNS_NAME =
            "^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)*" + "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$";

    private StandardCatalog() {}

    static ComponentCatalog build() {
        return ComponentCatalog.builder()
                .component(standard("hnc", "hnc-system", MULTI_TENANT)
                        .withProperties(
                                ComponentProperty.of("productResourceKustomizeFileFolder", PropertyType.STRING),
                                ComponentProperty.of("productResourceRevision", PropertyType.STRING),
                                ComponentProperty.of("syncResourceTypes", PropertyType.STRING)))
                .component(standard("external-secrets", "external-secrets", SECRET_SYNC))
                .component(standard("traefik", "traefik", GATEWAY)
                        .withProperties(nodePort("httpNodePort", "30080"), nodePort("httpsNodePort", "30443")))
                .component(standard("argocd", "argocd", DEPLOYMENT).withProperties(host("argocd")))
                .component(standard("argo-rollouts", "argo-rollouts", PROGRESSIVE_DELIVERY))
                .component(standard("argo-events", "argo-events", EVENT_LISTENER))
                .component(standard("tekton", "tekton-pipelines", PIPELINE).withProperties(host("tekton")))
                .component(standard("vault", "vault", SECRET_MANAGEMENT))
                .component(standard("oauth2-proxy", "oauth2-proxy", OAUTH_PROXY))
                .component(standard("cert-manager", "cert-manager", CERT_MANAGEMENT))
                .needs(ClusterCategory.HOST, Set.of(GATEWAY, SECRET_MANAGEMENT, OAUTH_PROXY))
                .needs(
                        ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME,
                        Set.of(
                                MULTI_TENANT,
                                SECRET_SYNC,
                                GATEWAY,
                                DEPLOYMENT,
                                PROGRESSIVE_DELIVERY,
                                SECRET_MANAGEMENT,
                                OAUTH_PROXY))
                .needs(
                        ClusterCategory.PHYSICAL_PIPELINE_RUNTIME,
                        Set.of(
                                MULTI_TENANT,
                                SECRET_SYNC,
                                GATEWAY,
                                DEPLOYMENT,
                                EVENT_LISTENER,
                                PIPELINE,
                                SECRET_MANAGEMENT,
                                OAUTH_PROXY))
                .needs(
                        ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME,
                        Set.of(MULTI_TENANT, SECRET_SYNC, DEPLOYMENT, PROGRESSIVE_DELIVERY, SECRET_MANAGEMENT))
                // The documentation lists no gateway for this category, but the tenant cluster refuses a resource
                // without one.
                .needs(
                        ClusterCategory.VIRTUAL_PIPELINE_RUNTIME,
                        Set.of(
                                MULTI_TENANT,
                                SECRET_SYNC,
                                GATEWAY,
                                DEPLOYMENT,
                                EVENT_LISTENER,
                                PIPELINE,
                                SECRET_MANAGEMENT))
                .build();
    }

    private static CatalogComponent standard(String name, String namespace, ComponentCategory category) {
        return CatalogComponent.of(name, namespace, category).asDefault();
    }

    private static ComponentProperty nodePort(String name, String defaultValue) {
        return ComponentProperty.of(name, PropertyType.NUMBER)
                .asRequired()
                .matching(DIGITS)
                .withDefault(defaultValue);
    }

    private static ComponentProperty host(String component) {
        return ComponentProperty.of("host", PropertyType.STRING)
                .asRequired()
                .matching(DNS_NAME)
                .withDefault(component + ".{cluster}.{primary_domain}");
    }
}
