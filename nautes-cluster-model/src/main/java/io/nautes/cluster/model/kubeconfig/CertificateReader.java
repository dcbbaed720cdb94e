package io.nautes.cluster.model.kubeconfig;

import io.nautes.cluster.model.internal.tls.CertificateFiles;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.KeyMatch;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.Validity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates and the key of a kubeconfig: Base64 around PEM (RFC 7468). What cannot be read is left out.
 */
final class CertificateReader {
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN (?<kind>(?:EC |RSA )?PRIVATE KEY)-----(?<body>[A-Za-z0-9+/=\\s]+)-----END \\k<kind>-----");
    private static final byte[] PROBE = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PKCS8_VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

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
            return KeyMatch.NOT_TO_TELL;
        }
        Matcher key = PRIVATE_KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!key.find()) {
            return KeyMatch.NOT_TO_TELL;
        }
        PublicKey publicKey = certificate.getPublicKey();
        try {
            byte[] body = Base64.getMimeDecoder().decode(key.group("body"));
            byte[] pkcs8 = key.group("kind").equals("PRIVATE KEY") ? body : pkcs8(body, publicKey);
            PrivateKey privateKey =
                    KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return signsFor(privateKey, publicKey) ? KeyMatch.MATCHES : KeyMatch.DIFFERS;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return KeyMatch.NOT_TO_TELL;
        }
    }

    private static boolean signsFor(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> publicKey.getAlgorithm();
        };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(privateKey);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(PROBE);
        return verifier.verify(signature);
    }

    /**
     * Returns the older forms of a key (RFC 5915, RFC 8017) in the form the JDK reads (RFC 5208). Which algorithm and
     * curve it is stands in the certificate's public key, whose first element is that of the wanted form too.
     */
    private static byte[] pkcs8(byte[] key, PublicKey publicKey) {
        byte[] info = publicKey.getEncoded();
        int start = headerLength(info, 0);
        int end = start + headerLength(info, start) + contentLength(info, start);
        byte[] algorithm = Arrays.copyOfRange(info, start, end);
        return element(SEQUENCE, PKCS8_VERSION, algorithm, element(OCTET_STRING, key));
    }

    private static int headerLength(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        return length < 0x80 ? 2 : 2 + (length & 0x7F);
    }

    private static int contentLength(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        if (length < 0x80) {
            return length;
        }
        int content = 0;
        for (int i = 0; i < (length & 0x7F); i++) {
            content = (content << 8) | (der[at + 2 + i] & 0xFF);
        }
        return content;
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length <= 0xFF) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
