package io.nautes.cluster.model.kubeconfig;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a kubeconfig as far as a registration needs it. */
final class KubeconfigReader {
    /**
     * What a value with an anchor or a tag, or one in a block, begins with: others may refer to it, or lines belong to
     * it.
     */
    private static final String NOT_REPLACED = "&!|>";

    private final Mapping root;
    private final int documents;

    /** Of several documents, kubectl takes the first. */
    private KubeconfigReader(String text) {
        List<InputNode> nodes;
        try {
            nodes = YamlInput.parseAll(text);
        } catch (MalformedDocumentException e) {
            throw new MalformedDocumentException("the kubeconfig is neither YAML nor JSON", e.line(), e.column());
        }
        if (nodes.isEmpty()) {
            throw new MalformedDocumentException("the kubeconfig is empty", 0, 0);
        }
        this.documents = nodes.size();
        InputNode node = nodes.get(0);
        if (!(node instanceof Mapping mapping)) {
            throw new MalformedDocumentException("the kubeconfig is " + node.description() + ", not an object", 0, 0);
        }
        this.root = mapping;
    }

    static KubeconfigContent read(String text) {
        KubeconfigReader reader = new KubeconfigReader(text);
        String current = reader.currentContext();
        Mapping context = reader.context();
        Mapping cluster = reader.cluster();
        String userName = context == null ? null : string(context, "user");
        Mapping user = userName == null ? null : reader.named("users", userName, "user");
        return new KubeconfigContent(
                reader.names("clusters"),
                reader.names("users"),
                reader.names("contexts"),
                current,
                context == null || cluster == null ? null : string(context, "cluster"),
                userName != null && reader.names("users").contains(userName) ? userName : null,
                cluster == null ? null : emptyAsNull(string(cluster, "server")),
                cluster != null
                        && cluster.entries().get("insecure-skip-tls-verify") instanceof Scalar scalar
                        && Boolean.TRUE.equals(scalar.value()),
                CertificateReader.read(
                        cluster == null ? null : string(cluster, "certificate-authority-data"),
                        user == null ? null : string(user, "client-certificate-data"),
                        user == null ? null : string(user, "client-key-data")),
                new KubeconfigChecker(reader.root)
                        .checkFile(reader.documents)
                        .checkCurrent(
                                cluster,
                                context == null ? null : string(context, "cluster"),
                                user,
                                userName != null && reader.names("users").contains(userName) ? userName : null)
                        .problems());
    }

    static String withServer(String text, String apiServer) {
        Mapping cluster = new KubeconfigReader(text).cluster();
        if (cluster == null || !(cluster.entries().get("server") instanceof Scalar server) || server.start() < 0) {
            throw new MalformedDocumentException("the kubeconfig has no current context with a cluster's server", 0, 0);
        }
        if (server.text().equals(apiServer)) {
            return text;
        }
        int start = text.offsetByCodePoints(0, server.start());
        int end = text.offsetByCodePoints(start, server.end() - server.start());
        if (start < end && NOT_REPLACED.indexOf(text.charAt(start)) < 0) {
            String changed = text.substring(0, start) + scalar(apiServer, text.charAt(start)) + text.substring(end);
            if (isServer(changed, apiServer)) {
                return changed;
            }
        }
        throw new MalformedDocumentException(
                "the server is missing, has an anchor or a tag, or is written over several lines; write it plain or in"
                        + " quotes",
                server.line(),
                server.column());
    }

    private static boolean isServer(String text, String apiServer) {
        try {
            Mapping cluster = new KubeconfigReader(text).cluster();
            return cluster != null && apiServer.equals(string(cluster, "server"));
        } catch (MalformedDocumentException e) {
            return false;
        }
    }

    /** Returns the address as the old one was written: in the same quotes, or plain where that is possible. */
    private static String scalar(String apiServer, char firstOfOld) {
        boolean plain = firstOfOld != '"'
                && firstOfOld != '\''
                && apiServer.chars().allMatch(c -> c > ' ' && c <= '~' && "#,[]{}&*!|>'\"%@`\\".indexOf(c) < 0)
                && !apiServer.endsWith(":");
        if (plain) {
            return apiServer;
        }
        return firstOfOld == '\'' && apiServer.indexOf('\'') < 0
                ? "'" + apiServer + "'"
                : '"' + apiServer.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private @Nullable String currentContext() {
        return emptyAsNull(string(root, "current-context"));
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private @Nullable Mapping context() {
        String current = currentContext();
        return current == null ? null : named("contexts", current, "context");
    }

    private @Nullable Mapping cluster() {
        Mapping context = context();
        String name = context == null ? null : string(context, "cluster");
        return name == null ? null : named("clusters", name, "cluster");
    }

    private List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (Mapping entry : entries(list)) {
            String name = string(entry, "name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private @Nullable Mapping named(String list, String name, String key) {
        for (Mapping entry : entries(list)) {
            if (name.equals(string(entry, "name"))) {
                return entry.entries().get(key) instanceof Mapping mapping ? mapping : null;
            }
        }
        return null;
    }

    private List<Mapping> entries(String list) {
        List<Mapping> entries = new ArrayList<>();
        if (root.entries().get(list) instanceof Sequence sequence) {
            for (InputNode item : sequence.items()) {
                if (item instanceof Mapping mapping) {
                    entries.add(mapping);
                }
            }
        }
        return entries;
    }

    private static @Nullable String string(Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }
}
