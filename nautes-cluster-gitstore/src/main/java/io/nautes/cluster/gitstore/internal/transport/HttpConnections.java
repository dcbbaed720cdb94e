package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A factory of the HTTP connections of one exchange, which records the last reply. It adds the credentials itself, so
 * they are sent only to the configured server.
 */
final class HttpConnections implements HttpConnectionFactory, AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 1_000;

    private final HttpClient client;
    private final GitAddress address;
    private final HttpLimits limits;
    private final @Nullable ProxySelector proxy;
    private final Redactor secrets;
    private final LastReply reply;
    private final Discovery discovery;
    private final Queue<GitHttpConnection> opened = new ConcurrentLinkedQueue<>();

    HttpConnections(
            HttpClient client,
            ServerSettings settings,
            GitAddress address,
            Deadline deadline,
            ExchangeContext context) {
        this.client = client;
        this.address = address;
        this.limits = new HttpLimits(deadline, settings.idleTimeout());
        this.proxy = settings.proxy() == null ? ProxySelector.getDefault() : settings.proxy();
        this.secrets = context.secrets();
        this.reply = context.reply();
        this.discovery = context.discovery();
    }

    /** Creates a client that keeps its connections alive. */
    static HttpClient newClient(ServerSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                // HTTP/2 would begin with an upgrade that Git servers do not support, and has no advantage for two
                // requests.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                // The tasks of the client only pass on buffers and never block, so they run in the calling thread,
                // without a switch of threads.
                .executor(Runnable::run)
                .connectTimeout(Duration.ofNanos(Deadline.nanos(settings.connectTimeout())));
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        if (settings.proxy() != null) {
            builder.proxy(settings.proxy());
        }
        return builder.build();
    }

    HttpLimits limits() {
        return limits;
    }

    /** Returns the client for a URL. */
    HttpClient client(URL url) throws IOException {
        if (proxy != null) {
            try {
                List<Proxy> proxies = proxy.select(url.toURI());
                if (!proxies.isEmpty() && proxies.get(0).type() == Proxy.Type.SOCKS) {
                    // The JDK's client would connect directly.
                    throw new IOException("SOCKS proxies are not supported; configure an HTTP proxy");
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new IOException("the proxy of the server cannot be determined");
            }
        }
        return client;
    }

    /**
     * Returns the credentials for a URL; {@code null} if none are configured, or if the URL is not on the configured server.
     */
    @Nullable
    String authorization(URL url) {
        return isConfiguredServer(url) ? secrets.authorization() : null;
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

    /** Records a reply. If JGit will not read the body, it is read to the end here. */
    void note(ReplyHead response) {
        int status = response.status();
        String location = null;
        if (LastReply.isRedirect(status)) {
            location = Redactor.withoutUserInfo(
                    response.headers().firstValue("Location").orElse(""));
            int query = location.indexOf('?');
            location = query < 0 ? location : location.substring(0, query);
        }
        String message = "";
        if (status != HttpConnection.HTTP_OK) {
            boolean plain =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
            message = message(response.body(), status >= 400 && plain);
        }
        reply.note(status, response.headers(), location, secrets.clean(message));
    }

    /** Returns the body of a reply for JGit. */
    InputStream received(URL url, ReplyHead response) throws IOException {
        return discovery.received(url, response);
    }

    private static String message(InputStream body, boolean isPlain) {
        try (body) {
            return isPlain ? new String(body.readNBytes(MAX_MESSAGE_BYTES), StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public HttpConnection create(URL url) {
        GitHttpConnection connection = new GitHttpConnection(url, this, discovery.reply(url));
        opened.add(connection);
        return connection;
    }

    /** Creates a connection. The proxy is ignored, because the store selects it. */
    @Override
    public HttpConnection create(URL url, Proxy ignored) {
        return create(url);
    }

    /** Closes the connections of exchanges in progress. */
    @Override
    public void close() {
        opened.forEach(GitHttpConnection::abort);
    }
}
