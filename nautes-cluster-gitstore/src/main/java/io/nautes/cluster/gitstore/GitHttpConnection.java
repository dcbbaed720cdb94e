package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP connection in JGit's clothes. Time limits, trust and credentials are ours, whatever JGit sets. */
final class GitHttpConnection implements HttpConnection {
    private final HttpURLConnection connection;
    private final HttpTrace trace;

    GitHttpConnection(HttpURLConnection connection, HttpTrace trace) {
        this.connection = connection;
        this.trace = trace;
    }

    @Override
    public int getResponseCode() throws IOException {
        return trace.responseCode(connection);
    }

    @Override
    public URL getURL() {
        return connection.getURL();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return connection.getResponseMessage();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (!key.equalsIgnoreCase("Authorization")) {
            connection.setRequestProperty(key, value);
        }
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public void setUseCaches(boolean useCaches) {
        connection.setUseCaches(useCaches);
    }

    /** Ignored: the store's own limits hold. */
    @Override
    public void setConnectTimeout(int timeout) {}

    /** Ignored: the store's own limits hold. */
    @Override
    public void setReadTimeout(int timeout) {}

    @Override
    public String getContentType() {
        return connection.getContentType();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return trace.limited(connection.getInputStream());
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return connection.getHeaderField(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((key, values) -> {
            if (key != null) {
                fields.put(key, values);
            }
        });
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public int getContentLength() {
        return connection.getContentLength();
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {
        // Redirects are JGit's business: the JDK would follow them with all headers.
        connection.setInstanceFollowRedirects(false);
    }

    @Override
    public void setDoOutput(boolean doOutput) {
        connection.setDoOutput(doOutput);
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        connection.setFixedLengthStreamingMode(contentLength);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public void setChunkedStreamingMode(int chunkLength) {
        connection.setChunkedStreamingMode(chunkLength);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }

    /** Ignored: JGit asks for it only to trust any certificate. */
    @Override
    public void configure(KeyManager[] km, TrustManager[] tm, SecureRandom random) {}

    /** Ignored: JGit asks for it only to trust any host. */
    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {}
}
