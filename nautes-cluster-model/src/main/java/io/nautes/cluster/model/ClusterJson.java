package io.nautes.cluster.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.json.DocumentSource;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON forms of the HTTP API, in UTF-8. Requests leave out what is absent; replies hold every
 * field, as a Nautes 0.4 API server writes them.
 *
 * <p>The forms follow from the records of this package, so that a program's own {@code ObjectMapper} reads and writes the
 * same ones. This class adds limits and reports every type error instead of the first one.
 */
public final class ClusterJson {
    private ClusterJson() {}

    /**
     * Writes the body of a save. It holds the kubeconfig.
     *
     * @param request the request
     * @return the body
     */
    public static byte[] write(ClusterRequest request) {
        return write(Mappers.REQUEST_WRITER, request);
    }

    /**
     * Reads the body of a save.
     *
     * @param json the body
     * @return the request and the mismatches
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequest(byte[] json) {
        return RequestReading.read(DocumentSource.json(json));
    }

    /**
     * Reads the body of a save.
     *
     * @param json the body
     * @return the request and the mismatches
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequest(String json) {
        return RequestReading.read(DocumentSource.json(json));
    }

    /**
     * Reads the body of a save as the API server does: a number in a string field is a mismatch.
     *
     * @param json the body
     * @return the request and the mismatches
     * @throws MalformedDocumentException if it is not JSON
     */
    public static ParsedRequest parseRequestStrictly(byte[] json) {
        return RequestReading.readStrictly(DocumentSource.json(json));
    }

    /**
     * Writes a cluster as a reply.
     *
     * @param cluster the cluster
     * @return the body
     */
    public static byte[] write(Cluster cluster) {
        return write(Mappers.REPLY_WRITER, cluster);
    }

    /**
     * Reads a cluster of a reply. Unknown fields are kept, unknown values stay readable as text.
     *
     * @param json the body
     * @return the cluster
     * @throws MalformedDocumentException if it is not a cluster in JSON
     */
    public static Cluster readCluster(byte[] json) {
        Cluster cluster =
                ReplyReading.read(DocumentSource.json(json), Mappers.CLUSTER_READER, Cluster.class, "the cluster");
        if (cluster.name().isEmpty()) {
            throw new MalformedDocumentException("the cluster has no name", 1, 1);
        }
        return cluster;
    }

    /**
     * Writes clusters as the reply to a list.
     *
     * @param clusters the clusters
     * @return the body
     */
    public static byte[] write(List<Cluster> clusters) {
        return write(Mappers.REPLY_WRITER, new ClusterList(clusters));
    }

    /**
     * Reads the reply to a list.
     *
     * @param json the body
     * @return the clusters, in the order of the reply
     * @throws MalformedDocumentException if it is not a list of clusters in JSON
     */
    public static List<Cluster> readClusters(byte[] json) {
        List<Cluster> clusters = ReplyReading.read(
                        DocumentSource.json(json), Mappers.CLUSTERS_READER, ClusterList.class, "the reply")
                .items();
        if (clusters == null) {
            // A server writes an empty list, so this is the reply of another program.
            throw new MalformedDocumentException("the reply has no items", 1, 1);
        }
        for (int i = 0; i < clusters.size(); i++) {
            if (clusters.get(i).name().isEmpty()) {
                throw new MalformedDocumentException("items[" + i + "]: the cluster has no name", 1, 1);
            }
        }
        return clusters;
    }

    /**
     * Writes the reply to a save or a delete.
     *
     * @param message the reply
     * @return the body
     */
    public static byte[] write(ApiMessage message) {
        return write(Mappers.REPLY_WRITER, message);
    }

    /**
     * Reads the reply to a save or a delete.
     *
     * @param json the body
     * @return the reply
     * @throws MalformedDocumentException if it is not an object in JSON
     */
    public static ApiMessage readMessage(byte[] json) {
        return ReplyReading.read(DocumentSource.json(json), Mappers.MESSAGE_READER, ApiMessage.class, "the reply");
    }

    /**
     * Writes the reply to a request that failed.
     *
     * @param error the reply
     * @return the body
     */
    public static byte[] write(ApiError error) {
        return write(Mappers.REPLY_WRITER, error);
    }

    /**
     * Reads the reply to a request that failed.
     *
     * @param json the body
     * @return the reply; what it does not hold is empty
     * @throws MalformedDocumentException if it is not an object in JSON
     */
    public static ApiError readError(byte[] json) {
        return ReplyReading.read(DocumentSource.json(json), Mappers.ERROR_READER, ApiError.class, "the reply");
    }

    /**
     * Writes a tree of maps, lists, strings, numbers, booleans and {@code null}, such as an explanation.
     *
     * @param tree the tree; keys keep their order
     * @return the body
     */
    public static byte[] writeTree(Map<String, ? extends @Nullable Object> tree) {
        return write(Mappers.REPLY_WRITER, tree);
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
