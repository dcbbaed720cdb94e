package io.nautes.cluster.model.kubeconfig;

import java.util.Objects;

/**
 * Something in a kubeconfig that keeps it from being loaded, or from working where Nautes runs.
 *
 * @param kind the kind of problem
 * @param field the field in question, such as {@code users[0].user.token}, counted from 0; empty if it is the whole file.
 *     It never holds a value of the kubeconfig
 */
public record KubeconfigProblem(Kind kind, String field) {
    /** The kinds of problems. */
    public enum Kind {
        /** The text has more than one YAML document. */
        SEVERAL_DOCUMENTS,
        /** The text is of another kind than {@code Config}. */
        OTHER_KIND,
        /** Two clusters, users or contexts have the same name. */
        DUPLICATE_NAME,
        /** A value is not of the type of its field, such as a token that is written as a number. */
        WRONG_TYPE,
        /** A {@code …-data} field is not PEM in Base64. */
        DATA_MALFORMED,
        /** The cluster has both {@code insecure-skip-tls-verify} and a certificate authority. */
        INSECURE_WITH_AUTHORITY,
        /** A certificate, key or token is a path of the machine that the kubeconfig comes from. */
        FILE_PATH,
        /** The credentials come from a program that has to be run. */
        EXEC,
        /** The credentials come from an authentication provider, which current clients no longer have. */
        AUTH_PROVIDER,
        /** The user has no credentials. */
        NO_CREDENTIALS,
        /** The user has credentials, but no client certificate with its key. */
        NO_CLIENT_CERTIFICATE,
        /** The cluster of the current context is not the first one. */
        CLUSTER_NOT_FIRST,
        /** The user of the current context is not the first one. */
        USER_NOT_FIRST,
        /** The proxy is on the machine that the kubeconfig comes from. */
        PROXY_ON_LOOPBACK
    }

    /** Checks that nothing is missing. */
    public KubeconfigProblem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(field, "field");
    }
}
