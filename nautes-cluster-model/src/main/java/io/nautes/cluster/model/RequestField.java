package io.nautes.cluster.model;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private final Place place = Place.DOCUMENT.child(wireName);

    RequestField(String manifestName) {
        this.manifestName = manifestName;
    }

    String wireName() {
        return wireName;
    }

    String name(Spelling spelling) {
        return spelling == Spelling.API ? wireName : manifestName;
    }

    /** Where a field at the top of a request stands. */
    Place place() {
        return place;
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
        API(RequestField::wireName, ComponentCategory::wireName),
        /** {@code camelCase}, as manifests and resource files have them. */
        MANIFEST(field -> field.manifestName, ComponentCategory::resourceName);

        private final List<String> requestFields;
        private final List<String> categories;

        Spelling(Function<RequestField, String> nameOfField, Function<ComponentCategory, String> nameOfCategory) {
            this.requestFields = Stream.of(RequestField.values())
                    .filter(field -> field != HTTPS_NODE_PORT)
                    .map(nameOfField)
                    .toList();
            this.categories =
                    Stream.of(ComponentCategory.values()).map(nameOfCategory).toList();
        }

        /** The fields at the top of a request. */
        List<String> requestFields() {
            return requestFields;
        }

        List<String> categories() {
            return categories;
        }
    }
}
