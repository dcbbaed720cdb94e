package io.nautes.cluster.client;

import io.nautes.cluster.client.internal.api.ApiServerUrl;
import io.nautes.cluster.client.internal.api.CallFactory;
import io.nautes.cluster.client.internal.call.AsyncCall;
import io.nautes.cluster.client.internal.call.BlockingCall;
import io.nautes.cluster.client.internal.call.CallContext;
import io.nautes.cluster.client.internal.call.CallSettings;
import io.nautes.cluster.client.internal.call.ChangeQueue;
import io.nautes.cluster.client.internal.call.FixedToken;
import io.nautes.cluster.client.internal.call.InFlightCalls;
import io.nautes.cluster.client.internal.call.RequestHeaders;
import io.nautes.cluster.client.internal.http.HttpSender;
import io.nautes.cluster.client.internal.http.LimitedBody;
import io.nautes.cluster.client.internal.http.TlsContexts;
import io.nautes.cluster.client.internal.retry.RetryDecider;
import io.nautes.cluster.core.AsyncClusterRegistry;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.internal.support.HeaderSyntax;
import io.nautes.cluster.model.internal.support.LibraryVersion;
import io.nautes.cluster.model.internal.support.TimeLimits;
import io.nautes.cluster.model.internal.tls.TrustedCertificates;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client of a Nautes API server.
 *
 * <pre>{@code
 * try (NautesClient client = NautesClient.builder(url)
 *         .token(AccessToken.of(token))
 *         .trustPem(ca)
 *         .build()) {
 *     client.save("cluster-host", request);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Build one client for each server and keep it. A client sends its saves and
 * deletes one at a time, because a Nautes 0.4 server mixes up concurrent changes. Reads are retried if the connection
 * fails or the server is not available. Changes are retried only if it is certain that they were not made; otherwise
 * they fail with an {@link io.nautes.cluster.core.OutcomeUnknownException}. Batches send one change at a time, even if
 * the changes of this client are not serialized.
 *
 * <p>{@code find} and {@code delete} report that a cluster is not registered only if the server says so. A missing
 * permission, a tenant repository that the token cannot see, and a page from another server are failures. Errors that
 * the server reports are {@link ServerReplyException}s. Redirects are never followed, so the token is not sent to
 * another server.
 */
public final class NautesClient implements ClusterRegistry {
    private final CallFactory calls;
    private final CallContext context;
    private final AsyncClusterRegistry async = new Async();

    private NautesClient(CallFactory calls, CallContext context) {
        this.calls = calls;
        this.context = context;
    }

    /**
     * Returns a builder of a client.
     *
     * @param apiServer the URL of the API server: scheme, host and port; a path before {@code /api} is kept
     * @return the builder
     * @throws IllegalArgumentException if it is not an http or https URL with a host, or contains credentials
     */
    public static Builder builder(URI apiServer) {
        return new Builder(apiServer);
    }

    /**
     * Returns a builder of a client.
     *
     * @param apiServer the URL of the API server
     * @return the builder
     * @throws IllegalArgumentException as {@link #builder(URI)}
     */
    public static Builder builder(String apiServer) {
        return new Builder(ApiServerUrl.parse(apiServer));
    }

    /**
     * Returns a client that is configured by environment variables:
     *
     * <table>
     *   <caption>Variables</caption>
     *   <tr><th>variable</th><th>value</th></tr>
     *   <tr><td>{@code NAUTES_API_SERVER}</td><td>the URL of the API server; required</td></tr>
     *   <tr><td>{@code NAUTES_TOKEN}</td><td>the access token</td></tr>
     *   <tr><td>{@code NAUTES_TOKEN_FILE}</td><td>a file with the access token, see {@link TokenSource#file}</td></tr>
     *   <tr><td>{@code NAUTES_CA}</td><td>a file with certificates to trust, see {@link Builder#trustPem};
     * optional</td></tr>
     * </table>
     *
     * <p>Exactly one of {@code NAUTES_TOKEN} and {@code NAUTES_TOKEN_FILE} must be set. An empty variable counts as
     * not set.
     *
     * @return the client
     * @throws IllegalStateException if variables are missing or contradict each other; the message lists all of them
     * @throws IllegalArgumentException if a value is invalid
     */
    public static NautesClient fromEnvironment() {
        return ClientEnvironment.builder(System.getenv()).build();
    }

    @Override
    public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
        return BlockingCall.run(context, RegistryOperation.save(name), () -> calls.save(name, request, options));
    }

    @Override
    public Optional<Cluster> find(String name, ReadOptions options) {
        return BlockingCall.run(context, RegistryOperation.find(name), () -> calls.find(name, options.call()));
    }

    @Override
    public ClusterList list(ClusterFilter filter, ReadOptions options) {
        return BlockingCall.run(context, RegistryOperation.list(), () -> calls.list(filter, options.call()));
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return BlockingCall.run(context, RegistryOperation.delete(name), () -> calls.delete(name, options));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server has no dry run. Therefore, the client lists the clusters and evaluates the request itself. It does
     * not know what uses a cluster. Replies lack some fields, which are not compared: see
     * {@link io.nautes.cluster.core.ClusterDiff#withoutReplyGaps()}. The plan has no files and no revision.
     */
    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        calls.checkCanPlan(name, request.request(), options);
        return calls.planner(listed(options)).plan(name, request, options);
    }

    /** {@inheritDoc} The client knows the virtual clusters of a host, but nothing else that uses a cluster. */
    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        calls.checkCanPlan(name, options);
        return calls.planner(listed(options)).planDelete(name, options);
    }

    /** {@inheritDoc} The clusters are listed once; see {@link #plan(String, ParsedRequest, ChangeOptions)}. */
    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        requests.forEach((name, request) -> calls.checkCanPlan(name, request, options.changeOptions(name)));
        return calls.planner(listed(options.changeOptions())).planAll(requests, options);
    }

    /** {@inheritDoc} The clusters are listed once; see {@link #planDelete(String, ChangeOptions)}. */
    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        names.forEach(name -> calls.checkCanPlan(name, options.changeOptions(name)));
        return calls.planner(listed(options.changeOptions())).planDeleteAll(names, options);
    }

    /** Lists all clusters, as a part of another operation. */
    private ClusterList listed(ChangeOptions options) {
        return BlockingCall.run(
                context, RegistryOperation.list(), () -> calls.list(ClusterFilter.all(), options.call()));
    }

    /**
     * Returns the asynchronous operations. They block no thread. If the caller completes a returned future, for example
     * with {@link CompletableFuture#cancel} or {@link CompletableFuture#orTimeout}, the exchange ends and its
     * connection is closed. The outcome of a change is then unknown. Completing a future that is derived from the
     * returned one has no such effect.
     *
     * @return the operations, which use this client's connections until the client is closed
     */
    public AsyncClusterRegistry async() {
        return async;
    }

    /**
     * Closes the threads and connections that this client opened, but not a custom HTTP client or executor. Calls in
     * flight and later calls fail with {@link io.nautes.cluster.core.FailureCode#CANCELLED}. If a change may have been
     * sent already, its outcome is unknown.
     */
    @Override
    public void close() {
        context.inFlight().close();
        context.sender().close();
    }

    private final class Async implements AsyncClusterRegistry {
        @Override
        public CompletableFuture<SaveResult> save(String name, ParsedRequest request, ChangeOptions options) {
            return AsyncCall.start(context, RegistryOperation.save(name), () -> calls.save(name, request, options));
        }

        @Override
        public CompletableFuture<Optional<Cluster>> find(String name, ReadOptions options) {
            return AsyncCall.start(context, RegistryOperation.find(name), () -> calls.find(name, options.call()));
        }

        @Override
        public CompletableFuture<ClusterList> list(ClusterFilter filter, ReadOptions options) {
            return AsyncCall.start(context, RegistryOperation.list(), () -> calls.list(filter, options.call()));
        }

        @Override
        public CompletableFuture<ChangePlan> plan(String name, ParsedRequest request, ChangeOptions options) {
            calls.checkCanPlan(name, request.request(), options);
            return listed(options).thenApply(listed -> calls.planner(listed).plan(name, request, options));
        }

        @Override
        public CompletableFuture<ChangePlan> planDelete(String name, ChangeOptions options) {
            calls.checkCanPlan(name, options);
            return listed(options).thenApply(listed -> calls.planner(listed).planDelete(name, options));
        }

        @Override
        public CompletableFuture<BatchPlan> planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
            requests.forEach((name, request) -> calls.checkCanPlan(name, request, options.changeOptions(name)));
            return listed(options.changeOptions())
                    .thenApply(listed -> calls.planner(listed).planAll(requests, options));
        }

        @Override
        public CompletableFuture<BatchPlan> planDeleteAll(Collection<String> names, BatchOptions options) {
            names.forEach(name -> calls.checkCanPlan(name, options.changeOptions(name)));
            return listed(options.changeOptions())
                    .thenApply(listed -> calls.planner(listed).planDeleteAll(names, options));
        }

        private CompletableFuture<ClusterList> listed(ChangeOptions options) {
            return AsyncCall.start(
                    context, RegistryOperation.list(), () -> calls.list(ClusterFilter.all(), options.call()));
        }

        @Override
        public CompletableFuture<DeleteResult> delete(String name, ChangeOptions options) {
            return AsyncCall.start(context, RegistryOperation.delete(name), () -> calls.delete(name, options));
        }
    }

    /** A builder of a {@link NautesClient}. Not safe for use by several threads. */
    public static final class Builder {
        private final String base;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final List<RegistryListener> listeners = new ArrayList<>();
        private @Nullable CredentialSupplier<AccessToken> tokens;
        private @Nullable KeyStore trusted;
        private TlsContexts.@Nullable ClientKey key;
        private @Nullable SSLContext sslContext;
        private @Nullable ProxySelector proxy;
        private @Nullable HttpClient httpClient;
        private @Nullable Executor executor;
        private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
        private Duration deadline = Duration.ofSeconds(30);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private RetryPolicy retryPolicy = RetryPolicy.defaults();
        private int replyLimit = 16 << 20;
        private int errorReplyLimit = 64 << 10;
        private boolean serializeChanges = true;
        private boolean reconcile;
        private @Nullable ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private LongUnaryOperator jitter =
                longest -> ThreadLocalRandom.current().nextLong(longest + 1);

        private Builder(URI apiServer) {
            this.base = ApiServerUrl.base(apiServer);
            headers.put("User-Agent", LibraryVersion.userAgent("nautes-cluster-client"));
        }

        /** Sets the access token. */
        public Builder token(AccessToken value) {
            tokens = new FixedToken(Objects.requireNonNull(value, "token"));
            return this;
        }

        /** Sets the source of access tokens. A refused token is renewed at most once in each operation. */
        public Builder tokenSource(CredentialSupplier<AccessToken> value) {
            tokens = Objects.requireNonNull(value, "tokenSource");
            return this;
        }

        /**
         * Trusts the certificates of a file instead of those of the Java runtime. Host names are verified.
         *
         * @param value a file with certificates in PEM or DER; it is read immediately
         * @throws IllegalArgumentException if the file cannot be read, contains no certificate, or contains an invalid
         *     one
         */
        public Builder trustPem(Path value) {
            trusted = TlsContexts.notEmpty(TrustedCertificates.keyStore(value));
            return this;
        }

        /**
         * Trusts the certificates of a key store instead of those of the Java runtime. Host names are verified.
         *
         * @throws IllegalArgumentException if the key store is empty or not loaded
         */
        public Builder trust(KeyStore value) {
            trusted = TlsContexts.notEmpty(value);
            return this;
        }

        /**
         * Sets the certificate that the client presents to the server.
         *
         * @param value a key store with the certificate and its key
         * @param password the password of the key; it is copied
         */
        public Builder clientCertificate(KeyStore value, char[] password) {
            key = new TlsContexts.ClientKey(value, password);
            return this;
        }

        /** Sets the TLS context, instead of trusted certificates and a client certificate. */
        public Builder sslContext(SSLContext value) {
            sslContext = Objects.requireNonNull(value, "sslContext");
            return this;
        }

        /** Sets the proxy selector; by default that of the Java runtime. */
        public Builder proxy(ProxySelector value) {
            proxy = Objects.requireNonNull(value, "proxy");
            return this;
        }

        /**
         * Sets the HTTP client. It stays open when this client is closed.
         *
         * @param value an HTTP client that does not follow redirects, which would send the token to another server, and
         *     that has no authenticator
         * @throws IllegalArgumentException if it follows redirects or has an authenticator
         */
        public Builder httpClient(HttpClient value) {
            if (value.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("the HTTP client follows redirects, which would send the token"
                        + " to another server; build it with followRedirects(Redirect.NEVER)");
            }
            if (value.authenticator().isPresent()) {
                throw new IllegalArgumentException("the HTTP client has an authenticator, which would replace the"
                        + " token; build it without one");
            }
            httpClient = value;
            return this;
        }

        /**
         * Sets the executor for connections, asynchronous calls, and actions that depend on their futures; by default
         * daemon threads of the client, virtual since Java 24. Blocking calls use no other thread by default, which
         * halves their duration. Token sources and deadlines always use threads of the client, so that they work even
         * if no thread of the executor is free.
         *
         * @param value the executor; it stays open when the client is closed, and must not be shut down before that
         */
        public Builder executor(Executor value) {
            executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Sets the version of HTTP; by default HTTP/1.1. With HTTP/2, changes in flight fail when a server shuts down,
         * and some servers do not support the upgrade.
         */
        public Builder version(HttpClient.Version value) {
            version = Objects.requireNonNull(value, "version");
            return this;
        }

        /**
         * Sets the header {@code User-Agent}; by default {@code nautes-cluster-client/} and the version.
         *
         * @param value visible ASCII characters and spaces
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder userAgent(String value) {
            putHeader("User-Agent", value, HeaderSyntax.problem("User-Agent", value));
            return this;
        }

        /**
         * Adds a header to every request.
         *
         * @param name the header's name; not one that the client sets, such as {@code Authorization}
         * @param value visible ASCII characters and spaces
         * @throws IllegalArgumentException if the client sets the header, or if the header cannot be sent; the message
         *     does not contain the value
         */
        public Builder header(String name, String value) {
            putHeader(name, value, RequestHeaders.problem(name, value));
            return this;
        }

        private void putHeader(String name, String value, @Nullable String problem) {
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            headers.put(name, value);
        }

        /**
         * Sets the maximum duration of a call; by default 30 seconds. It includes waiting for other changes of this
         * client, the token source, the connection, the reply, and all attempts and pauses.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder deadline(Duration value) {
            deadline = positive("deadline", value);
            return this;
        }

        /**
         * Sets the maximum time to open a connection; by default 10 seconds. A connection that fails is retried if
         * attempts and time are left.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = positive("connect timeout", value);
            return this;
        }

        private static Duration positive(String what, Duration value) {
            return TimeLimits.bounded(TimeLimits.positive(what, value));
        }

        /** Sets the number of attempts and their pauses; by default {@link RetryPolicy#defaults()}. */
        public Builder retryPolicy(RetryPolicy value) {
            retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /**
         * Sets the maximum length of a reply; by default 16 MiB. A longer reply is a failure.
         *
         * @param bytes the length in bytes
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder replyLimit(int bytes) {
            replyLimit = positive(bytes);
            return this;
        }

        /**
         * Sets the maximum length of an error reply; by default 64 KiB. The rest is discarded.
         *
         * @param bytes the length in bytes
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder errorReplyLimit(int bytes) {
            errorReplyLimit = positive(bytes);
            return this;
        }

        private static int positive(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a limit must be at least 1 byte (got " + bytes + ")");
            }
            return bytes;
        }

        /** Adds a listener, which is notified of operations and can add headers to their requests. */
        public Builder listener(RegistryListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Sets whether saves and deletes are sent one at a time; by default they are. Disable this only for a server
         * that can process concurrent changes.
         */
        public Builder serializeChanges(boolean value) {
            serializeChanges = value;
            return this;
        }

        /**
         * Sets whether a change with an unknown outcome is verified; by default it is not. To verify a change, the
         * client reads the cluster. The change counts as made if the reply matches the request. A reply does not contain
         * the event listener, the port of a virtual cluster and the kubeconfig: a save that changes only these counts as
         * made in either case. A quarter of the deadline is reserved for this.
         */
        public Builder reconcileUnknownOutcomes(boolean value) {
            reconcile = value;
            return this;
        }

        /**
         * Sets the evaluator that validates requests before they are sent; by default
         * {@link ClusterEvaluator#standard()}.
         */
        public Builder validation(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /** Disables validation, except for the cluster's name. */
        public Builder withoutValidation() {
            evaluator = null;
            return this;
        }

        /** Sets the function that draws a pause from zero to its argument; for tests. */
        Builder jitter(LongUnaryOperator value) {
            jitter = value;
            return this;
        }

        /**
         * Builds the client. This opens no connection and starts no thread.
         *
         * @return the client
         * @throws IllegalStateException if no token is set, or a custom HTTP client or TLS context conflicts with other
         *     settings
         * @throws IllegalArgumentException if a key store cannot be used
         */
        public NautesClient build() {
            if (tokens == null) {
                throw new IllegalStateException("the access token is not set; set it with token(...)");
            }
            HttpSender sender = new HttpSender(
                    new HttpSender.Options(httpClient, executor, tls(), proxy, version, connectTimeout),
                    LimitedBody.handler(replyLimit, errorReplyLimit));
            CallContext context = new CallContext(
                    new CallSettings(tokens, deadline, version, Map.copyOf(headers)),
                    sender,
                    new RetryDecider(retryPolicy.backoff(), ServerReplyException::new, Clock.systemUTC(), jitter),
                    List.copyOf(listeners),
                    new InFlightCalls(sender.name() + "-deadlines"),
                    serializeChanges ? new ChangeQueue() : null);
            return new NautesClient(new CallFactory(base, evaluator, reconcile), context);
        }

        private @Nullable SSLContext tls() {
            boolean hasCertificates = trusted != null || key != null;
            boolean hasTls = hasCertificates || sslContext != null;
            if (httpClient != null && (hasTls || proxy != null || executor != null)) {
                throw new IllegalStateException(
                        "a custom HTTP client uses its own TLS, proxy and executor; set them there");
            }
            if (sslContext != null && hasCertificates) {
                throw new IllegalStateException("a custom TLS context uses its own certificates; set them there");
            }
            return hasCertificates ? TlsContexts.context(trusted, key) : sslContext;
        }
    }
}
