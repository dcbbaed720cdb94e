package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the HTTP connections of one operation, and remembers of the last reply what JGit tells in its words only. Adds
 * the credentials itself, so that they go nowhere but to the configured server.
 */
final class HttpTrace implements HttpConnectionFactory {
    private static final String RETRY_AFTER = "Retry-After";
    private static final int MAX_WORDS = 300;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpSettings settings;
    private final GitAddress address;
    private final Deadline deadline;
    private final @Nullable String authorization;
    private volatile int status;
    private volatile String contentType = "";
    private volatile long retryAfterMillis;
    private volatile @Nullable String location;
    private volatile boolean movedForGood;
    private volatile String words = "";

    HttpTrace(HttpSettings settings, GitAddress address, Deadline deadline) {
        this.settings = settings;
        this.address = address;
        this.deadline = deadline;
        GitCredentials credentials = address.isHttp() ? settings.credentials().get() : null;
        this.authorization = credentials == null ? null : credentials.authorization();
    }

    /** The status of the last reply; 0 if there was none. */
    int status() {
        return status;
    }

    boolean isHtml() {
        return contentType.startsWith("text/html") || contentType.startsWith("application/xhtml");
    }

    /** The milliseconds after which the server wants to be asked again; 0 if it did not say. */
    long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** RFC 9110, section 10.2.3: seconds, or a date by the server's own clock. */
    private static long retryAfterMillis(HttpURLConnection connection) {
        String value = connection.getHeaderField(RETRY_AFTER);
        if (value == null) {
            return 0;
        }
        if (value.matches("\\d{1,6}")) {
            return TimeUnit.SECONDS.toMillis(Long.parseLong(value));
        }
        long date = connection.getHeaderFieldDate(RETRY_AFTER, 0);
        return Math.max(0, date - connection.getHeaderFieldDate("Date", System.currentTimeMillis()));
    }

    /** Where the server sent us, without a query; {@code null} if it did not. */
    @Nullable
    String location() {
        return location;
    }

    boolean movedForGood() {
        return movedForGood;
    }

    /** What the server said in plain text with an error; empty if nothing. */
    String words() {
        return words;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(proxyFor(url, proxy));
        connection.setConnectTimeout(deadline.millis(settings.connectTimeout()));
        connection.setReadTimeout(deadline.millis(settings.idleTimeout()));
        if (connection instanceof HttpsURLConnection secure && settings.tls() != null) {
            secure.setSSLSocketFactory(settings.tls());
        }
        if (authorization != null && isConfiguredServer(url)) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return new GitHttpConnection(connection, this);
    }

    private Proxy proxyFor(URL url, Proxy platform) {
        ProxySelector selector = settings.proxy();
        if (selector == null) {
            return platform;
        }
        try {
            List<Proxy> proxies = selector.select(url.toURI());
            return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
        } catch (URISyntaxException e) {
            return platform;
        }
    }

    private boolean isConfiguredServer(URL url) {
        return url.getProtocol().equalsIgnoreCase(address.uri().getScheme())
                && url.getHost().equalsIgnoreCase(address.uri().getHost())
                && port(url.getProtocol(), url.getPort())
                        == port(url.getProtocol(), address.uri().getPort());
    }

    private static int port(String protocol, int port) {
        return port > 0 ? port : protocol.equalsIgnoreCase("https") ? 443 : 80;
    }

    int responseCode(HttpURLConnection connection) throws IOException {
        try {
            int code = connection.getResponseCode();
            note(connection, code);
            return code;
        } catch (HttpRetryException e) {
            // The JDK refuses to answer a challenge while it streams; the status is all that is needed.
            status = e.responseCode();
            return status;
        }
    }

    private void note(HttpURLConnection connection, int code) {
        boolean seen = code == status && words.length() > 0;
        status = code;
        contentType =
                Objects.requireNonNullElse(connection.getContentType(), "").toLowerCase(Locale.ROOT);
        retryAfterMillis = retryAfterMillis(connection);
        if (REDIRECTS.contains(code)) {
            String target = Objects.requireNonNullElse(connection.getHeaderField("Location"), "");
            int query = target.indexOf('?');
            location = query < 0 ? target : target.substring(0, query);
            movedForGood = code == 301 || code == 308;
        }
        if (code >= 400 && !seen && contentType.startsWith("text/plain")) {
            words = plainWords(connection);
        }
    }

    private static String plainWords(HttpURLConnection connection) {
        try (InputStream body = connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(MAX_WORDS), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** A server that sends a byte now and then never runs into the time of silence, so the total is checked too. */
    InputStream limited(InputStream body) {
        return new DeadlineInputStream(body, deadline);
    }
}
