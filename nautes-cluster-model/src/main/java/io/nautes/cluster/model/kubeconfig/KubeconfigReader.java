package io.nautes.cluster.model.kubeconfig;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.kubeconfig.KubeconfigTree;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;

/** Reads the text of a kubeconfig as far as a registration needs it. */
final class KubeconfigReader {
    /**
     * The first characters of values that must not be replaced: values with an anchor or a tag, to which other values
     * may refer, and block values, which consist of several lines.
     */
    private static final String NOT_REPLACED = "&!|>";

    private KubeconfigReader() {}

    static KubeconfigContent read(String text) {
        KubeconfigTree tree = KubeconfigTree.read(text);
        Mapping context = tree.context();
        Mapping cluster = tree.cluster();
        Mapping user = tree.user();
        String clusterName = context == null ? null : KubeconfigTree.string(context, "cluster");
        String userName = context == null ? null : KubeconfigTree.string(context, "user");
        String knownUser = userName != null && tree.names("users").contains(userName) ? userName : null;
        return new KubeconfigContent(
                tree.names("clusters"),
                tree.names("users"),
                tree.names("contexts"),
                tree.currentContext(),
                cluster == null ? null : clusterName,
                knownUser,
                cluster == null ? null : KubeconfigTree.emptyAsNull(KubeconfigTree.string(cluster, "server")),
                cluster != null && KubeconfigTree.isTrue(cluster, "insecure-skip-tls-verify"),
                CertificateReader.read(
                        cluster == null ? null : KubeconfigTree.string(cluster, "certificate-authority-data"),
                        user == null ? null : KubeconfigTree.string(user, "client-certificate-data"),
                        user == null ? null : KubeconfigTree.string(user, "client-key-data")),
                new KubeconfigChecker(tree.root())
                        .checkFile(tree.documents())
                        .checkCurrent(cluster, clusterName, user, knownUser)
                        .problems());
    }

    static String withServer(String text, String apiServer) {
        Mapping cluster = KubeconfigTree.read(text).cluster();
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
            Mapping cluster = KubeconfigTree.read(text).cluster();
            return cluster != null && apiServer.equals(KubeconfigTree.string(cluster, "server"));
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
}
