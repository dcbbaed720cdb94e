package io.nautes.cluster.client;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The registry behind a Nautes API server.
 *
 * <pre>{@code
 * try (NautesClient client = NautesClient.builder("https://nautes.example.com:31443")
 *         .token(AccessToken.of(token))
 *         .trustPem(Path.of("ca.pem"))
 *         .build()) {
 *     client.save("cluster-host", request);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Saves and deletes of one client are sent one after the other, because a Nautes 0.4
 * server mixes up changes that it gets at the same time. Reads are tried again when the connection fails or the server
 * is not available; changes only when it is certain that they were not made.
 */
public final class NautesClient implements ClusterRegistry {
    private final ClusterCalls calls;
    private final Exchange exchange;
    private final @Nullable ChangeQueue changes;
    private final boolean reconcile;
    private final AsyncNautesClient async;

    private NautesClient(Builder builder) {
        TokenSource tokens = builder.tokens;
        if (tokens == null) {
            throw new IllegalStateException("the API server needs an access token; give one with token(...)");
        }
        Transport transport =
                builder.http == null ? Transport.own(builder::newHttpClient) : Transport.given(builder.http);
        this.calls = new ClusterCalls(builder.evaluator);
        this.exchange = new Exchange(
                builder.settings(tokens),
                transport,
                new DecisionMaker(
                        builder.retryPolicy,
                        longest -> ThreadLocalRandom.current().nextLong(longest + 1),
                        builder.tokenIsAskedForAgain));
        this.changes = builder.serialiseChanges ? new ChangeQueue() : null;
        this.reconcile = builder.reconcile;
        this.async = new AsyncNautesClient(calls, exchange, changes, reconcile);
    }

    /**
     * A builder of a client.
     *
     * @param apiServer URL of the API server: scheme, host and port; a path in front of {@code /api} is kept
     * @return the builder
     * @throws IllegalArgumentException if it is no http or https URL with a host, or holds credentials
     */
    public static Builder builder(URI apiServer) {
        return new Builder(apiServer);
    }

    /**
     * A builder of a client.
     *
     * @param apiServer URL of the API server
     * @return the builder
     * @throws IllegalArgumentException as {@link #builder(URI)}
     */
    public static Builder builder(String apiServer) {
        return new Builder(URI.create(apiServer));
    }

    /**
     * The same operations without waiting threads. The client's settings hold for both; changes of both ways wait for
     * each other.
     *
     * @return the asynchronous registry, which is closed with this client
     */
    public AsyncClusterRegistry async() {
        return async;
    }

    @Override
    public SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
        return change(name, calls.save(name, request, options));
    }

    @Override
    public Optional<Cluster> find(String name) {
        return run(calls.find(name));
    }

    @Override
    public List<Cluster> list(ClusterFilter filter) {
        return run(calls.list(filter));
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return change(name, calls.delete(name, options));
    }

    private <T> T run(Prepared<T> prepared) {
        return prepared.result().apply(exchange.send(prepared.operation(), prepared.accepted()));
    }

    private <T> T change(String name, Prepared<T> prepared) {
        try {
            return inTurn(prepared);
        } catch (OutcomeUnknownException e) {
            return reconciled(name, prepared, e);
        }
    }

    private <T> T inTurn(Prepared<T> prepared) {
        if (changes == null) {
            return run(prepared);
        }
        ChangeQueue.Turn turn = changes.enter();
        try {
            turn.ready().get();
            return run(prepared);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    FailureCode.CANCELLED,
                    "failed to " + prepared.operation().description()
                            + ": the thread was interrupted while it waited for its turn",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        } finally {
            turn.leave();
        }
    }

    private <T> T reconciled(String name, Prepared<T> prepared, OutcomeUnknownException unknown) {
        if (!reconcile) {
            throw unknown;
        }
        try {
            return prepared.reconciled().compare(find(name)).orElseThrow(() -> unknown);
        } catch (RegistryException e) {
            if (e != unknown) {
                unknown.addSuppressed(e);
            }
            throw unknown;
        }
    }

    /**
     * Ends what the client made: operations under way fail with {@link FailureCode#CANCELLED}, its threads end. An
     * {@link HttpClient} that was given is left alone. Closing twice does nothing.
     */
    @Override
    public void close() {
        exchange.close();
    }

    /** Builds a {@link NautesClient}. Not safe for use by several threads. */
    public static final class Builder {
        private static final int BODY_LIMIT = 16 * 1024 * 1024;
        private static final int ERROR_BODY_LIMIT = 64 * 1024;
        private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
        private static final Set<String> RESERVED_HEADERS = Set.of(
                "accept",
                "authorization",
                "proxy-authorization",
                "connection",
                "content-length",
                "content-type",
                "expect",
                "host",
                "upgrade",
                "user-agent");

        private final URI apiServer;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<ClientObserver> observers = new ArrayList<>();
        private @Nullable TokenSource tokens;
        private boolean tokenIsAskedForAgain;
        private @Nullable SSLContext tls;
        private @Nullable ProxySelector proxy;
        private @Nullable HttpClient http;
        private @Nullable ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private RetryPolicy retryPolicy = RetryPolicy.defaults();
        private Duration deadline = Duration.ofSeconds(30);
        private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
        private String userAgent = "nautes-cluster-java";
        private boolean serialiseChanges = true;
        private boolean reconcile;

        private Builder(URI apiServer) {
            String scheme = apiServer.getScheme();
            boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            if (!http || apiServer.getHost() == null) {
                throw new IllegalArgumentException("the API server's URL must be an http or https URL with a host");
            }
            if (apiServer.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "the API server's URL must not hold credentials; give a token with token(...)");
            }
            if (apiServer.getRawQuery() != null || apiServer.getRawFragment() != null) {
                throw new IllegalArgumentException("the API server's URL must have no query and no fragment");
            }
            this.apiServer = apiServer;
        }

        /**
         * Sets the access token.
         *
         * @param value the token
         * @return this builder
         */
        public Builder token(AccessToken value) {
            Objects.requireNonNull(value, "token");
            tokens = () -> value;
            tokenIsAskedForAgain = false;
            return this;
        }

        /**
         * Sets where access tokens come from. When the server refuses a token, the source is asked once more.
         *
         * @param value the source
         * @return this builder
         */
        public Builder tokenSource(TokenSource value) {
            tokens = Objects.requireNonNull(value, "tokenSource");
            tokenIsAskedForAgain = true;
            return this;
        }

        /**
         * Trusts the certificates of a file instead of those of the Java runtime. Host names are verified all the same.
         *
         * @param value a file with certificates in PEM
         * @return this builder
         * @throws IllegalArgumentException if the file cannot be read or holds no certificate
         */
        public Builder trustPem(Path value) {
            return sslContext(TlsContexts.trusting(value));
        }

        /**
         * Trusts the certificates of a key store instead of those of the Java runtime. Host names are verified all the
         * same.
         *
         * @param value the loaded key store
         * @return this builder
         * @throws IllegalArgumentException if it holds nothing to trust
         */
        public Builder trust(KeyStore value) {
            return sslContext(TlsContexts.trusting(value));
        }

        /**
         * Sets the TLS context, for client certificates and whatever else the other ways do not offer.
         *
         * @param value the context
         * @return this builder
         */
        public Builder sslContext(SSLContext value) {
            tls = Objects.requireNonNull(value, "sslContext");
            return this;
        }

        /**
         * Sets the proxies.
         *
         * @param value the selector; by default no proxy
         * @return this builder
         */
        public Builder proxy(ProxySelector value) {
            proxy = Objects.requireNonNull(value, "proxy");
            return this;
        }

        /**
         * Sets the protocol version. HTTP/2 is not the default, because a server that goes away then takes changes with
         * it whose outcome nobody knows.
         *
         * @param value the version; by default HTTP/1.1
         * @return this builder
         */
        public Builder version(HttpClient.Version value) {
            version = Objects.requireNonNull(value, "version");
            return this;
        }

        /**
         * Sets the HTTP client. Trust, proxies and version are then its own matter. It must not follow redirects.
         *
         * @param value the client, which is not closed with this one
         * @return this builder
         * @throws IllegalArgumentException if it follows redirects, which would carry the token to other hosts
         */
        public Builder httpClient(HttpClient value) {
            if (value.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException(
                        "the HTTP client follows redirects, which would carry the access token"
                                + " to other hosts; build it with followRedirects(NEVER)");
            }
            http = value;
            return this;
        }

        /**
         * Sets how often and after what pause operations are tried again.
         *
         * @param value the policy; by default {@link RetryPolicy#defaults()}
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy value) {
            retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /**
         * Sets whether a change whose outcome is unknown is looked up: if what is registered equals what was to be
         * registered, as far as a reply tells, the change counts as made.
         *
         * @param value {@code true} to look it up; by default such a change is an {@link OutcomeUnknownException}
         * @return this builder
         */
        public Builder reconcileUnknownOutcomes(boolean value) {
            reconcile = value;
            return this;
        }

        /**
         * Sets whether saves and deletes of this client are sent one after the other.
         *
         * @param value {@code false} for servers that can take changes at the same time; by default {@code true}
         * @return this builder
         */
        public Builder serialiseChanges(boolean value) {
            serialiseChanges = value;
            return this;
        }

        /**
         * Sets the header {@code User-Agent}.
         *
         * @param value the product and version of the program
         * @return this builder
         */
        public Builder userAgent(String value) {
            userAgent = Objects.requireNonNull(value, "userAgent");
            return this;
        }

        /**
         * Adds a header to each request.
         *
         * @param name the header's name; none of those that the client sets itself
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the client sets that header itself, it would tell a proxy's password to
         *     the server, or the name or the value has characters that HTTP does not allow
         */
        public Builder header(String name, String value) {
            if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + name + " is not for callers to set");
            }
            if (!HEADER_NAME.matcher(name).matches()
                    || value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
                throw new IllegalArgumentException(
                        "the header has a name or a value with characters that HTTP does not allow (not shown)");
            }
            headers.put(name, value);
            return this;
        }

        /**
         * Adds one who is told of each attempt.
         *
         * @param value the observer
         * @return this builder
         */
        public Builder observer(ClientObserver value) {
            observers.add(Objects.requireNonNull(value, "observer"));
            return this;
        }

        /**
         * Sets how long an operation may take: connection, reply and all attempts together.
         *
         * @param value the time; by default 30 seconds
         * @return this builder
         */
        public Builder deadline(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("the deadline must be positive (got " + value + ")");
            }
            deadline = value;
            return this;
        }

        /**
         * Sets how requests are validated before they are sent.
         *
         * @param value the evaluator; by default {@link ClusterEvaluator#standard()}
         * @return this builder
         */
        public Builder validation(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /**
         * Sends requests without validating more than the cluster's name.
         *
         * @return this builder
         */
        public Builder withoutValidation() {
            evaluator = null;
            return this;
        }

        private ClientSettings settings(TokenSource source) {
            String url = apiServer.toString();
            return new ClientSettings(
                    url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                    source,
                    deadline,
                    userAgent,
                    new LinkedHashMap<>(headers),
                    List.copyOf(observers),
                    BODY_LIMIT,
                    ERROR_BODY_LIMIT);
        }

        private HttpClient newHttpClient(ExecutorService executor) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(version)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(deadline)
                    .executor(executor);
            if (tls != null) {
                builder.sslContext(tls);
            }
            if (proxy != null) {
                builder.proxy(proxy);
            }
            return builder.build();
        }

        /**
         * Builds the client. No connection is made yet.
         *
         * @return the client
         * @throws IllegalStateException if no token was given
         */
        public NautesClient build() {
            return new NautesClient(this);
        }
    }
}
