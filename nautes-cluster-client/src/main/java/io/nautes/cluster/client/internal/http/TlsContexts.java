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

/** A factory of TLS contexts. The JDK's client verifies host names with each of them. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * Checks a key store of certificates to trust.
     *
     * @throws IllegalArgumentException if it is empty, so that no server would be trusted, or not loaded
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
     * Creates a context.
     *
     * @param trusted the certificates to trust; {@code null} for those of the Java runtime
     * @param key the client's certificate and key; {@code null} for none
     * @throws IllegalArgumentException if the certificates or the key cannot be used, for example if the password is wrong
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

    /** The certificate and the key of a client. */
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
