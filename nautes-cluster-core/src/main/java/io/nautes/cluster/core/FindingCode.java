package io.nautes.cluster.core;

import java.util.Locale;

/**
 * The kinds of findings that the standard rules report. Names, severities and meanings are stable; the texts are in the
 * resource bundles.
 */
public enum FindingCode {
    /** The name is not an RFC 1123 label; the name of a physical cluster may be labels joined by dots. */
    NAME_NOT_A_LABEL(Severity.ERROR),
    /** The name is reserved for the file that lists the clusters. */
    NAME_RESERVED(Severity.ERROR),
    /** The name has more than 45 characters. */
    NAME_LONG(Severity.WARNING),
    /** The name of a physical cluster has dots. */
    NAME_WITH_DOTS(Severity.WARNING),
    /** An Argo CD object of one cluster has the name of another cluster. */
    NAME_CLASHES(Severity.WARNING),
    /** The namespace of the resource is not an RFC 1123 label. */
    NAMESPACE_NOT_A_LABEL(Severity.ERROR),
    /** A value still contains a variable of the documentation's template. */
    TEMPLATE_VARIABLE(Severity.ERROR),
    /** The request has an unknown field. */
    UNKNOWN_FIELD(Severity.WARNING),
    /** A value does not have the type of its field. */
    WRONG_TYPE(Severity.ERROR),
    /** A field of the manifests of an older Nautes, whose value now belongs to another field. */
    MOVED_FIELD(Severity.WARNING),
    /** JSON with comments, trailing commas or unquoted values. */
    RELAXED_JSON(Severity.WARNING),
    /** No API server is given. */
    API_SERVER_MISSING(Severity.ERROR),
    /** The API server is not an absolute http or https URL with a host. */
    API_SERVER_MALFORMED(Severity.ERROR),
    /** The API server's URL holds user information, which may be a password; it stays an error in every rule set. */
    API_SERVER_USER_INFO(Severity.ERROR),
    /** The API server's URL contains white space. */
    API_SERVER_WHITE_SPACE(Severity.ERROR),
    /** The API server's URL has a query. */
    API_SERVER_QUERY(Severity.ERROR),
    /** The API server's URL has a fragment. */
    API_SERVER_FRAGMENT(Severity.ERROR),
    /** The path of the API server's URL contains characters or parts that it must not have. */
    API_SERVER_PATH_MALFORMED(Severity.ERROR),
    /** The API server's port is not a port number. */
    API_SERVER_PORT_OUT_OF_RANGE(Severity.ERROR),
    /** The API server's host is neither a DNS name nor an IP address. */
    API_SERVER_HOST_MALFORMED(Severity.ERROR),
    /** The schema of the tenant management cluster refuses the URL. */
    API_SERVER_HOST_REFUSED(Severity.ERROR),
    /** Other machines cannot reach the API server's address. */
    API_SERVER_NOT_REACHABLE(Severity.WARNING),
    /** The API server's URL uses http. */
    API_SERVER_NOT_ENCRYPTED(Severity.WARNING),
    /** The kind is not kubernetes. */
    CLUSTER_KIND_UNKNOWN(Severity.ERROR),
    /** No cluster type is given. */
    CLUSTER_TYPE_MISSING(Severity.ERROR),
    /** The cluster type is invalid. */
    CLUSTER_TYPE_UNKNOWN(Severity.ERROR),
    /** No usage is given. */
    USAGE_MISSING(Severity.ERROR),
    /** The usage is invalid. */
    USAGE_UNKNOWN(Severity.ERROR),
    /** The usage of a virtual cluster is host. */
    USAGE_NOT_FOR_VIRTUAL(Severity.ERROR),
    /** A worker has no worker type. */
    WORKER_TYPE_MISSING(Severity.ERROR),
    /** The worker type is invalid. */
    WORKER_TYPE_UNKNOWN(Severity.ERROR),
    /** A host has a worker type. */
    WORKER_TYPE_NOT_ALLOWED(Severity.ERROR),
    /** A virtual cluster names no host. */
    HOST_CLUSTER_MISSING(Severity.ERROR),
    /** A physical cluster names a host. */
    HOST_CLUSTER_NOT_ALLOWED(Severity.ERROR),
    /** The cluster names itself as its host. */
    HOST_CLUSTER_IS_ITSELF(Severity.ERROR),
    /** The host's name is not an RFC 1123 label. */
    HOST_CLUSTER_NOT_A_LABEL(Severity.ERROR),
    /** The host is not registered. */
    HOST_CLUSTER_NOT_REGISTERED(Severity.ERROR),
    /** The named host is a cluster of another category. */
    HOST_CLUSTER_NOT_A_HOST(Severity.ERROR),
    /** A virtual cluster has neither a node port nor a port in the URL. */
    VCLUSTER_PORT_MISSING(Severity.ERROR),
    /** The virtual cluster's node port is not a port number. */
    VCLUSTER_PORT_MALFORMED(Severity.ERROR),
    /** The virtual cluster's node port is outside of the usual range. */
    VCLUSTER_PORT_UNUSUAL(Severity.WARNING),
    /** The virtual cluster's node port differs from the URL's. */
    VCLUSTER_PORT_DIFFERS(Severity.WARNING),
    /** A physical cluster has settings of virtual ones. */
    VCLUSTER_IGNORED(Severity.WARNING),
    /** The primary domain is not a DNS name. */
    PRIMARY_DOMAIN_NOT_A_DNS_NAME(Severity.ERROR),
    /** No primary domain is given and the one derived from the API server is not a DNS name. */
    PRIMARY_DOMAIN_DERIVED_MALFORMED(Severity.ERROR),
    /** No primary domain is given and the API server has an IPv6 address. */
    PRIMARY_DOMAIN_FROM_IPV6(Severity.ERROR),
    /** A component is given for a category that does not apply. */
    COMPONENT_CATEGORY_NOT_APPLICABLE(Severity.ERROR),
    /** A component is given for a category that the platform manages. */
    COMPONENT_CATEGORY_PLATFORM_MANAGED(Severity.ERROR),
    /** The catalog has no such component for the category. */
    COMPONENT_UNKNOWN(Severity.ERROR),
    /** A component's namespace is not an RFC 1123 label. */
    COMPONENT_NAMESPACE_NOT_A_LABEL(Severity.ERROR),
    /** A component without a name has a namespace, which is ignored. */
    COMPONENT_NAMESPACE_IGNORED(Severity.WARNING),
    /** A required addition has no value. */
    ADDITION_MISSING(Severity.ERROR),
    /** An addition's value is not of its type or does not match its pattern. */
    ADDITION_MALFORMED(Severity.ERROR),
    /** An addition has no name. */
    ADDITION_KEY_EMPTY(Severity.ERROR),
    /** A port of the gateway is not a port number. */
    GATEWAY_PORT_OUT_OF_RANGE(Severity.ERROR),
    /** A port of the gateway is outside of the usual range. */
    GATEWAY_PORT_UNUSUAL(Severity.WARNING),
    /** Both ports of the gateway are the same. */
    GATEWAY_PORTS_EQUAL(Severity.ERROR),
    /** The resource types to synchronize are not of the form group/Type. */
    SYNC_RESOURCE_TYPES_MALFORMED(Severity.ERROR),
    /** A reserved namespace is not the namespace of a component of the cluster. */
    RESERVED_NAMESPACE_NOT_OF_A_COMPONENT(Severity.ERROR),
    /** A product's name cannot be the path of a GitLab group. */
    PRODUCT_NAME_MALFORMED(Severity.ERROR),
    /** A product's name is a valid path of a GitLab group, but not an RFC 1123 label. */
    PRODUCT_NAME_NOT_A_LABEL(Severity.WARNING),
    /** A product is listed twice. */
    PRODUCT_DUPLICATE(Severity.WARNING),
    /** A cluster-scoped resource has no kind. */
    CLUSTER_RESOURCE_KIND_EMPTY(Severity.ERROR),
    /** A cluster-scoped resource has no group; the core group cannot be named. */
    CLUSTER_RESOURCE_GROUP_EMPTY(Severity.ERROR),
    /** A kind or group contains white space. */
    CLUSTER_RESOURCE_WHITE_SPACE(Severity.ERROR),
    /** A cluster-scoped resource is listed twice. */
    CLUSTER_RESOURCE_DUPLICATE(Severity.WARNING),
    /** A physical cluster has no kubeconfig. */
    KUBECONFIG_MISSING(Severity.ERROR),
    /** The kubeconfig is not a YAML or JSON object. */
    KUBECONFIG_MALFORMED(Severity.ERROR),
    /** The kubeconfig lacks a cluster, a user, or a current context that leads to both. */
    KUBECONFIG_INCOMPLETE(Severity.ERROR),
    /** A virtual cluster has a kubeconfig. */
    KUBECONFIG_IGNORED(Severity.WARNING),
    /** The registry stores no kubeconfigs: the given one was checked and is not kept. */
    KUBECONFIG_NOT_KEPT(Severity.WARNING),
    /** The kubeconfig's server has another host than the API server's URL. */
    KUBECONFIG_SERVER_DIFFERS(Severity.WARNING),
    /** The kubeconfig's server has another port than the API server's URL. */
    KUBECONFIG_PORT_DIFFERS(Severity.WARNING),
    /** The kubeconfig's server has another path than the API server's URL. */
    KUBECONFIG_PATH_DIFFERS(Severity.WARNING),
    /** The kubeconfig has more than one YAML document. */
    KUBECONFIG_SEVERAL_DOCUMENTS(Severity.ERROR),
    /** The kubeconfig's kind is not Config. */
    KUBECONFIG_OTHER_KIND(Severity.ERROR),
    /** Two clusters, users or contexts of the kubeconfig have the same name. */
    KUBECONFIG_DUPLICATE_NAME(Severity.ERROR),
    /** A value in the kubeconfig is not of the type of its field. */
    KUBECONFIG_WRONG_TYPE(Severity.ERROR),
    /** A certificate or key in the kubeconfig is not PEM in Base64. */
    KUBECONFIG_DATA_MALFORMED(Severity.ERROR),
    /** The kubeconfig has both insecure-skip-tls-verify and a certificate authority. */
    KUBECONFIG_INSECURE_WITH_AUTHORITY(Severity.ERROR),
    /** The kubeconfig names files of the machine that it comes from. */
    KUBECONFIG_FILE_PATH(Severity.WARNING),
    /** The kubeconfig gets its credentials from a program. */
    KUBECONFIG_EXEC(Severity.WARNING),
    /** The kubeconfig gets its credentials from an authentication provider. */
    KUBECONFIG_AUTH_PROVIDER(Severity.WARNING),
    /** The kubeconfig's user has no credentials. */
    KUBECONFIG_NO_CREDENTIALS(Severity.WARNING),
    /** The kubeconfig's user has no client certificate with its key. */
    KUBECONFIG_NO_CLIENT_CERTIFICATE(Severity.WARNING),
    /** The cluster of the kubeconfig's current context is not the first one. */
    KUBECONFIG_CLUSTER_NOT_FIRST(Severity.WARNING),
    /** The user of the kubeconfig's current context is not the first one. */
    KUBECONFIG_USER_NOT_FIRST(Severity.WARNING),
    /** The kubeconfig's proxy is on the machine that it comes from. */
    KUBECONFIG_PROXY_ON_LOOPBACK(Severity.WARNING),
    /** The kubeconfig has insecure-skip-tls-verify. */
    KUBECONFIG_TLS_NOT_VERIFIED(Severity.WARNING),
    /** A certificate in the kubeconfig has expired. */
    KUBECONFIG_CERTIFICATE_EXPIRED(Severity.WARNING),
    /** A certificate in the kubeconfig expires within 30 days. */
    KUBECONFIG_CERTIFICATE_EXPIRES_SOON(Severity.WARNING),
    /** A certificate in the kubeconfig is not valid yet. */
    KUBECONFIG_CERTIFICATE_NOT_YET_VALID(Severity.WARNING),
    /** The client's key in the kubeconfig does not belong to the client's certificate. */
    KUBECONFIG_KEY_DIFFERS(Severity.WARNING),
    /** Another virtual cluster of the host, or the host's gateway, uses the node port. */
    NODE_PORT_TAKEN(Severity.WARNING),
    /** Another cluster is registered with the same API server. */
    API_SERVER_TAKEN(Severity.WARNING),
    /** A rule threw an exception. */
    RULE_FAILED(Severity.ERROR);

    private final Severity severity;
    private final String code = name().toLowerCase(Locale.ROOT);

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /**
     * Returns the stable name.
     *
     * @return such as {@code host_cluster_missing}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the severity in the default profile.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }
}
