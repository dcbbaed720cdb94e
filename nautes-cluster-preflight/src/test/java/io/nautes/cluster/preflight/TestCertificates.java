package io.nautes.cluster.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority and what it signs, made by the JDK's keytool. */
final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path authority;

    private TestCertificates(Path folder) throws IOException {
        this.folder = Files.createTempDirectory(folder, "certificates");
        this.authority = this.folder.resolve("ca.p12");
        keytool(
                authority,
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + this.folder.getFileName(),
                "-ext",
                "bc:c");
    }

    static TestCertificates in(Path folder) throws IOException {
        return new TestCertificates(folder);
    }

    private static String keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }

    /**
     * Makes a key with a certificate.
     *
     * @param names subject alternative names, such as {@code ip:127.0.0.1}; empty for a client
     * @param start when it begins to be valid, in keytool's form, such as {@code -10d}
     * @param days how long it is valid
     */
    private KeyStore signed(String alias, String names, String start, int days)
            throws IOException, GeneralSecurityException {
        Path store = Files.createTempDirectory(folder, alias).resolve("key.p12");
        Path request = store.resolveSibling("request.pem");
        Path certificate = store.resolveSibling("certificate.pem");
        Path ca = store.resolveSibling("ca.pem");
        keytool(store, "-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias);
        keytool(store, "-certreq", "-alias", alias, "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-startdate",
                start,
                "-validity",
                Integer.toString(days)));
        if (!names.isEmpty()) {
            sign.addAll(List.of("-ext", "san=" + names));
        }
        keytool(authority, sign.toArray(new String[0]));
        keytool(authority, "-exportcert", "-alias", "ca", "-rfc", "-file", ca.toString());
        keytool(store, "-importcert", "-noprompt", "-alias", "ca", "-file", ca.toString());
        keytool(store, "-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Returns the TLS context of a server that asks for client certificates of this authority. */
    SSLContext server(String names, String start, int days) throws IOException, GeneralSecurityException {
        KeyStore keys = signed("server", names, start, days);
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A client's certificate and key, in PEM and Base64 as kubeconfigs have them. */
    record Client(String certificate, String key) {}

    Client client(String start, int days) throws IOException, GeneralSecurityException {
        KeyStore keys = signed("client", "", start, days);
        byte[] key = keys.getKey("client", PASSWORD.toCharArray()).getEncoded();
        return new Client(pem("CERTIFICATE", keys.getCertificate("client").getEncoded()), pem("PRIVATE KEY", key));
    }

    /** Returns the authority's certificate, in PEM and Base64. */
    String authorityData() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(authority)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate("ca");
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
        String pem = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, lineBreak).encodeToString(der) + "\n-----END " + kind + "-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
