package io.nautes.cluster.model.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts only the certificates of a file. Host names are still verified. */
public final class TrustedCertificates {
    /** The size of the largest file. */
    static final int MAX_BYTES = 8 << 20;

    private TrustedCertificates() {}

    /**
     * Reads a file of certificates into a key store.
     *
     * @param file the file, in PEM or DER
     * @return the key store
     * @throws IllegalArgumentException if the file cannot be read, or holds no certificate or a broken one
     */
    public static KeyStore keyStore(Path file) {
        List<X509Certificate> certificates;
        try {
            certificates = CertificateFiles.parse(bytes(file));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    file + " does not hold certificates that can be used: " + e.getMessage()
                            + "; export them again in PEM",
                    e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(file
                    + " does not hold certificates; use a file in PEM, which has a line -----BEGIN CERTIFICATE-----,"
                    + " or in DER");
        }
        return keyStore(certificates);
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        file + " does not hold certificates: it is larger than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the certificates to trust cannot be read from " + file + "; check the path and its permissions",
                    e);
        }
    }

    private static KeyStore keyStore(List<X509Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot hold certificates", e);
        }
    }

    /**
     * Makes a TLS context of a file of certificates.
     *
     * @param file the file, in PEM or DER
     * @return the context
     * @throws IllegalArgumentException as {@link #keyStore(Path)}
     */
    public static SSLContext context(Path file) {
        KeyStore store = keyStore(file);
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " does not hold certificates that can be trusted", e);
        }
    }
}
