package io.nautes.cluster.model.kubeconfig;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the certificates that a kubeconfig holds for its current context.
 *
 * @param authority how long the certificate authority is valid; {@code null} if none is given or it cannot be read
 * @param client how long the client's certificate is valid; {@code null} if none is given or it cannot be read
 * @param key whether the client's key belongs to the client's certificate
 */
public record KubeconfigCertificates(
        @Nullable Validity authority, @Nullable Validity client, KeyMatch key) {
    /** No certificates and no key. */
    static final KubeconfigCertificates NONE = new KubeconfigCertificates(null, null, KeyMatch.UNKNOWN);

    /**
     * How long a certificate is valid. Of several certificates the first is meant.
     *
     * @param notBefore the first moment
     * @param notAfter the last moment
     */
    public record Validity(Instant notBefore, Instant notAfter) {}

    /** Whether a key belongs to a certificate. */
    public enum KeyMatch {
        /** It does. */
        MATCHES,
        /** It belongs to another certificate. */
        DIFFERS,
        /** One of them is missing, or in a form that cannot be read here. */
        UNKNOWN
    }
}
