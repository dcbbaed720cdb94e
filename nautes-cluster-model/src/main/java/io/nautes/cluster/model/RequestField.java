package io.nautes.cluster.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a request, in the API's spelling and in that of manifests. */
enum RequestField {
    API_SERVER("apiServer"),
    CLUSTER_KIND("clusterKind"),
    CLUSTER_TYPE("clusterType"),
    USAGE("usage"),
    WORKER_TYPE("workerType"),
    HOST_CLUSTER("hostCluster"),
    PRIMARY_DOMAIN("primaryDomain"),
    VCLUSTER("vcluster"),
    HTTPS_NODE_PORT("httpsNodePort"),
    COMPONENTS_LIST("componentsList"),
    RESERVED_NAMESPACES_ALLOWED_PRODUCTS("reservedNamespacesAllowedProducts"),
    PRODUCT_ALLOWED_CLUSTER_RESOURCES("productAllowedClusterResources"),
    KUBECONFIG("kubeconfig");

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final String manifestName;

    RequestField(String manifestName) {
        this.manifestName = manifestName;
    }

    String wireName() {
        return wireName;
    }

    String name(Spelling spelling) {
        return spelling == Spelling.API ? wireName : manifestName;
    }

    /** Whether the field stands at the top of a request. */
    boolean isTopLevel() {
        return this != HTTPS_NODE_PORT;
    }

    static @Nullable RequestField ofWireName(String name) {
        for (RequestField field : values()) {
            if (field.wireName.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** How the names of fields are spelled in a document. */
    enum Spelling {
        /** {@code snake_case}, as the HTTP API has them. */
        API,
        /** {@code camelCase}, as manifests and resource files have them. */
        MANIFEST
    }
}
