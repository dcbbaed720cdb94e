package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.model.internal.tls.TrustedCertificates;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** TLS contexts that trust the certificates in a file. */
public final class PemTrust {
    private PemTrust() {}

    public static SSLContext context(Path file) {
        try {
            return TrustedCertificates.context(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trustedCertificates: " + e.getMessage(), e);
        }
    }
}
