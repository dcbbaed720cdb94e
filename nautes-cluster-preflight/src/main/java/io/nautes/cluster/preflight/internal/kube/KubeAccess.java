package io.nautes.cluster.preflight.internal.kube;

import static io.nautes.cluster.model.internal.kubeconfig.KubeconfigTree.isTrue;
import static io.nautes.cluster.model.internal.kubeconfig.KubeconfigTree.string;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.kubeconfig.KubeconfigTree;
import io.nautes.cluster.model.internal.tls.CertificateFiles;
import io.nautes.cluster.model.internal.tls.KeyManagers;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.finding.PreflightCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The access to the API server of a kubeconfig's current context: address, trust, proxy and credentials. */
public final class KubeAccess {
    private static final String POINTER = "/kubeconfig";
    private static final int MAX_PORT = 65_535;

    private final URI server;
    private final SSLContext tls;
    private final @Nullable URI proxy;
    private final @Nullable String authorization;
    private final @Nullable X509Certificate clientCertificate;

    private KubeAccess(Mapping cluster, Mapping user) throws ProbeException {
        this.server = server(string(cluster, "server"));
        this.proxy = proxy(KubeconfigTree.emptyAsNull(string(cluster, "proxy-url")));
        checkCredentials(user);
        this.authorization = authorization(user);
        try {
            List<X509Certificate> chain = CertificateFiles.parse(data(user, "client-certificate-data"));
            this.clientCertificate = chain.isEmpty() ? null : chain.get(0);
            this.tls = SSLContext.getInstance("TLS");
            KeyManager[] keys =
                    chain.isEmpty() ? new KeyManager[0] : KeyManagers.of(chain, data(user, "client-key-data"));
            tls.init(keys, trustManagers(cluster), null);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("its certificates or its key cannot be read");
        }
        if (authorization == null && clientCertificate == null) {
            throw notSupported("the user has none");
        }
    }

    /**
     * Reads a kubeconfig.
     *
     * @throws ProbeException if it cannot be used here
     */
    public static KubeAccess of(Kubeconfig kubeconfig) throws ProbeException {
        KubeconfigTree tree;
        try {
            tree = KubeconfigTree.read(kubeconfig.text());
        } catch (MalformedDocumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
        Mapping cluster = tree.cluster();
        Mapping user = tree.user();
        if (cluster == null || user == null) {
            throw unusable("its current context has no " + (cluster == null ? "cluster" : "user"));
        }
        return new KubeAccess(cluster, user);
    }

    private static ProbeException unusable(String why) {
        return new ProbeException(PreflightCode.KUBECONFIG_UNUSABLE, POINTER, why);
    }

    private static ProbeException notSupported(String why) {
        return new ProbeException(PreflightCode.CREDENTIALS_NOT_SUPPORTED, POINTER, why);
    }

    private static URI server(@Nullable String text) throws ProbeException {
        try {
            URI uri = URI.create(text == null ? "" : text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean isUsable = List.of("http", "https").contains(scheme)
                    && hasUsableAuthority(uri)
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (isUsable) {
                return URI.create(uri.toString().replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            // Its message quotes the address, which may contain a password.
        }
        throw unusable("its server is not an http or https URL with a host alone");
    }

    /** Returns whether there is a host, no password, and no port that no machine has. */
    private static boolean hasUsableAuthority(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= MAX_PORT;
    }

    private static @Nullable URI proxy(@Nullable String text) throws ProbeException {
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            if ("http".equalsIgnoreCase(uri.getScheme()) && hasUsableAuthority(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message quotes the address, which may contain a password.
        }
        throw unusable("its proxy-url is not an http URL without credentials");
    }

    private static void checkCredentials(Mapping user) throws ProbeException {
        for (String kind : List.of("exec", "auth-provider")) {
            if (user.entries().get(kind) instanceof Mapping) {
                throw notSupported(kind + " is run on the machine of its user");
            }
        }
        for (String file : List.of("tokenFile", "client-certificate", "client-key")) {
            if (KubeconfigTree.emptyAsNull(string(user, file)) != null) {
                throw notSupported(file + " is a file on the machine of its user");
            }
        }
    }

    private static @Nullable String authorization(Mapping user) throws ProbeException {
        String token = KubeconfigTree.emptyAsNull(string(user, "token"));
        if (token != null) {
            if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw unusable("its token holds characters that cannot be sent");
            }
            return "Bearer " + token;
        }
        String name = string(user, "username");
        String password = string(user, "password");
        return name == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] data(Mapping mapping, String key) throws CertificateException {
        String text = string(mapping, key);
        try {
            return text == null ? new byte[0] : Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Its message may quote the text.
            throw new CertificateException(key + " is not Base64");
        }
    }

    private static TrustManager[] trustManagers(Mapping cluster) throws GeneralSecurityException, IOException {
        if (isTrue(cluster, "insecure-skip-tls-verify")) {
            return new TrustManager[] {new AnyServer()};
        }
        List<X509Certificate> authorities =
                new ArrayList<>(CertificateFiles.parse(data(cluster, "certificate-authority-data")));
        if (authorities.isEmpty()) {
            return new TrustManager[] {ServerTrust.of(null)};
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return new TrustManager[] {ServerTrust.of(store)};
    }

    public URI server() {
        return server;
    }

    SSLContext tls() {
        return tls;
    }

    @Nullable
    URI proxy() {
        return proxy;
    }

    @Nullable
    ProxySelector proxySelector() {
        return proxy == null
                ? null
                : ProxySelector.of(InetSocketAddress.createUnresolved(
                        proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort()));
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    /** Returns the end of the client certificate's validity; empty without a client certificate. */
    Optional<Instant> clientCertificateEnd() {
        return Optional.ofNullable(clientCertificate)
                .map(certificate -> certificate.getNotAfter().toInstant());
    }

    /** Returns the address without the credentials. */
    @Override
    public String toString() {
        return "KubeAccess[" + server + "]";
    }
}
