package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS context that trusts the certificates of a file and no others. Host names are verified all the same. */
final class PemTrust {
    private PemTrust() {}

    static SSLContext context(Path pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : read(pem)) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot make a TLS context", e);
        }
    }

    private static Collection<? extends Certificate> read(Path pem) {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(pem)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("the certificates to trust cannot be read from " + pem, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " does not hold certificates in PEM", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(pem + " does not hold certificates in PEM");
        }
        return certificates;
    }
}
