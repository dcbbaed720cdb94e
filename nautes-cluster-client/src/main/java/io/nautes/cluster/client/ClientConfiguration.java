package io.nautes.cluster.client;

import io.nautes.cluster.core.ClusterEvaluator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a client is built with; checks each value when it is set, and what contradicts itself when it is built. */
final class ClientConfiguration {
    /** Stands for every longer time, so that sums of times in nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final int MAX_PORT = 65_535;
    private static final Set<String> OWN_HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private final String base;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<ClientObserver> observers = new ArrayList<>();
    private @Nullable TokenSource tokens;
    private @Nullable KeyStore trusted;
    private Tls.@Nullable ClientKey key;
    private @Nullable SSLContext sslContext;
    private @Nullable ProxySelector proxy;
    private @Nullable HttpClient httpClient;
    private @Nullable Executor executor;
    private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
    private Duration deadline = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private RetryPolicy retry = RetryPolicy.defaults();
    private int replyLimit = 16 << 20;
    private int errorReplyLimit = 64 << 10;
    private boolean serialiseChanges = true;
    private boolean reconcile;
    private @Nullable ClusterEvaluator evaluator = ClusterEvaluator.standard();
    private LongUnaryOperator jitter = longest -> ThreadLocalRandom.current().nextLong(longest + 1);

    ClientConfiguration(URI apiServer) {
        this.base = base(apiServer);
        headers.put("User-Agent", "nautes-cluster-client");
    }

    /** Reads a URL without quoting it in a failure: it may hold a password. */
    static URI parsed(String apiServer) {
        try {
            return new URI(apiServer);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the API server's URL is not valid; use an http or https URL such as https://nautes.example.com");
        }
    }

    private static String base(URI apiServer) {
        String scheme = apiServer.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (apiServer.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the API server's URL must not hold credentials; give a token with token(...)");
        }
        if (!http || apiServer.getHost() == null) {
            throw new IllegalArgumentException("the API server's URL must be an http or https URL with a host, such as"
                    + " https://nautes.example.com");
        }
        if (apiServer.getPort() == 0 || apiServer.getPort() > MAX_PORT) {
            throw new IllegalArgumentException(
                    "the API server's URL must have a port from 1 to 65535 (got " + apiServer.getPort() + ")");
        }
        if (apiServer.getRawQuery() != null || apiServer.getRawFragment() != null) {
            throw new IllegalArgumentException("the API server's URL must have no query and no fragment");
        }
        return apiServer.normalize().toString().replaceAll("/+$", "");
    }

    void tokens(TokenSource value) {
        tokens = Objects.requireNonNull(value, "tokenSource");
    }

    void trust(KeyStore value) {
        trusted = Tls.notEmpty(value);
    }

    void key(Tls.ClientKey value) {
        key = value;
    }

    void sslContext(SSLContext value) {
        sslContext = Objects.requireNonNull(value, "sslContext");
    }

    void proxy(ProxySelector value) {
        proxy = Objects.requireNonNull(value, "proxy");
    }

    void httpClient(HttpClient value) {
        if (value.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client follows redirects and would take the token along; build"
                    + " it with followRedirects(Redirect.NEVER)");
        }
        if (value.authenticator().isPresent()) {
            throw new IllegalArgumentException(
                    "the HTTP client has an authenticator, which would answer in place of the token; build it without");
        }
        httpClient = value;
    }

    void executor(Executor value) {
        executor = Objects.requireNonNull(value, "executor");
    }

    void version(HttpClient.Version value) {
        version = Objects.requireNonNull(value, "version");
    }

    void header(String name, String value, boolean own) {
        if (!own && OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the header " + name + " is set by the client itself; leave it out, or use the setting for it");
        }
        if (name.isEmpty() || !name.chars().allMatch(ClientConfiguration::isTokenCharacter)) {
            throw new IllegalArgumentException("a header's name takes letters, digits and '-' (got one of "
                    + name.length() + " characters with others)");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "the header " + name + " takes visible ASCII characters and spaces; the value given holds others");
        }
        headers.put(name, value);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    void deadline(Duration value) {
        deadline = positive("deadline", value);
    }

    void connectTimeout(Duration value) {
        connectTimeout = positive("connect timeout", value);
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive (got " + value + ")");
        }
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }

    void retry(RetryPolicy value) {
        retry = Objects.requireNonNull(value, "retry");
    }

    void replyLimit(int bytes) {
        replyLimit = positive(bytes);
    }

    void errorReplyLimit(int bytes) {
        errorReplyLimit = positive(bytes);
    }

    private static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a limit must be at least 1 byte (got " + bytes + ")");
        }
        return bytes;
    }

    void observer(ClientObserver value) {
        observers.add(Objects.requireNonNull(value, "observer"));
    }

    void serialiseChanges(boolean value) {
        serialiseChanges = value;
    }

    void reconcile(boolean value) {
        reconcile = value;
    }

    void validation(ClusterEvaluator value) {
        evaluator = Objects.requireNonNull(value, "evaluator");
    }

    void withoutValidation() {
        evaluator = null;
    }

    /** For tests: pauses that are known beforehand. */
    void jitter(LongUnaryOperator value) {
        jitter = value;
    }

    NautesClient build() {
        if (tokens == null) {
            throw new IllegalStateException("the API server needs an access token; give one with token(...)");
        }
        boolean tls = trusted != null || key != null || sslContext != null;
        if (httpClient != null && (tls || proxy != null || executor != null)) {
            throw new IllegalStateException("a given HTTP client has its own TLS, proxy and executor; set them there");
        }
        if (sslContext != null && (trusted != null || key != null)) {
            throw new IllegalStateException("a given TLS context has its own certificates; set them there");
        }
        SSLContext context = trusted != null || key != null ? Tls.context(trusted, key) : sslContext;
        ClientSettings settings = new ClientSettings(tokens, deadline, version, Map.copyOf(headers));
        HttpSender sender = new HttpSender(
                new HttpSender.Options(httpClient, executor, context, proxy, version, connectTimeout),
                LimitedBody.handler(replyLimit, errorReplyLimit));
        Calls calls = new Calls(
                settings,
                sender,
                new Decider(retry, Clock.systemUTC(), jitter),
                new Observers(List.copyOf(observers)),
                new CallsUnderWay(sender.name() + "-deadlines"),
                serialiseChanges ? new ChangeQueue() : null);
        return new NautesClient(new Operations(base, evaluator, reconcile), calls);
    }
}
