package io.nautes.cluster.model.kubeconfig;

import io.nautes.cluster.model.internal.tls.CertificateFiles;
import io.nautes.cluster.model.internal.tls.PrivateKeys;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.KeyMatch;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.Validity;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates and the key of a kubeconfig: Base64 around PEM (RFC 7468). What cannot be read is left out.
 */
final class CertificateReader {
    private CertificateReader() {}

    static KubeconfigCertificates read(
            @Nullable String authorityData, @Nullable String clientData, @Nullable String keyData) {
        X509Certificate client = certificate(clientData);
        return new KubeconfigCertificates(
                validity(certificate(authorityData)), validity(client), match(client, keyData));
    }

    private static @Nullable Validity validity(@Nullable X509Certificate certificate) {
        return certificate == null
                ? null
                : new Validity(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }

    private static byte @Nullable [] decoded(@Nullable String data) {
        try {
            return data == null ? null : Base64.getMimeDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable X509Certificate certificate(@Nullable String data) {
        byte[] pem = decoded(data);
        if (pem == null) {
            return null;
        }
        try {
            List<X509Certificate> certificates = CertificateFiles.parse(pem);
            return certificates.isEmpty() ? null : certificates.get(0);
        } catch (CertificateException e) {
            return null;
        }
    }

    private static KeyMatch match(@Nullable X509Certificate certificate, @Nullable String keyData) {
        byte[] pem = decoded(keyData);
        if (certificate == null || pem == null) {
            return KeyMatch.UNKNOWN;
        }
        PublicKey publicKey = certificate.getPublicKey();
        PrivateKey privateKey = PrivateKeys.read(pem, publicKey).orElse(null);
        if (privateKey == null) {
            return KeyMatch.UNKNOWN;
        }
        try {
            return PrivateKeys.belongsTo(privateKey, publicKey) ? KeyMatch.MATCHES : KeyMatch.DIFFERS;
        } catch (GeneralSecurityException e) {
            return KeyMatch.UNKNOWN;
        }
    }
}
