package io.nautes.cluster.model.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Self-signed certificates, made with keytool once, because a key takes it about a second. */
final class SampleCertificates {
    static final X509Certificate FIRST = certificate("first.pem");
    static final X509Certificate SECOND = certificate("second.pem");

    private SampleCertificates() {}

    /** Returns the text of the file of a certificate. */
    static String pem(String file) {
        return new String(bytes(file), StandardCharsets.US_ASCII);
    }

    private static X509Certificate certificate(String file) {
        try (InputStream in = SampleCertificates.class.getResourceAsStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = SampleCertificates.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
