package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.RetryAfter;
import io.nautes.cluster.model.internal.support.TimeLimits;
import io.nautes.cluster.model.internal.tls.TrustedCertificates;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps kubeconfigs in Vault, in a secrets engine of KV version 2, over Vault's HTTP API. By default, it
 * uses the path of Nautes 0.4: mount {@code cluster}, path {@code kubernetes/NAME/default/admin}, key
 * {@code kubeconfig}.
 *
 * <pre>{@code
 * try (VaultKubeconfigStore kubeconfigs = VaultKubeconfigStore.builder(URI.create("https://vault.example.com:8200"))
 *         .appRole(roleId, AccessToken.of(secretId))
 *         .trustPem(ca)
 *         .build()) {
 *     ClusterRegistry registry = StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
 *     registry.list();
 * }
 * }</pre>
 *
 * <p><b>Changes.</b> A change reads the secret and writes a new version of it with check-and-set, so that other keys of
 * the secret stay and no change of another client is overwritten unseen. While a save is in progress, the key
 * {@code kubeconfig_previous} beside {@code kubeconfig} holds the kubeconfig to restore if the save fails. Storing the
 * same kubeconfig again writes nothing. If other clients come first several times, a put fails with
 * {@link FailureCode#CONFLICT}. Requests that Vault asks to repeat (412, 429, and 503 with {@code Retry-After}) are
 * repeated after a pause.
 *
 * <p><b>Removal.</b> {@link #delete} removes the secret with all its versions. {@link #compareAndDelete}, which a
 * registry uses, writes a version without the kubeconfig and destroys the content of all versions before it, because
 * Vault has no conditional delete; the path stays in Vault's list without content. The token's policy needs
 * {@code read}, {@code create} and {@code update} on {@code MOUNT/data/PATH}, {@code update} on
 * {@code MOUNT/destroy/PATH}, and {@code delete} on {@code MOUNT/metadata/PATH}.
 *
 * <p><b>Logins.</b> {@link VaultLogin} lists the ways to authenticate. A store logs in when it first needs a token,
 * shortly before a token expires that cannot be renewed, and once when Vault refuses it. A fixed token is used
 * unchanged.
 *
 * <p><b>Failures</b> are {@link RegistryException}s that contain no token and no part of a kubeconfig. One deadline
 * applies to an operation with all its requests. If a change gets no reply, it is tried once more, which is safe. If its
 * outcome is still unknown, it fails with an {@link io.nautes.cluster.core.OutcomeUnknownException}. Replies of more
 * than 8 MiB are refused, and redirects are not followed.
 *
 * <p>Safe for use by several threads. Close it to end its threads.
 */
public final class VaultKubeconfigStore implements KubeconfigStore, AutoCloseable {
    private static final AtomicInteger STORES = new AtomicInteger();

    private final VaultHttp http;
    private final VaultSession session;
    private final ExecutorService executor;
    private final Delays delays;
    private final Supplier<Deadline> deadlines;
    private final String mount;
    private final String path;
    private final String key;
    private final RetryPauses pauses;
    private final AtomicBoolean closed;

    private VaultKubeconfigStore(Builder builder, VaultLogin login) {
        String name = "nautes-vault-" + STORES.incrementAndGet();
        this.executor = Executors.newCachedThreadPool(DaemonThreads.factory(name));
        this.delays = builder.delays == null ? Delays.onThread(name + "-renewal") : builder.delays;
        HttpClient.Builder settings = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .connectTimeout(TimeLimits.bounded(builder.deadline));
        if (builder.sslContext != null) {
            settings.sslContext(builder.sslContext);
        }
        if (builder.proxy != null) {
            settings.proxy(builder.proxy);
        }
        this.pauses = new RetryPauses();
        this.closed = new AtomicBoolean();
        this.http = new VaultHttp(settings.build(), builder.address, builder.namespace, pauses);
        this.session = new VaultSession(http, login, executor, delays, builder.deadline, builder.nanoTime);
        this.deadlines = () -> Deadline.in(builder.deadline);
        this.mount = builder.mount;
        this.path = builder.path;
        this.key = builder.key;
    }

    private VaultKubeconfigStore(VaultKubeconfigStore other, Deadline end) {
        this.executor = other.executor;
        this.delays = other.delays;
        this.pauses = other.pauses;
        this.closed = other.closed;
        this.http = other.http;
        this.session = other.session;
        this.deadlines = () -> end;
        this.mount = other.mount;
        this.path = other.path;
        this.key = other.key;
    }

    @Override
    public KubeconfigStore within(Duration time) {
        return new VaultKubeconfigStore(this, Deadline.in(time));
    }

    /**
     * Returns a builder of a store.
     *
     * @param address Vault's address, such as {@code https://vault.example.com:8200}; plain {@code http} only on the
     *     loopback interface, because requests carry tokens and kubeconfigs
     * @return the builder
     * @throws IllegalArgumentException if the address is invalid
     */
    public static Builder builder(URI address) {
        return new Builder(address);
    }

    @Override
    public Optional<StoredKubeconfig> read(String name) {
        String task = "read the kubeconfig of cluster " + name + " from Vault";
        Deadline end = deadlines.get();
        VaultSecret secret = secretBefore(read(name, task), end);
        if (secret.isBeingRemoved()) {
            finishRemoval(name, secret, end);
        }
        return secret.entry().map(entry -> new StoredKubeconfig(entry, Integer.toString(secret.version())));
    }

    @Override
    public Optional<Kubeconfig> find(String name) {
        VaultRequest request = read(name, "read the kubeconfig of cluster " + name + " from Vault");
        return secretBefore(request, deadlines.get()).entry().map(KubeconfigEntry::kubeconfig);
    }

    @Override
    public Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
        String task = "store the kubeconfig of cluster " + name + " in Vault";
        Deadline end = deadlines.get();
        VaultSecret secret = secretBefore(read(name, task), end);
        if (!isAt(secret, expectedVersion)) {
            return Optional.empty();
        }
        return replaced(name, task, secret, entry, end)
                ? Optional.of(Integer.toString(secret.version() + 1))
                : Optional.empty();
    }

    @Override
    public boolean compareAndDelete(String name, String expectedVersion) {
        String task = "delete the kubeconfig of cluster " + name + " from Vault";
        Deadline end = deadlines.get();
        VaultSecret secret = secretBefore(read(name, task), end);
        if (!isAt(secret, expectedVersion) || !replaced(name, task, secret, null, end)) {
            return false;
        }
        VaultSecret removed = secret.with(null);
        finishRemoval(name, new VaultSecret(secret.version() + 1, null, removed.previous(), removed.others()), end);
        return true;
    }

    private static boolean isAt(VaultSecret secret, @Nullable String version) {
        return Objects.equals(version, secret.value() == null ? null : Integer.toString(secret.version()));
    }

    /**
     * Writes the next version of a secret if no other client has done so. A write without a reply is sent once more: Vault
     * refuses the second one if the first was made, and reading shows whose the new version is.
     */
    private boolean replaced(
            String name, String task, VaultSecret secret, @Nullable KubeconfigEntry entry, Deadline end) {
        VaultSecret next = secret.with(entry);
        VaultRequest write = new VaultRequest(task, "POST", secretPath("data", name), VaultJson.write(next, key));
        Sent first = send(write, end);
        if (first.unknown() == null) {
            return first.isMade();
        }
        RegistryException unknown = first.unknown();
        try {
            if (pauses.await(1, Duration.ZERO, end)) {
                Sent second = send(write, end);
                VaultSecret now = second.isMade() ? next : secretBefore(read(name, task), end);
                if (second.isMade() || isNext(now, secret, next)) {
                    return true;
                }
            }
        } catch (NoReplyException | RegistryException e) {
            unknown.addSuppressed(e);
        }
        throw unknown;
    }

    private static boolean isNext(VaultSecret now, VaultSecret before, VaultSecret next) {
        return now.version() == before.version() + 1
                && Objects.equals(now.value(), next.value())
                && Objects.equals(now.previous(), next.previous());
    }

    /**
     * The outcome of a change.
     *
     * @param isMade whether the change was made
     * @param unknown why that is not known; {@code null} if it is
     */
    private record Sent(boolean isMade, @Nullable RegistryException unknown) {}

    /** Sends a conditional change once. A change that was refused because another client was first is not made. */
    private Sent send(VaultRequest request, Deadline end) {
        VaultFailures failures = session.failures();
        try {
            VaultReply reply = call(request, end);
            if (reply.confirmsChange()) {
                return new Sent(true, null);
            }
            if (reply.leavesChangeOpen()) {
                return new Sent(false, failures.unknown(request, reply));
            }
            if (isOutrun(reply)) {
                return new Sent(false, null);
            }
            throw failures.of(request, reply);
        } catch (NoReplyException e) {
            if (e.isSent()) {
                return new Sent(false, failures.unknown(request, e));
            }
            throw failures.noReply(request, e);
        }
    }

    /**
     * Destroys what older versions of a removed entry hold. Single versions are named, so that an entry which another
     * client writes at the same time stays. If the process dies before, the next read does it.
     */
    private void finishRemoval(String name, VaultSecret removed, Deadline end) {
        String task = "remove old versions of the kubeconfig of cluster " + name + " from Vault";
        boolean hasOthers = !removed.others().isEmpty();
        int last = hasOthers ? removed.version() - 1 : removed.version();
        VaultRequest destroy = new VaultRequest(task, "POST", secretPath("destroy", name), VaultJson.destroy(last));
        change(end, () -> Optional.of(destroy));
        if (hasOthers) {
            VaultSecret rest = new VaultSecret(removed.version(), null, null, removed.others());
            send(new VaultRequest(task, "POST", secretPath("data", name), VaultJson.write(rest, key)), end);
        }
    }

    @Override
    public void put(String name, Kubeconfig kubeconfig) {
        String task = "keep the kubeconfig of cluster " + name + " in Vault";
        VaultRequest read = read(name, task);
        Deadline end = deadlines.get();
        KubeconfigEntry entry = KubeconfigEntry.confirmed(kubeconfig);
        change(end, () -> {
            VaultSecret before = secretBefore(read, end);
            if (before.entry().equals(Optional.of(entry))) {
                return Optional.empty();
            }
            return Optional.of(new VaultRequest(task, "POST", read.path(), VaultJson.write(before.with(entry), key)));
        });
    }

    @Override
    public void delete(String name) {
        String task = "delete the kubeconfig of cluster " + name + " from Vault";
        VaultRequest request = new VaultRequest(task, "DELETE", secretPath("metadata", name), null);
        change(deadlines.get(), () -> Optional.of(request));
    }

    /** Decides which request to send, depending on the stored content; none if it is already as required. */
    private interface Step {
        Optional<VaultRequest> decide();
    }

    /** Makes a change, and tries once more if its outcome is unknown. If the second try fails, it stays unknown. */
    private void change(Deadline end, Step step) {
        RegistryException unknown = attempt(end, step);
        if (unknown == null) {
            return;
        }
        try {
            if (pauses.await(1, Duration.ZERO, end) && attempt(end, step) == null) {
                return;
            }
        } catch (NoReplyException | RegistryException e) {
            unknown.addSuppressed(e);
        }
        throw unknown;
    }

    /**
     * Makes a change, and decides again if another client was first.
     *
     * @return why it is not known whether the change was made; {@code null} if it was made
     * @throws RegistryException if the change was not made
     */
    private @Nullable RegistryException attempt(Deadline end, Step step) {
        VaultFailures failures = session.failures();
        for (int attempt = 1; ; attempt++) {
            VaultRequest request = step.decide().orElse(null);
            if (request == null) {
                return null;
            }
            try {
                VaultReply reply = call(request, end);
                if (reply.confirmsChange()) {
                    return null;
                }
                if (reply.leavesChangeOpen()) {
                    return failures.unknown(request, reply);
                }
                if (!isOutrun(reply)) {
                    throw failures.of(request, reply);
                }
                if (!pauses.await(attempt, RetryAfter.parse(reply.retryAfter(), Instant.now()), end)) {
                    throw failures.conflict(request);
                }
            } catch (NoReplyException e) {
                if (e.isSent()) {
                    return failures.unknown(request, e);
                }
                throw failures.noReply(request, e);
            }
        }
    }

    private static boolean isOutrun(VaultReply reply) {
        return reply.status() == 400 && reply.says("check-and-set parameter did not match");
    }

    private VaultRequest read(String name, String task) {
        return new VaultRequest(task, "GET", secretPath("data", name), null);
    }

    private String secretPath(String kind, String name) {
        ClusterNames.checkNew(name).orThrow(name);
        return mount + "/" + kind + "/" + path.replace(VaultPaths.NAME, name);
    }

    private VaultSecret secretBefore(VaultRequest request, Deadline end) {
        try {
            return secret(request, call(request, end));
        } catch (NoReplyException e) {
            throw session.failures().noReply(request, e);
        }
    }

    private VaultReply call(VaultRequest request, Deadline end) throws NoReplyException {
        if (closed.get()) {
            throw new RegistryException(
                    FailureCode.CANCELLED, "failed to " + request.task() + ": the store is closed; open another one");
        }
        String token = session.token(null, request.task(), end);
        VaultReply reply = http.send(request, token, end);
        if (reply.status() != 403 || !session.canReplaceToken()) {
            return reply;
        }
        String other = session.token(token, request.task(), end);
        return other.equals(token) ? reply : http.send(request, other, end);
    }

    /** Returns the version of a deleted secret whose versions remain, which Vault sends with status 404. */
    private VaultSecret secret(VaultRequest request, VaultReply reply) {
        if (reply.status() == 404) {
            boolean isVaults = reply.errors().isPresent();
            if (isVaults && reply.errors().orElse(List.of()).isEmpty()) {
                return VaultJson.secret(reply.body(), key).orElse(VaultSecret.NONE);
            }
        } else if (reply.isSuccess()) {
            return VaultJson.secret(reply.body(), key)
                    .orElseThrow(() -> session.failures().unexpected(request, reply));
        }
        throw session.failures().of(request, reply);
    }

    /**
     * Ends the store's threads. Operations in progress fail, with
     * {@link io.nautes.cluster.core.OutcomeUnknownException} if a change was sent. Closing twice does nothing.
     */
    @Override
    public void close() {
        closed.set(true);
        http.close();
        delays.close();
        executor.shutdownNow();
    }

    /** Returns the location of the kubeconfigs, without their content. */
    @Override
    public String toString() {
        return "VaultKubeconfigStore[" + http.address() + ", " + mount + "/" + path + "]";
    }

    /** A builder of {@link VaultKubeconfigStore}. Not safe for use by several threads. */
    public static final class Builder {
        private final URI address;
        private @Nullable VaultLogin login;
        private @Nullable String namespace;
        private String mount = "cluster";
        private String path = "kubernetes/" + VaultPaths.NAME + "/default/admin";
        private String key = "kubeconfig";
        private @Nullable SSLContext sslContext;
        private @Nullable ProxySelector proxy;
        private Duration deadline = Duration.ofSeconds(30);
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable Delays delays;

        private Builder(URI given) {
            this.address = VaultPaths.address(given);
        }

        /**
         * Sets how the store authenticates.
         *
         * @param value the login
         */
        public Builder login(VaultLogin value) {
            login = Objects.requireNonNull(value, "login");
            return this;
        }

        /** Sets a token, which is used as it is; short for {@link VaultLogin#token(AccessToken)}. */
        public Builder token(AccessToken value) {
            return login(VaultLogin.token(value));
        }

        /**
         * Sets a login with an AppRole that is mounted at {@code approle}; short for {@link VaultLogin#appRole(String,
         * AccessToken)}.
         *
         * @param roleId the role ID
         * @param secretId the secret ID; {@code null} for a role without one ({@code bind_secret_id=false})
         */
        public Builder appRole(String roleId, @Nullable AccessToken secretId) {
            return login(secretId == null ? VaultLogin.appRole(roleId) : VaultLogin.appRole(roleId, secretId));
        }

        /**
         * Sets the namespace of Vault Enterprise or OpenBao.
         *
         * @param value such as {@code team/tenant-a}; {@code null}, the default, or an empty text for none
         * @throws IllegalArgumentException if it is not a path
         */
        public Builder namespace(@Nullable String value) {
            namespace = value == null || value.isEmpty() ? null : VaultPaths.path("the namespace", value);
            return this;
        }

        /**
         * Sets the mount of the secrets engine.
         *
         * @param value the mount; by default {@code cluster}
         * @throws IllegalArgumentException if it is not a path
         */
        public Builder mount(String value) {
            mount = VaultPaths.path("the mount", value);
            return this;
        }

        /**
         * Sets the path of a cluster's kubeconfig in the secrets engine.
         *
         * @param value the path, with {@code {name}} for the cluster's name; by default
         *     <code>kubernetes/{name}/default/admin</code>
         * @throws IllegalArgumentException if it is not a path, or has no {@code {name}}
         */
        public Builder path(String value) {
            path = VaultPaths.pathWithName(value);
            return this;
        }

        /**
         * Sets the key in the secret.
         *
         * @param value the key; by default {@code kubeconfig}
         */
        public Builder key(String value) {
            key = Objects.requireNonNull(value, "key");
            return this;
        }

        /**
         * Sets a file whose certificates are the only trusted ones.
         *
         * @param pem a file with certificates in PEM or DER
         * @throws IllegalArgumentException if the file cannot be read or holds no certificates
         */
        public Builder trustPem(Path pem) {
            return sslContext(TrustedCertificates.context(pem));
        }

        /**
         * Sets the TLS context of connections. Host names are always verified.
         *
         * @param value the context; by default that of the Java runtime
         */
        public Builder sslContext(SSLContext value) {
            sslContext = Objects.requireNonNull(value, "sslContext");
            return this;
        }

        /**
         * Sets the proxies.
         *
         * @param value the selector; by default none is used
         */
        public Builder proxy(ProxySelector value) {
            proxy = Objects.requireNonNull(value, "proxy");
            return this;
        }

        /**
         * Sets the time for an operation with all its requests.
         *
         * @param value the time, more than zero; by default 30 seconds
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder deadline(Duration value) {
            deadline = TimeLimits.positive("deadline", value);
            return this;
        }

        /** Sets the clock that leases are measured with, for tests. */
        Builder nanoTime(LongSupplier value) {
            nanoTime = value;
            return this;
        }

        /** Sets what runs renewals, for tests. */
        Builder delays(Delays value) {
            delays = value;
            return this;
        }

        /**
         * Creates the store. Nothing is sent yet.
         *
         * @return the store
         * @throws IllegalStateException if no login was set
         */
        public VaultKubeconfigStore build() {
            if (login == null) {
                throw new IllegalStateException(
                        "Vault needs credentials; set them with token(...), appRole(...) or login(...)");
            }
            return new VaultKubeconfigStore(this, login);
        }
    }
}
