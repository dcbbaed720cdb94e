package io.nautes.cluster.model.kubeconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be shown of a kubeconfig without its secrets.
 *
 * @param clusters names of its clusters
 * @param users names of its users
 * @param contexts names of its contexts
 * @param currentContext name of the current context; {@code null} if none is set
 * @param cluster name of the cluster of the current context; {@code null} if the context or its cluster is missing
 * @param user name of the user of the current context; {@code null} if the context or its user is missing
 * @param server address in the cluster of the current context; {@code null} if that cluster has no address
 * @param insecureSkipTlsVerify whether that cluster's certificate is not to be verified
 * @param certificates what is known of the certificates of the current context
 * @param problems what keeps the kubeconfig from being loaded, or from working where Nautes runs
 */
public record KubeconfigContent(
        List<String> clusters,
        List<String> users,
        List<String> contexts,
        @Nullable String currentContext,
        @Nullable String cluster,
        @Nullable String user,
        @Nullable String server,
        boolean insecureSkipTlsVerify,
        KubeconfigCertificates certificates,
        List<KubeconfigProblem> problems) {
    /** Copies the lists. */
    public KubeconfigContent {
        clusters = List.copyOf(clusters);
        users = List.copyOf(users);
        contexts = List.copyOf(contexts);
        problems = List.copyOf(problems);
    }
}
