package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A capability that a cluster needs. (Documentation, "component categories"; the platform-managed ones are those of
 * Nautes 0.4.)
 */
public enum ComponentCategory {
    /** Several tenants in one cluster; by default HNC. */
    @JsonProperty("multi_tenant")
    MULTI_TENANT("multi_tenant", "multiTenant", true),
    /** Secrets brought into the cluster; by default External Secrets. */
    @JsonProperty("secret_sync")
    SECRET_SYNC("secret_sync", "secretSync", true),
    /** The way in from outside; by default Traefik. */
    @JsonProperty("gateway")
    GATEWAY("gateway", "gateway", true),
    /** Deployment of applications; by default Argo CD. */
    @JsonProperty("deployment")
    DEPLOYMENT("deployment", "deployment", true),
    /** Progressive delivery; by default Argo Rollouts. */
    @JsonProperty("progressive_delivery")
    PROGRESSIVE_DELIVERY("progressive_delivery", "progressiveDelivery", true),
    /** Listening to events; by default Argo Events. */
    @JsonProperty("event_listener")
    EVENT_LISTENER("event_listener", "eventListener", true),
    /** Pipelines; by default Tekton. */
    @JsonProperty("pipeline")
    PIPELINE("pipeline", "pipeline", true),
    /** Management of secrets; by default Vault. Managed by the platform. */
    @JsonProperty("secret_management")
    SECRET_MANAGEMENT("secret_management", "secretManagement", false),
    /** Sign-in in front of web interfaces; by default OAuth2 Proxy. Managed by the platform. */
    @JsonProperty("oauth_proxy")
    OAUTH_PROXY("oauth_proxy", "oauthProxy", false),
    /** Management of certificates; by default cert-manager. Only found in stored resources. */
    @JsonProperty("cert_management")
    CERT_MANAGEMENT("cert_management", "certManagement", false);

    private static final Map<String, ComponentCategory> BY_NAME = Stream.of(values())
            .flatMap(category -> Stream.of(category.wireName, category.resourceName)
                    .distinct()
                    .map(name -> Map.entry(name, category)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, ComponentCategory> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ComponentCategory::wireName, Function.identity()));
    private static final Map<String, ComponentCategory> BY_RESOURCE_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(ComponentCategory::resourceName, Function.identity()));

    private final String wireName;
    private final String resourceName;
    private final boolean chosenByUser;

    ComponentCategory(String wireName, String resourceName, boolean chosenByUser) {
        this.wireName = wireName;
        this.resourceName = resourceName;
        this.chosenByUser = chosenByUser;
    }

    /**
     * Returns the category of a name, in the API's or in the resource's spelling.
     *
     * @param name such as {@code multi_tenant} or {@code multiTenant}; case matters
     * @return the category, or empty if there is no category of that name
     */
    public static Optional<ComponentCategory> ofName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns the category of a name in the API's spelling. */
    static Optional<ComponentCategory> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }

    /**
     * Returns the category of a name in the resource's spelling.
     *
     * @param name such as {@code multiTenant}; case matters
     * @return the category, or empty if there is no category of that name
     */
    public static Optional<ComponentCategory> ofResourceName(String name) {
        return Optional.ofNullable(BY_RESOURCE_NAME.get(name));
    }

    /**
     * Returns the name in the HTTP API.
     *
     * @return such as {@code multi_tenant}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the name in the resource file and in catalog files.
     *
     * @return such as {@code multiTenant}
     */
    public String resourceName() {
        return resourceName;
    }

    /**
     * Returns whether a request may name a component for this category; the platform chooses the others.
     *
     * @return {@code false} for the categories that the platform manages
     */
    public boolean isChosenByUser() {
        return chosenByUser;
    }
}
