package io.nautes.cluster.client;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.internal.tls.TrustedCertificates;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The registry behind a Nautes API server.
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
 * <p>Safe for use by several threads; make one for a server and keep it. Saves and deletes of one client are sent one
 * after the other, because a Nautes 0.4 server mixes up changes that it gets at the same time. Reads are tried again when
 * the connection fails or the server is not available; changes only when it is certain that they were not made, and
 * otherwise fail with an {@link io.nautes.cluster.core.OutcomeUnknownException}. Batches send one change after the other,
 * even if those of this client are not serialised.
 *
 * <p>{@code find} and {@code delete} take the server's word for a cluster that is not registered. A missing right, a
 * tenant repository that the token cannot see, or a page of some other server are failures. Errors that the server
 * answers are {@link ServerReplyException}s. Redirects are never followed, so that the token stays with the server that
 * it is for.
 */
public final class NautesClient implements ClusterRegistry {
    private final Operations operations;
    private final Calls calls;
    private final AsyncClusterRegistry async = new Async();

    NautesClient(Operations operations, Calls calls) {
        this.operations = operations;
        this.calls = calls;
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
        return new Builder(ClientConfiguration.parsed(apiServer));
    }

    @Override
    public SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
        return WaitingCall.run(calls, operations.save(name, request, options));
    }

    @Override
    public Optional<Cluster> find(String name) {
        return WaitingCall.run(calls, operations.find(name));
    }

    @Override
    public List<Cluster> list(ClusterFilter filter) {
        return WaitingCall.run(calls, operations.list(filter));
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return WaitingCall.run(calls, operations.delete(name, options));
    }

    /**
     * The same operations without a waiting thread.
     *
     * @return the operations, which work with this client's connections until it is closed
     */
    public AsyncClusterRegistry async() {
        return async;
    }

    /**
     * Ends what this client made: threads and connections, but not an HTTP client or an executor that it was given.
     * Calls under way fail with {@link io.nautes.cluster.core.FailureCode#CANCELLED}, and so does every later one.
     */
    @Override
    public void close() {
        calls.underWay().close();
        calls.sender().close();
    }

    private final class Async implements AsyncClusterRegistry {
        @Override
        public CompletableFuture<SaveResult> save(String name, ClusterRequest request, ChangeOptions options) {
            return start(() -> operations.save(name, request, options));
        }

        @Override
        public CompletableFuture<Optional<Cluster>> find(String name) {
            return start(() -> operations.find(name));
        }

        @Override
        public CompletableFuture<List<Cluster>> list(ClusterFilter filter) {
            return start(() -> operations.list(filter));
        }

        @Override
        public CompletableFuture<DeleteResult> delete(String name, ChangeOptions options) {
            return start(() -> operations.delete(name, options));
        }

        @Override
        public CompletableFuture<BatchResult> saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
            return AsyncBatch.saveAll(this, requests, options);
        }

        @Override
        public CompletableFuture<BatchResult> deleteAll(Collection<String> names, BatchOptions options) {
            return AsyncBatch.deleteAll(this, names, options);
        }

        private <T> CompletableFuture<T> start(Supplier<ApiCall<T>> call) {
            try {
                return AsyncCall.start(calls, call.get());
            } catch (RegistryException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    /** Builds a {@link NautesClient}. Not safe for use by several threads. */
    public static final class Builder {
        private final ClientConfiguration configuration;

        private Builder(URI apiServer) {
            this.configuration = new ClientConfiguration(apiServer);
        }

        /**
         * Sets the access token.
         *
         * @param value the token
         * @return this builder
         */
        public Builder token(AccessToken value) {
            configuration.tokens(new FixedToken(value));
            return this;
        }

        /**
         * Sets where access tokens come from. A refused token is renewed once in each operation.
         *
         * @param value the source
         * @return this builder
         */
        public Builder tokenSource(TokenSource value) {
            configuration.tokens(value);
            return this;
        }

        /**
         * Trusts the certificates of a file instead of those of the Java runtime. Host names are verified.
         *
         * @param value a file with certificates in PEM or DER; it is read at once
         * @return this builder
         * @throws IllegalArgumentException if the file cannot be read, or holds no certificate or a broken one
         */
        public Builder trustPem(Path value) {
            configuration.trust(TrustedCertificates.keyStore(value));
            return this;
        }

        /**
         * Trusts the certificates of a key store instead of those of the Java runtime. Host names are verified.
         *
         * @param value the key store
         * @return this builder
         */
        public Builder trust(KeyStore value) {
            configuration.trust(value);
            return this;
        }

        /**
         * Shows the server a certificate.
         *
         * @param value a key store with the certificate and its key
         * @param password the password of the key
         * @return this builder
         */
        public Builder clientCertificate(KeyStore value, char[] password) {
            configuration.key(new Tls.ClientKey(value, password));
            return this;
        }

        /**
         * Sets the whole context of TLS, in place of trusted certificates and a client certificate.
         *
         * @param value the context
         * @return this builder
         */
        public Builder sslContext(SSLContext value) {
            configuration.sslContext(value);
            return this;
        }

        /**
         * Sets how proxies are chosen.
         *
         * @param value the selector; by default the Java runtime's
         * @return this builder
         */
        public Builder proxy(ProxySelector value) {
            configuration.proxy(value);
            return this;
        }

        /**
         * Sets the HTTP client. It stays open when this client is closed.
         *
         * @param value a client that follows no redirects, which would take the token along, and has no authenticator
         * @return this builder
         * @throws IllegalArgumentException if it does or has
         */
        public Builder httpClient(HttpClient value) {
            configuration.httpClient(value);
            return this;
        }

        /**
         * Sets the threads for connections, asynchronous calls, and what depends on their futures. Token sources are asked,
         * and calls are ended at their deadline, on threads of the client's own, so both work even if no thread of the
         * executor is free. The executor is not shut down when this client is closed, and must not be before.
         *
         * @param value the executor; by default daemon threads of this client's own, as many as asynchronous calls need. A
         *     call that waits needs none, which takes half the time of handing its parts over
         * @return this builder
         */
        public Builder executor(Executor value) {
            configuration.executor(value);
            return this;
        }

        /**
         * Sets the version of HTTP. A server that goes away fails HTTP/2 changes that are under way, and some servers do
         * not understand the offer.
         *
         * @param value the version; by default HTTP/1.1
         * @return this builder
         */
        public Builder version(HttpClient.Version value) {
            configuration.version(value);
            return this;
        }

        /**
         * Sets the header {@code User-Agent}.
         *
         * @param value visible ASCII characters and spaces; by default {@code nautes-cluster-client}
         * @return this builder
         */
        public Builder userAgent(String value) {
            configuration.header("User-Agent", value, true);
            return this;
        }

        /**
         * Adds a header to every request.
         *
         * @param name the header's name; not one that the client sets itself, such as {@code Authorization}
         * @param value visible ASCII characters and spaces
         * @return this builder
         * @throws IllegalArgumentException if the header is one of those, or cannot be sent; the value is not shown
         */
        public Builder header(String name, String value) {
            configuration.header(name, value, false);
            return this;
        }

        /**
         * Sets how long a call may take: the wait for its turn behind other changes of this client, the token source,
         * connection, reply, all attempts and pauses together.
         *
         * @param value the time; by default 30 seconds
         * @return this builder
         */
        public Builder deadline(Duration value) {
            configuration.deadline(value);
            return this;
        }

        /**
         * Sets how long making a connection may take. A connection that fails is made again, if attempts and time are
         * left.
         *
         * @param value the time; by default 10 seconds
         * @return this builder
         */
        public Builder connectTimeout(Duration value) {
            configuration.connectTimeout(value);
            return this;
        }

        /**
         * Sets how often operations are tried.
         *
         * @param value the policy; by default {@link RetryPolicy#defaults()}
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy value) {
            configuration.retry(value);
            return this;
        }

        /**
         * Sets the greatest length of an answer. A longer one is a failure.
         *
         * @param bytes the length in bytes; by default 16 MiB
         * @return this builder
         */
        public Builder replyLimit(int bytes) {
            configuration.replyLimit(bytes);
            return this;
        }

        /**
         * Sets how much is read of the body of a failure. The rest is left.
         *
         * @param bytes the length in bytes; by default 64 KiB
         * @return this builder
         */
        public Builder errorReplyLimit(int bytes) {
            configuration.errorReplyLimit(bytes);
            return this;
        }

        /**
         * Adds an observer.
         *
         * @param value is told of each attempt
         * @return this builder
         */
        public Builder observer(ClientObserver value) {
            configuration.observer(value);
            return this;
        }

        /**
         * Whether saves and deletes are sent one after the other.
         *
         * @param value {@code false} to send them at the same time, for a server that can take it; by default
         *     {@code true}
         * @return this builder
         */
        public Builder serialiseChanges(boolean value) {
            configuration.serialiseChanges(value);
            return this;
        }

        /**
         * Whether a change with an unknown outcome is looked after: the cluster is read, and the change counts as made
         * if what is registered is what was to be, as far as a reply can tell. It cannot tell the event listener, the
         * virtual cluster's port and the kubeconfig; a save that changes only those looks as made either way. A quarter of
         * the deadline is kept for this.
         *
         * @param value {@code true} to read; by default {@code false}
         * @return this builder
         */
        public Builder reconcileUnknownOutcomes(boolean value) {
            configuration.reconcile(value);
            return this;
        }

        /**
         * Sets how requests are validated before they are sent.
         *
         * @param value the evaluator; by default {@link ClusterEvaluator#standard()}
         * @return this builder
         */
        public Builder validation(ClusterEvaluator value) {
            configuration.validation(value);
            return this;
        }

        /**
         * Sends requests without validating more than the cluster's name.
         *
         * @return this builder
         */
        public Builder withoutValidation() {
            configuration.withoutValidation();
            return this;
        }

        /**
         * Builds the client. No connection is made and no thread started yet.
         *
         * @return the client
         * @throws IllegalStateException if no token was given, or a given HTTP client contradicts other settings
         * @throws IllegalArgumentException if a key store cannot be used
         */
        public NautesClient build() {
            return configuration.build();
        }
    }
}
