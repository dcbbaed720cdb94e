package io.nautes.cluster.model;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nautes.cluster.model.RequestField.Spelling;
import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.JsonInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON forms of the HTTP API, in UTF-8. Requests leave out what is absent; replies hold every
 * field, as a Nautes 0.4 API server writes them.
 *
 * <p>The records of this package carry Jackson's annotations as well, so that a program's own {@code ObjectMapper} reads
 * and writes the same forms; this class needs no data binding and reports more than the first misfit.
 */
public final class ClusterJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ClusterJson() {}

    /**
     * Writes the body of a save. It holds the kubeconfig.
     *
     * @param request the request
     * @return the body
     */
    public static byte[] write(ClusterRequest request) {
        return write(json -> writeRequest(json, request));
    }

    /**
     * Reads the body of a save.
     *
     * @param json the body
     * @return the request and what did not fit
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequest(byte[] json) {
        return RequestBinder.bind(JsonInput.parse(json), Spelling.API, Set.of());
    }

    /**
     * Reads the body of a save.
     *
     * @param json the body
     * @return the request and what did not fit
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequest(String json) {
        return RequestBinder.bind(JsonInput.parse(json), Spelling.API, Set.of());
    }

    /**
     * Reads the body of a save as the API server does: where a string is meant, a number is a misfit.
     *
     * @param json the body
     * @return the request and what did not fit
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequestStrictly(byte[] json) {
        return RequestBinder.bindStrictly(JsonInput.parse(json));
    }

    /**
     * Writes a cluster as a reply.
     *
     * @param cluster the cluster
     * @return the body
     */
    public static byte[] write(Cluster cluster) {
        return write(json -> writeCluster(json, cluster));
    }

    /**
     * Reads a cluster of a reply. Unknown fields are kept, unknown values stay readable as text.
     *
     * @param json the body
     * @return the cluster
     * @throws MalformedDocumentException if it is not a cluster in JSON
     */
    public static Cluster readCluster(byte[] json) {
        return ReplyBinder.cluster(JsonInput.parse(json));
    }

    /**
     * Writes clusters as the reply to a list.
     *
     * @param clusters the clusters
     * @return the body
     */
    public static byte[] write(List<Cluster> clusters) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Cluster cluster : clusters) {
                writeCluster(json, cluster);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /**
     * Reads the reply to a list.
     *
     * @param json the body
     * @return the clusters, in the order of the reply
     * @throws MalformedDocumentException if it is not a list of clusters in JSON
     */
    public static List<Cluster> readClusters(byte[] json) {
        return ReplyBinder.clusters(JsonInput.parse(json));
    }

    /**
     * Writes the reply to a save or a delete.
     *
     * @param message the reply
     * @return the body
     */
    public static byte[] write(ApiMessage message) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("message", message.message());
            json.writeEndObject();
        });
    }

    /**
     * Reads the reply to a save or a delete.
     *
     * @param json the body
     * @return the reply
     * @throws MalformedDocumentException if it is not an object in JSON
     */
    public static ApiMessage readMessage(byte[] json) {
        return ReplyBinder.message(JsonInput.parse(json));
    }

    /**
     * Writes the reply to a request that failed.
     *
     * @param error the reply
     * @return the body
     */
    public static byte[] write(ApiError error) {
        return write(json -> {
            json.writeStartObject();
            json.writeNumberField("code", error.code());
            json.writeStringField("reason", error.reason());
            json.writeStringField("message", error.message());
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : error.metadata().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * Reads the reply to a request that failed.
     *
     * @param json the body
     * @return the reply; what it does not hold is empty
     * @throws MalformedDocumentException if it is not an object in JSON
     */
    public static ApiError readError(byte[] json) {
        InputNode root = JsonInput.parse(json);
        return ReplyBinder.error(root);
    }

    /**
     * Writes a tree of maps, lists, strings, numbers, booleans and {@code null}, such as an explanation.
     *
     * @param tree the tree; keys keep their order
     * @return the body
     */
    public static byte[] writeTree(Map<String, ? extends @Nullable Object> tree) {
        return write(json -> writeTree(json, tree));
    }

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Body body) {
        Output out = new Output();
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.bytes();
    }

    /** The generator has a buffer of its own, so most bodies come in one piece and need not be copied. */
    private static final class Output extends ByteArrayOutputStream {
        Output() {
            super(0);
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private static void writeRequest(JsonGenerator json, ClusterRequest request) throws IOException {
        json.writeStartObject();
        writeIfPresent(json, "api_server", request.apiServer());
        json.writeStringField("cluster_kind", request.clusterKind().value());
        writeIfPresent(json, "cluster_type", value(request.clusterType()));
        writeIfPresent(json, "usage", value(request.usage()));
        writeIfPresent(json, "worker_type", value(request.workerType()));
        writeIfPresent(json, "host_cluster", request.hostCluster());
        writeIfPresent(json, "primary_domain", request.primaryDomain());
        if (request.vcluster() != null) {
            json.writeObjectFieldStart("vcluster");
            writeIfPresent(json, "https_node_port", request.vcluster().httpsNodePort());
            json.writeEndObject();
        }
        if (!request.componentsList().isEmpty()) {
            json.writeObjectFieldStart("components_list");
            for (Map.Entry<ComponentCategory, Component> entry :
                    request.componentsList().entrySet()) {
                json.writeFieldName(entry.getKey().wireName());
                writeRequested(json, entry.getValue());
            }
            json.writeEndObject();
        }
        if (!request.reservedNamespacesAllowedProducts().isEmpty()) {
            writeReservedNamespaces(json, request.reservedNamespacesAllowedProducts());
        }
        if (!request.productAllowedClusterResources().isEmpty()) {
            writeClusterResources(json, request.productAllowedClusterResources(), false);
        }
        if (request.kubeconfig() != null) {
            json.writeStringField("kubeconfig", request.kubeconfig().toBase64());
        }
        json.writeEndObject();
    }

    private static void writeRequested(JsonGenerator json, Component component) throws IOException {
        json.writeStartObject();
        writeIfPresent(json, "name", component.name());
        writeIfPresent(json, "namespace", component.namespace());
        if (!component.additions().isEmpty()) {
            writeAdditions(json, component);
        }
        json.writeEndObject();
    }

    private static void writeCluster(JsonGenerator json, Cluster cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cluster.name());
        json.writeStringField("api_server", cluster.apiServer());
        json.writeStringField("cluster_kind", cluster.clusterKind().value());
        json.writeStringField("cluster_type", cluster.clusterType().value());
        json.writeStringField("usage", cluster.usage().value());
        json.writeStringField("worker_type", orEmpty(value(cluster.workerType())));
        json.writeStringField("host_cluster", orEmpty(cluster.hostCluster()));
        json.writeStringField("primary_domain", orEmpty(cluster.primaryDomain()));
        json.writeObjectFieldStart("components_list");
        for (ComponentCategory category : ComponentCategory.values()) {
            if (category.isChosenByUser()) {
                json.writeFieldName(category.wireName());
                writeRegistered(json, cluster.componentsList().get(category));
            }
        }
        json.writeEndObject();
        writeReservedNamespaces(json, cluster.reservedNamespacesAllowedProducts());
        writeClusterResources(json, cluster.productAllowedClusterResources(), true);
        for (Map.Entry<String, @Nullable Object> field : cluster.unknownFields().entrySet()) {
            json.writeFieldName(field.getKey());
            writeTree(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void writeRegistered(JsonGenerator json, @Nullable Component component) throws IOException {
        if (component == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("name", orEmpty(component.name()));
        json.writeStringField("namespace", orEmpty(component.namespace()));
        writeAdditions(json, component);
        json.writeEndObject();
    }

    private static void writeAdditions(JsonGenerator json, Component component) throws IOException {
        json.writeObjectFieldStart("additions");
        for (Map.Entry<String, String> addition : component.additions().entrySet()) {
            json.writeStringField(addition.getKey(), addition.getValue());
        }
        json.writeEndObject();
    }

    private static void writeReservedNamespaces(JsonGenerator json, Map<String, List<String>> namespaces)
            throws IOException {
        json.writeObjectFieldStart("reserved_namespaces_allowed_products");
        for (Map.Entry<String, List<String>> namespace : namespaces.entrySet()) {
            json.writeArrayFieldStart(namespace.getKey());
            for (String product : namespace.getValue()) {
                json.writeString(product);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeClusterResources(
            JsonGenerator json, Map<String, List<ClusterScopedResource>> products, boolean everyField)
            throws IOException {
        json.writeObjectFieldStart("product_allowed_cluster_resources");
        for (Map.Entry<String, List<ClusterScopedResource>> product : products.entrySet()) {
            json.writeArrayFieldStart(product.getKey());
            for (ClusterScopedResource resource : product.getValue()) {
                json.writeStartObject();
                writeIfPresent(json, "kind", everyField ? orEmpty(resource.kind()) : resource.kind());
                writeIfPresent(json, "group", everyField ? orEmpty(resource.group()) : resource.group());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeTree(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeTree(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeTree(json, item);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(value);
        }
    }

    private static void writeIfPresent(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static @Nullable String value(@Nullable WireValue value) {
        return value == null ? null : value.value();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
