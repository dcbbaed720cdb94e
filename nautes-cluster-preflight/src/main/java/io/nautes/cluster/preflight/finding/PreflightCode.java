package io.nautes.cluster.preflight.finding;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of findings that the checks of a cluster make. Names, severities and meanings are stable; the texts are in
 * the resource bundles, in English and Chinese.
 */
public enum PreflightCode {
    /** The kubeconfig cannot be read, or its current context has no server. */
    KUBECONFIG_UNUSABLE(Severity.ERROR),
    /** The credentials come from a program, an authentication provider or a file of another machine. */
    CREDENTIALS_NOT_SUPPORTED(Severity.ERROR),
    /** The name of the host cannot be resolved. */
    HOST_NOT_FOUND(Severity.ERROR),
    /** Nothing accepts connections at the address. */
    CONNECTION_REFUSED(Severity.ERROR),
    /** No connection was made in time. */
    CONNECTION_TIMED_OUT(Severity.ERROR),
    /** The proxy of the kubeconfig cannot connect to the server. */
    PROXY_FAILED(Severity.ERROR),
    /** The connection broke. */
    CONNECTION_BROKEN(Severity.ERROR),
    /** The server's certificate is not signed by the certificate authority of the kubeconfig. */
    CERTIFICATE_UNTRUSTED(Severity.ERROR),
    /** The server's certificate, or one that it is signed with, has expired or is not valid yet. */
    CERTIFICATE_EXPIRED(Severity.ERROR),
    /** The server's certificate is for other hosts. */
    CERTIFICATE_FOR_OTHER_HOST(Severity.ERROR),
    /** The server does not support TLS, or no common version of TLS. */
    TLS_FAILED(Severity.ERROR),
    /** The server is not the API server of a Kubernetes cluster. */
    NOT_KUBERNETES(Severity.ERROR),
    /** The server redirects to another address. */
    REDIRECTED(Severity.ERROR),
    /** The server failed. */
    SERVER_FAILED(Severity.ERROR),
    /** The server does not accept the credentials. */
    NOT_AUTHENTICATED(Severity.ERROR),
    /** The client certificate of the kubeconfig has expired. */
    CLIENT_CERTIFICATE_EXPIRED(Severity.ERROR),
    /** The server does not know the certificate authority of the client certificate. */
    CLIENT_CERTIFICATE_UNKNOWN(Severity.ERROR),
    /** The server is not ready. */
    NOT_READY(Severity.ERROR),
    /** The version of Kubernetes is outside the supported range. */
    VERSION_NOT_SUPPORTED(Severity.WARNING),
    /** The cluster does not serve {@code rbac.authorization.k8s.io/v1beta1}, which the 0.4 templates use. */
    RBAC_V1BETA1_MISSING(Severity.WARNING),
    /** The cluster does not create secrets for service accounts, which the cluster operator of 0.4 reads. */
    SERVICE_ACCOUNT_SECRETS_MISSING(Severity.WARNING),
    /** The user of the kubeconfig lacks permissions that the components need. */
    PERMISSIONS_MISSING(Severity.ERROR),
    /** A node port that the cluster needs belongs to another service. */
    NODE_PORT_IN_USE(Severity.ERROR),
    /** A namespace of a component already exists. */
    NAMESPACE_EXISTS(Severity.WARNING),
    /** The resource definitions of a component exist in other versions than it needs. */
    DEFINITION_IN_OTHER_VERSION(Severity.WARNING),
    /** The host has no default storage class, which virtual clusters need. */
    NO_DEFAULT_STORAGE_CLASS(Severity.WARNING),
    /** No node is ready and accepts pods. */
    NO_READY_NODE(Severity.WARNING),
    /** The clocks of the cluster and of this machine differ. */
    CLOCKS_DIFFER(Severity.WARNING),
    /** The user of the kubeconfig may not read what a check needs. */
    CHECK_FORBIDDEN(Severity.WARNING),
    /** A list has too many entries to be checked. */
    LIST_TOO_LONG(Severity.WARNING),
    /** A check did not end in time. */
    CHECK_TIMED_OUT(Severity.ERROR);

    private final Severity severity;

    PreflightCode(Severity severity) {
        this.severity = severity;
    }

    /**
     * Returns the name that findings carry.
     *
     * @return such as {@code preflight_node_port_in_use}
     */
    public String code() {
        return "preflight_" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns how severe such a finding is.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }

    /**
     * Returns a finding of this kind.
     *
     * @param pointer JSON pointer to the field of the request that it is about
     * @param value what was found, which must not be a secret; {@code null} for nothing
     * @param arguments what is filled in the text
     * @return the finding
     */
    public Finding finding(String pointer, @Nullable String value, Object... arguments) {
        return new Finding(code(), severity, pointer, value, new PreflightText(this, List.of(arguments)));
    }
}
