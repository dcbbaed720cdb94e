package io.nautes.cluster.model.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Makes key managers of certificates and their key. */
public final class KeyManagers {
    private KeyManagers() {}

    /**
     * Returns the key managers of a chain.
     *
     * @param chain the certificate of the key, and those above it; not empty
     * @param key a file with the key, in PEM
     * @throws CertificateException if the file has no key, or that of another certificate
     */
    public static KeyManager[] of(List<X509Certificate> chain, byte[] key)
            throws GeneralSecurityException, IOException {
        Optional<PrivateKey> privateKey = PrivateKeys.read(key, chain.get(0).getPublicKey());
        if (privateKey.isEmpty()) {
            throw new CertificateException("there is no key for the certificate");
        }
        if (!PrivateKeys.belongsTo(privateKey.get(), chain.get(0).getPublicKey())) {
            throw new CertificateException("the key belongs to another certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", privateKey.get(), new char[0], chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
