package io.nautes.cluster.client.internal.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts of certificates and keys. The JDK's client verifies host names with every one of them. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * Checks a key store of certificates to trust.
     *
     * @throws IllegalArgumentException if it is empty, which trusts nobody, or not loaded
     */
    public static KeyStore notEmpty(KeyStore store) {
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
    public static SSLContext context(@Nullable KeyStore trusted, @Nullable ClientKey key) {
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
    public static final class ClientKey {
        private final KeyStore store;
        private final char[] password;

        public ClientKey(KeyStore store, char[] password) {
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
