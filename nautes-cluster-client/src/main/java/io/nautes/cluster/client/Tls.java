package io.nautes.cluster.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts of certificates and keys. The JDK's client verifies host names with every one of them. */
final class Tls {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----");

    private Tls() {}

    /**
     * Reads certificates to trust.
     *
     * @throws IllegalArgumentException if the file cannot be read, or holds no certificate or a broken one
     */
    static KeyStore pem(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException("the certificates to trust cannot be read from " + file, e);
        }
        List<Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (matcher.find()) {
                byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    file + ": certificate " + (certificates.size() + 1) + " is broken; export it again in PEM", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(file + " does not hold certificates in PEM; give the file that begins"
                    + " with -----BEGIN CERTIFICATE-----");
        }
        return store(certificates);
    }

    private static KeyStore store(List<Certificate> certificates) {
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
     * Checks a key store of certificates to trust.
     *
     * @throws IllegalArgumentException if it is empty, which trusts nobody, or not loaded
     */
    static KeyStore notEmpty(KeyStore store) {
        try {
            if (store.size() == 0) {
                throw new IllegalArgumentException("the key store to trust is empty");
            }
            return store;
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException("the key store to trust is not loaded", e);
        }
    }

    /**
     * Makes a context.
     *
     * @param trusted certificates to trust instead of the Java runtime's; {@code null} for those
     * @param key the client's own certificate; {@code null} for none
     * @throws IllegalArgumentException if the key store does not open with its password
     */
    static SSLContext context(@Nullable KeyStore trusted, @Nullable ClientKey key) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    key == null ? new KeyManager[0] : key.managers(),
                    trusted == null ? null : trustManagers(trusted),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key store or trust store cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trustManagers(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** A client's own certificate and key. */
    static final class ClientKey {
        private final KeyStore store;
        private final char[] password;

        ClientKey(KeyStore store, char[] password) {
            this.store = store;
            this.password = password.clone();
        }

        KeyManager[] managers() throws GeneralSecurityException {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        }
    }
}
