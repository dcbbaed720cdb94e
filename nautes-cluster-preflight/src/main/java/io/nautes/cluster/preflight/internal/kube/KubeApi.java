package io.nautes.cluster.preflight.internal.kube;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nautes.cluster.model.internal.support.LibraryVersion;
import io.nautes.cluster.model.internal.support.ShownAddress;
import io.nautes.cluster.preflight.finding.PreflightCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests to an API server. What keeps the server from answering as an API server is a finding. Redirects are
 * not followed, and bodies are read up to a limit. Safe for use by several threads, which an interrupt frees.
 */
public final class KubeApi {
    private static final int MAX_BODY = 32 << 20;
    private static final String API_SERVER = "/api_server";
    private static final String KUBECONFIG = "/kubeconfig";
    private static final String NO_TYPE = "no content type";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubeAccess access;
    private final HttpClient http;
    private final Duration connectTimeout;

    /**
     * Creates an API.
     *
     * @param executor runs the tasks of the HTTP client; it needs a free thread while other threads wait for replies
     */
    public KubeApi(KubeAccess access, Duration connectTimeout, Executor executor) {
        this.access = access;
        this.connectTimeout = connectTimeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .sslContext(access.tls());
        if (access.proxySelector() != null) {
            builder.proxy(access.proxySelector());
        }
        this.http = builder.build();
    }

    /** Returns the address of the API server. */
    public URI server() {
        return access.server();
    }

    /**
     * Sends a GET request.
     *
     * @throws ProbeException if the server does not answer as an API server to a user that it knows
     */
    public KubeReply get(String path) throws ProbeException, InterruptedException {
        return send(request(path).GET());
    }

    /** Posts a document, as {@link #get}. */
    public KubeReply post(String path, String json) throws ProbeException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + path))
                .header("Accept", "application/json, */*")
                .header("User-Agent", LibraryVersion.userAgent("nautes-cluster-preflight"));
        if (access.authorization() != null) {
            request.header("Authorization", access.authorization());
        }
        return request;
    }

    private KubeReply send(HttpRequest.Builder request) throws ProbeException, InterruptedException {
        HttpResponse<InputStream> response;
        byte[] body;
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                body = in.readNBytes(MAX_BODY + 1);
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw broken(e);
        }
        return checked(response, body);
    }

    private ProbeException broken(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerTrust.RefusedCertificateException refused) {
                return refused(refused);
            }
            if (cause instanceof UnresolvedAddressException) {
                return unconnected(PreflightCode.HOST_NOT_FOUND, access.server().getHost());
            }
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return unconnected(PreflightCode.CONNECTION_TIMED_OUT, access.server(), connectTimeout.toMillis());
        }
        if (failure instanceof ConnectException) {
            return unconnected(PreflightCode.CONNECTION_REFUSED, access.server());
        }
        if (failure instanceof SSLException) {
            return finding(PreflightCode.TLS_FAILED, API_SERVER, access.server(), String.valueOf(failure.getMessage()));
        }
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Tunnel failed")
                ? unconnected(PreflightCode.PROXY_FAILED, access.server())
                : finding(PreflightCode.CONNECTION_BROKEN, API_SERVER, access.server(), message);
    }

    /** Returns the finding, or that of the proxy if there is one, since all connections are made to it. */
    private ProbeException unconnected(PreflightCode code, Object... arguments) {
        return access.proxy() == null
                ? finding(code, API_SERVER, arguments)
                : finding(PreflightCode.PROXY_FAILED, KUBECONFIG, access.proxy(), access.server());
    }

    private ProbeException refused(ServerTrust.RefusedCertificateException refused) {
        return switch (refused.reason()) {
            case UNTRUSTED -> finding(PreflightCode.CERTIFICATE_UNTRUSTED, KUBECONFIG, access.server());
            case EXPIRED -> finding(PreflightCode.CERTIFICATE_EXPIRED, API_SERVER, access.server(), refused.detail());
            case OTHER_HOST ->
                finding(PreflightCode.CERTIFICATE_FOR_OTHER_HOST, API_SERVER, access.server(), refused.detail());
        };
    }

    private static ProbeException finding(PreflightCode code, String pointer, Object... arguments) {
        return new ProbeException(code, pointer, arguments);
    }

    private KubeReply checked(HttpResponse<InputStream> response, byte[] body) throws ProbeException {
        int status = response.statusCode();
        String type = response.headers().firstValue("Content-Type").orElse(NO_TYPE);
        if (status / 100 == 3) {
            String target = response.headers().firstValue("Location").orElse("another address");
            throw finding(PreflightCode.REDIRECTED, API_SERVER, access.server(), ShownAddress.of(target));
        }
        JsonNode json = body.length > MAX_BODY ? MissingNode.getInstance() : json(type, body);
        Instant date =
                response.headers().firstValue("Date").map(KubeApi::instant).orElse(null);
        if (status == 401) {
            throw notAuthenticated(date);
        }
        // An empty 404 may come from an API server; the check of the version decides.
        boolean isApiServers = json.has("kind")
                || json.has("gitVersion")
                || type.startsWith("text/plain")
                || (status == 404 && body.length == 0);
        if (!isApiServers) {
            throw finding(PreflightCode.NOT_KUBERNETES, API_SERVER, access.server(), status, type);
        }
        if (status == 403 && json.path("message").asText().contains("\"system:anonymous\"")) {
            throw access.clientCertificateEnd().isPresent()
                    ? finding(PreflightCode.CLIENT_CERTIFICATE_UNKNOWN, KUBECONFIG, access.server())
                    : notAuthenticated(date);
        }
        return new KubeReply(status, json, date);
    }

    private ProbeException notAuthenticated(@Nullable Instant date) {
        Instant end = access.clientCertificateEnd().orElse(null);
        return end != null && date != null && end.isBefore(date)
                ? finding(PreflightCode.CLIENT_CERTIFICATE_EXPIRED, KUBECONFIG, end)
                : finding(PreflightCode.NOT_AUTHENTICATED, KUBECONFIG, access.server());
    }

    private static JsonNode json(String type, byte[] body) {
        if (!type.startsWith("application/json") && !type.equals(NO_TYPE)) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("bytes can be read", e);
        }
    }

    private static @Nullable Instant instant(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
