package io.nautes.cluster.client;

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

/** Makes TLS contexts that trust what they are given. Host names are verified all the same. */
final class TlsContexts {
    private TlsContexts() {}

    static SSLContext trusting(Path pem) {
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
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            return trusting(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot make a key store", e);
        }
    }

    static SSLContext trusting(KeyStore store) {
        try {
            if (store.size() == 0) {
                throw new IllegalArgumentException("the key store to trust is empty");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no TLS context can be made of the key store to trust", e);
        }
    }
}
