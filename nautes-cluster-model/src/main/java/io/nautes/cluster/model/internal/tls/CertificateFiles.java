package io.nautes.cluster.model.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of certificate files in PEM (RFC 7468) and DER. In a PEM file, the certificates may be surrounded by other
 * content, such as keys, comments or a byte order mark, and the line break between two joined files may be missing.
 * Certificate files are read nowhere else in this project, so that a file means the same everywhere.
 */
public final class CertificateFiles {
    /** Trusted certificates have additional data of OpenSSL after the certificate, which is ignored. */
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----");

    private CertificateFiles() {}

    /**
     * Reads certificates.
     *
     * @param file a file's bytes
     * @return the certificates in their order; empty if the file has no certificates
     * @throws CertificateException if one is broken; the message says which one
     */
    public static List<X509Certificate> parse(byte[] file) throws CertificateException {
        String text = new String(file, charset(file));
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int at = 0;
        while (begin.find(at)) {
            int end = text.indexOf("-----END " + begin.group(1) + "-----", begin.end());
            if (end < 0) {
                throw broken(certificates.size(), null);
            }
            certificates.add(certificate(text.substring(begin.end(), end), certificates.size()));
            at = end;
        }
        return certificates.isEmpty() && !text.contains("-----BEGIN ") ? der(file) : certificates;
    }

    /** Returns the charset of a file. PowerShell writes UTF-16. */
    private static Charset charset(byte[] file) {
        boolean utf16 = file.length > 1
                && ((file[0] == (byte) 0xFE && file[1] == (byte) 0xFF)
                        || (file[0] == (byte) 0xFF && file[1] == (byte) 0xFE));
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }

    private static X509Certificate certificate(String base64, int index) throws CertificateException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return x509(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw broken(index, e);
        }
    }

    private static X509Certificate x509(Certificate certificate) throws CertificateException {
        if (certificate instanceof X509Certificate x509) {
            return x509;
        }
        throw new CertificateException("not an X.509 certificate");
    }

    private static CertificateException broken(int index, @Nullable Exception cause) {
        return new CertificateException("certificate " + (index + 1) + " is broken", cause);
    }

    private static List<X509Certificate> der(byte[] file) throws CertificateException {
        // The first byte of every certificate in DER; anything else is no certificate at all instead of a broken one.
        if (file.length == 0 || file[0] != 0x30) {
            return List.of();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file))) {
                certificates.add(x509(certificate));
            }
        } catch (CertificateException e) {
            throw broken(certificates.size(), e);
        }
        return certificates;
    }
}
