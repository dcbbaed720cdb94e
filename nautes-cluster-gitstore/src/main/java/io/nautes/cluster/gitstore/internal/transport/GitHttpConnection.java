package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.gitstore.internal.util.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request of JGit that is sent with the JDK's {@link java.net.http.HttpClient}. Each wait has a time limit and
 * ends on an interrupt, and no request header is logged. The store determines the time limits, trusted certificates and
 * credentials, whatever JGit sets.
 */
final class GitHttpConnection implements HttpConnection {
    private static final Set<String> NOT_JGITS =
            Set.of("authorization", "connection", "content-length", "expect", "host", "upgrade");

    private final URL url;
    private final HttpConnections connections;
    private final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String method = "GET";
    private long bodyLength = -1;
    private @Nullable RequestBody body;
    private @Nullable HttpExchange exchange;
    private @Nullable ReplyHead response;

    /**
     * Creates a connection.
     *
     * @param known the reply if it is known without sending the request; otherwise {@code null}
     */
    GitHttpConnection(URL url, HttpConnections connections, @Nullable ReplyHead known) {
        this.url = url;
        this.connections = connections;
        this.response = known;
    }

    private boolean isPost() {
        return method.equals("POST");
    }

    private HttpExchange send() throws IOException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(url.toURI()).method(method, publisher());
            requestHeaders.forEach(request::setHeader);
            String authorization = connections.authorization(url);
            if (authorization != null) {
                request.setHeader("Authorization", authorization);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The cause quotes the address or the header, so it is not attached.
            throw new HttpExchangeException(
                    FailureCode.UNEXPECTED_REPLY, "the address or a header of a request is malformed", null);
        }
        HttpExchange started = HttpExchange.start(connections.client(url), request.build(), connections.limits());
        exchange = started;
        RequestBody sending = body;
        if (sending != null) {
            started.onReply(sending::endExchange);
        }
        return started;
    }

    private BodyPublisher publisher() {
        RequestBody sending = body;
        if (sending == null || bodyLength == 0) {
            return BodyPublishers.noBody();
        }
        return bodyLength > 0
                ? BodyPublishers.fromPublisher(sending, bodyLength)
                : BodyPublishers.fromPublisher(sending);
    }

    private ReplyHead response() throws IOException {
        ReplyHead known = response;
        if (known != null) {
            return known;
        }
        ReplyHead received = await(exchange == null ? send() : exchange);
        response = received;
        connections.note(received);
        int status = received.status();
        if (isPost() && status != HTTP_OK && !LastReply.isRedirect(status)) {
            throw new HttpExchangeException(
                    FailureCode.UNEXPECTED_REPLY, "the server answered with HTTP status " + status, null);
        }
        return received;
    }

    private ReplyHead await(HttpExchange sent) throws IOException {
        try {
            return sent.await(connections.limits().next());
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (TimeoutException e) {
            sent.abort();
            throw connections.limits().timeout("a reply");
        } catch (InterruptedException e) {
            sent.abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a reply");
        }
    }

    /**
     * Returns the exception for a failure of the JDK's client. It is of a type that does not make JGit repeat the
     * request.
     */
    static IOException translated(@Nullable Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return translated(failure.getCause());
        }
        if (failure instanceof SSLHandshakeException handshake) {
            return handshake;
        }
        if (failure instanceof SSLPeerUnverifiedException unverified) {
            return unverified;
        }
        if (failure instanceof HttpTimeoutException) {
            SocketTimeoutException timeout = new SocketTimeoutException("timed out connecting to the server");
            timeout.initCause(failure);
            return timeout;
        }
        if (failure instanceof ConnectException) {
            return Causes.has(failure, UnresolvedAddressException.class)
                    ? new UnknownHostException("the name of the host cannot be resolved")
                    : new HttpExchangeException(FailureCode.UNREACHABLE, "the connection was refused", failure);
        }
        if (failure instanceof InterruptedIOException interrupted) {
            return interrupted;
        }
        if (failure instanceof ProtocolException || !(failure instanceof IOException)) {
            return new HttpExchangeException(FailureCode.UNEXPECTED_REPLY, "the reply is not valid HTTP", failure);
        }
        if (failure instanceof HttpExchangeException known) {
            return known;
        }
        SocketException broken = new SocketException("the connection broke: " + failure.getMessage());
        broken.initCause(failure);
        return broken;
    }

    /** Ends the exchange in any state. */
    void abort() {
        HttpExchange sent = exchange;
        if (sent != null) {
            sent.abort();
        }
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().status();
    }

    @Override
    public URL getURL() {
        return url;
    }

    /** Returns no message: HTTP/2 has none, and it adds nothing to the status. */
    @Override
    public String getResponseMessage() {
        return "";
    }

    private @Nullable HttpHeaders headers() {
        ReplyHead known = response;
        return known == null ? null : known.headers();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        HttpHeaders headers = headers();
        return headers == null ? Map.of() : headers.map();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        HttpHeaders headers = headers();
        return headers == null ? List.of() : headers.allValues(name);
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        HttpHeaders headers = headers();
        if (headers == null) {
            return null;
        }
        String value = headers.firstValue(name).orElse(null);
        // JGit logs this header and quotes it in messages.
        return value != null && name.equalsIgnoreCase("Location") ? Redactor.withoutUserInfo(value) : value;
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        String value = getHeaderField("Content-Length");
        return value == null || !value.matches("\\d{1,9}") ? -1 : Integer.parseInt(value);
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (!NOT_JGITS.contains(key.toLowerCase(Locale.ROOT))) {
            requestHeaders.put(key, value);
        }
    }

    @Override
    public void setRequestMethod(String value) {
        method = value;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return connections.received(url, response());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        RequestBody started = body;
        if (started == null) {
            started = new RequestBody(connections.limits());
            body = started;
            HttpExchange unused = send();
        }
        return started;
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        bodyLength = contentLength;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    /** Does nothing, because a body without a length is sent in chunks anyway. */
    @Override
    public void setChunkedStreamingMode(int chunkLength) {}

    /** Does nothing, because a request has a body if one is written. */
    @Override
    public void setDoOutput(boolean doOutput) {}

    /** Does nothing, because nothing is cached. */
    @Override
    public void setUseCaches(boolean useCaches) {}

    /** Does nothing, because the store's limits apply. */
    @Override
    public void setConnectTimeout(int timeout) {}

    /** Does nothing, because the store's limits apply. */
    @Override
    public void setReadTimeout(int timeout) {}

    /** Does nothing, because JGit follows redirects itself. The JDK would forward all headers. */
    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {}

    /** Does nothing, because JGit calls it only to trust any certificate. */
    @Override
    public void configure(KeyManager[] km, TrustManager[] tm, SecureRandom random) {}

    /** Does nothing, because JGit calls it only to trust any host. */
    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {}
}
