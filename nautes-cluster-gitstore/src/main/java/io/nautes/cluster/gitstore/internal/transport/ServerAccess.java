package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.TimeLimiter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/**
 * The settings, kept connections and threads that the exchanges with a server share. Safe for use by several threads.
 */
public final class ServerAccess implements AutoCloseable {
    private final GitAddress address;
    private final ServerSettings settings;
    private final TimeLimiter limiter = new TimeLimiter();
    private final PushCapabilitiesCache capabilities = new PushCapabilitiesCache(System::nanoTime);
    private @Nullable HttpClient client;

    public ServerAccess(GitAddress address, ServerSettings settings) {
        this.address = address;
        this.settings = settings;
    }

    GitAddress address() {
        return address;
    }

    public TimeLimiter limiter() {
        return limiter;
    }

    /**
     * Returns a new client of the JDK. It cannot be closed before Java 21, but ends when it is no longer referenced.
     */
    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpConnections.newClient(settings);
            client = known;
        }
        return known;
    }

    /** Creates the state of a new exchange. */
    ExchangeContext newContext() {
        return new ExchangeContext(new Discovery(capabilities));
    }

    /** Prepares a transport for one exchange. */
    void configure(Transport transport, ExchangeContext context, Deadline deadline) {
        // Without a provider JGit does not prompt. The credentials are in all requests from the first one on.
        transport.setCredentialsProvider(null);
        if (transport instanceof TransportHttp http) {
            if (context.credentials() == null) {
                context.credentials(asked(() -> settings.credentials().get()));
            }
            HttpConnections connections = new HttpConnections(client(), settings, address, deadline, context);
            context.onAbort(connections::close);
            http.setHttpConnectionFactory(connections);
        }
        if (transport instanceof LocalTransport local) {
            // Waiting for the serving side may take a moment.
            context.onAbort(() -> limiter.execute(local::abort));
            local.setTimeout(deadline.secondsUpTo(settings.idleTimeout()));
        }
        SshAccess ssh = settings.ssh();
        if (ssh != null && transport instanceof SshTransport remote) {
            SshSessionFactory sessions = ssh.sessions(settings.connectTimeout(), deadline);
            // The server may delay the regular end of a connection.
            context.onAbort(() -> limiter.execute(() -> SshAccess.disconnect(sessions)));
            remote.setSshSessionFactory(sessions);
            remote.setTimeout(deadline.secondsUpTo(settings.idleTimeout()));
        }
    }

    /**
     * Returns credentials that replace refused ones.
     *
     * @return the credentials; empty if there are no other credentials
     */
    Optional<Credentials> renewed(Credentials refused, Deadline deadline) throws IOException {
        return limiter.call(
                () -> Optional.ofNullable(asked(() -> settings.credentials().renewed(refused)))
                        .filter(renewed -> !renewed.equals(refused)),
                deadline);
    }

    private @Nullable Credentials asked(Supplier<@Nullable Credentials> question) {
        try {
            return question.get();
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            // The message of the exception may contain a secret that is unknown here.
            throw new RegistryException(
                    FailureCode.UNAUTHENTICATED,
                    "credentials for " + address + ": the supplier failed with "
                            + e.getClass().getName()
                            + " (its message is not shown, because it may contain a secret); fix the supplier given to"
                            + " credentials(...)");
        }
    }

    @Override
    public void close() {
        limiter.close();
        synchronized (this) {
            client = null;
        }
    }
}
