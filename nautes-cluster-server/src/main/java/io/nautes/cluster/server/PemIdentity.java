package io.nautes.cluster.server;

import io.nautes.cluster.model.internal.tls.CertificateFiles;
import io.nautes.cluster.model.internal.tls.KeyManagers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A reader of server identities in PEM files. */
final class PemIdentity {
    private static final int MAX_FILE = 1 << 20;

    private PemIdentity() {}

    static SSLContext context(Path certificates, Path privateKey) {
        byte[] chainFile = bytes(certificates);
        byte[] keyFile = bytes(privateKey);
        List<X509Certificate> chain;
        try {
            chain = CertificateFiles.parse(chainFile);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(certificates + ": " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(certificates + " has no certificate; give one in PEM or DER");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(KeyManagers.of(chain, keyFile), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            // Without the cause, which may quote the key.
            throw new IllegalArgumentException(privateKey + " has no key of the certificate in " + certificates
                    + "; give an unencrypted key in PEM, PKCS #8");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new IllegalArgumentException(file + " is larger than " + MAX_FILE + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read (" + e + ")", e);
        }
    }
}
