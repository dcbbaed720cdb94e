package io.nautes.cluster.model.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {
    private final X509Certificate first = SampleCertificates.FIRST;
    private final X509Certificate second = SampleCertificates.SECOND;

    private static byte[] der(X509Certificate certificate) throws CertificateException {
        return certificate.getEncoded();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----";
    }

    private static String pem(X509Certificate certificate) throws CertificateException {
        return pem("CERTIFICATE", der(certificate));
    }

    private static List<X509Certificate> parse(String text) throws CertificateException {
        return CertificateFiles.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void certificatesAreReadInTheOrderOfTheFile() throws CertificateException {
        assertThat(parse(pem(second) + "\n" + pem(first) + "\n")).containsExactly(second, first);
    }

    @Test
    void textAroundCertificatesIsIgnored() throws CertificateException {
        String key = pem("PRIVATE KEY", new byte[] {1, 2, 3});

        assertThat(parse("\ufeff# comment\n" + key + pem(first) + key + pem(second) + "more"))
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
    void eachLabelOfCertificatesIsKnown(String label) throws CertificateException {
        assertThat(parse(pem(label, der(first)))).containsExactly(first);
    }

    @Test
    void dataAfterATrustedCertificateIsIgnored() throws CertificateException {
        byte[] withTrust = Arrays.copyOf(der(first), der(first).length + 4);

        assertThat(parse(pem("TRUSTED CERTIFICATE", withTrust))).containsExactly(first);
    }

    static Stream<Charset> utf16() {
        return Stream.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);
    }

    @ParameterizedTest
    @MethodSource("utf16")
    void byteOrderMarkOfUtf16IsHonored(Charset charset) throws CertificateException {
        assertThat(CertificateFiles.parse(("\ufeff" + pem(first)).getBytes(charset)))
                .containsExactly(first);
    }

    /** These are the second bytes of the two marks, which say nothing behind another byte. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00fe\u00fe", "\u00ff\u00ff", "a\u00ff", "a\u00fe", "\u00fea", "\u00ffa"})
    void otherLeadingBytesAreNotAByteOrderMark(String start) throws CertificateException {
        assertThat(CertificateFiles.parse((start + pem(first)).getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(first);
    }

    @Test
    void certificatesInDerAreRead() throws CertificateException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(der(first));
        both.writeBytes(der(second));

        assertThat(CertificateFiles.parse(der(first))).containsExactly(first);
        assertThat(CertificateFiles.parse(both.toByteArray())).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "\u00fe", "text", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
    void fileWithoutCertificatesIsReadAsEmpty(String text) throws CertificateException {
        byte[] file = text.equals("0") ? new byte[] {0x31} : text.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(CertificateFiles.parse(file)).isEmpty();
    }

    /** A key in PEM may begin with the byte of a certificate in DER. */
    @Test
    void fileInPemIsNotReadAsDer() throws CertificateException {
        assertThat(parse("0\n" + pem("PRIVATE KEY", new byte[] {1}))).isEmpty();
    }

    @Test
    void brokenDerIsReported() throws CertificateException {
        byte[] cut = Arrays.copyOf(der(first), 40);

        assertThatThrownBy(() -> CertificateFiles.parse(cut))
                .isInstanceOf(CertificateException.class)
                .hasMessage("certificate 1 is broken")
                .hasCauseInstanceOf(CertificateException.class);
    }

    @Test
    void brokenCertificateIsReportedByItsNumber() throws CertificateException {
        String notBase64 = "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n";
        String notDer = pem("CERTIFICATE", new byte[] {1, 2, 3});
        String noEnd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CERTIFICATE-----\n";
        String good = pem(first) + "\n";

        for (String broken : List.of(notBase64, notDer, noEnd)) {
            assertThatThrownBy(() -> parse(broken))
                    .isInstanceOf(CertificateException.class)
                    .hasMessage("certificate 1 is broken");
            assertThatThrownBy(() -> parse(good + broken))
                    .isInstanceOf(CertificateException.class)
                    .hasMessage("certificate 2 is broken");
        }
    }
}
