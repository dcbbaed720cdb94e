package io.nautes.cluster.client;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterNames;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.Evaluation;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.MalformedDocumentException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
    private final Exchange exchange;
    private final @Nullable ClusterEvaluator evaluator;
    private final ReentrantLock changing = new ReentrantLock(true);

    private NautesClient(Builder builder) {
        if (builder.tokens == null) {
            throw new IllegalStateException("the API server needs an access token; give one with token(...)");
        }
        this.evaluator = builder.evaluator;
        this.exchange = new Exchange(
                builder.apiServer,
                builder.tokens,
                builder.pem == null ? null : PemTrust.context(builder.pem),
                builder.deadline);
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

    @Override
    public SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
        List<Finding> warnings = List.of();
        if (evaluator == null) {
            ClusterNames.check(name).orThrow(name);
        } else {
            Evaluation evaluation = evaluator.evaluate(name, request);
            warnings = evaluation.report().orThrow(name).warnings();
        }
        Operation operation =
                Operation.save(name, options.skipChecks(), new Operation.Body(ClusterJson.write(request)));
        changing.lock();
        try {
            exchange.send(operation, Replies::isSuccess);
        } finally {
            changing.unlock();
        }
        return new SaveResult(name, SaveResult.Change.SAVED, null, warnings);
    }

    @Override
    public Optional<Cluster> find(String name) {
        ClusterNames.check(name).orThrow(name);
        Operation operation = Operation.find(name);
        HttpResponse<byte[]> response =
                exchange.send(operation, reply -> Replies.isSuccess(reply) || Replies.isClusterNotFound(reply, name));
        return Replies.isSuccess(response)
                ? Optional.of(read(operation, response, ClusterJson::readCluster))
                : Optional.empty();
    }

    @Override
    public List<Cluster> list(ClusterFilter filter) {
        Operation operation = Operation.list(filter.toFieldSelector());
        return read(operation, exchange.send(operation, Replies::isSuccess), ClusterJson::readClusters);
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        Operation operation = Operation.delete(name, options.skipChecks());
        changing.lock();
        try {
            HttpResponse<byte[]> response = exchange.send(
                    operation, reply -> Replies.isSuccess(reply) || Replies.isClusterNotFound(reply, name));
            return new DeleteResult(name, Replies.isSuccess(response), null);
        } finally {
            changing.unlock();
        }
    }

    private <T> T read(Operation operation, HttpResponse<byte[]> response, Function<byte[], T> reader) {
        try {
            return reader.apply(response.body());
        } catch (MalformedDocumentException e) {
            throw new RegistryException(
                    FailureCode.UNEXPECTED_REPLY,
                    "failed to " + operation.description() + ": the reply is not what an API server gives: "
                            + e.getMessage() + "; check the URL of the API server",
                    e);
        }
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Builds a {@link NautesClient}. Not safe for use by several threads. */
    public static final class Builder {
        private final URI apiServer;
        private @Nullable TokenSource tokens;
        private @Nullable Path pem;
        private @Nullable ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private Duration deadline = Duration.ofSeconds(30);

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
            return this;
        }

        /**
         * Sets where access tokens come from.
         *
         * @param value the source
         * @return this builder
         */
        public Builder tokenSource(TokenSource value) {
            tokens = Objects.requireNonNull(value, "tokenSource");
            return this;
        }

        /**
         * Trusts the certificates of a file instead of those of the Java runtime.
         *
         * @param value a file with certificates in PEM
         * @return this builder
         */
        public Builder trustPem(Path value) {
            pem = Objects.requireNonNull(value, "pem");
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

        /**
         * Builds the client. No connection is made yet.
         *
         * @return the client
         * @throws IllegalStateException if no token was given
         * @throws IllegalArgumentException if the file of certificates cannot be read
         */
        public NautesClient build() {
            return new NautesClient(this);
        }
    }
}
