package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** One branch of the remote repository: reads its head, brings its objects, pushes on the condition of an old head. */
final class GitRemote {
    private final URIish uri;
    private final String ref;
    private final Supplier<@Nullable GitCredentials> credentials;
    private final int timeoutSeconds;

    GitRemote(URIish uri, String ref, Supplier<@Nullable GitCredentials> credentials, int timeoutSeconds) {
        this.uri = uri;
        this.ref = ref;
        this.credentials = credentials;
        this.timeoutSeconds = timeoutSeconds;
    }

    @Override
    public String toString() {
        return uri.toString() + " " + ref;
    }

    /**
     * What the remote says of its branch.
     *
     * @param id the head; {@code null} if the branch does not exist
     * @param repositoryIsEmpty whether there is no branch at all
     */
    record Head(@Nullable ObjectId id, boolean repositoryIsEmpty) {}

    private Transport open(Repository repository) throws IOException {
        Transport transport = Transport.open(repository, uri);
        transport.setTimeout(timeoutSeconds);
        transport.setPushThin(true);
        GitCredentials given = credentials.get();
        if (given != null) {
            transport.setCredentialsProvider(
                    new UsernamePasswordCredentialsProvider(given.username(), given.password()));
            if (transport instanceof TransportHttp http) {
                http.setPreemptiveBasicAuthentication(given.username(), given.password());
            }
        } else {
            transport.setCredentialsProvider(null);
        }
        return transport;
    }

    /** Reads the head and brings its objects into the mirror, with full history. */
    Head fetch(Repository mirror, @Nullable ObjectId known) {
        try (Transport transport = open(mirror);
                FetchConnection connection = transport.openFetch()) {
            Ref branch = connection.getRef(ref);
            if (branch == null || branch.getObjectId() == null) {
                boolean empty =
                        connection.getRefs().stream().noneMatch(r -> r.getName().startsWith("refs/heads/"));
                return new Head(null, empty);
            }
            ObjectId head = branch.getObjectId().copy();
            if (!head.equals(known) && !has(mirror, head)) {
                connection.fetch(
                        NullProgressMonitor.INSTANCE, List.of(branch), known == null ? Set.of() : Set.of(known));
            }
            return new Head(head, false);
        } catch (IOException e) {
            throw GitFailures.of("reading " + this, e);
        }
    }

    private static boolean has(Repository mirror, ObjectId id) throws IOException {
        try (ObjectReader reader = mirror.newObjectReader()) {
            return reader.has(id);
        }
    }

    /** How a push ended. */
    enum PushOutcome {
        /** The branch is at the new commit. */
        DONE,
        /** The branch was moved by somebody else, or could not be locked. */
        NOT_MOVED_BY_US,
        /** The connection broke after the push began. */
        UNKNOWN
    }

    /**
     * The result of a push.
     *
     * @param outcome how it ended
     * @param message the server's words
     * @param failure what broke the connection
     */
    record Pushed(PushOutcome outcome, String message, Optional<IOException> failure) {}

    /** Moves the branch from an old to a new commit, or creates it if there is no old one. Never forces. */
    Pushed push(Repository mirror, @Nullable ObjectId expected, ObjectId commit) {
        boolean begun = false;
        try (Transport transport = open(mirror);
                PushConnection connection = transport.openPush()) {
            Ref advertised = connection.getRef(ref);
            ObjectId current = advertised == null ? null : advertised.getObjectId();
            if (current == null ? expected != null : !current.equals(expected)) {
                return new Pushed(PushOutcome.NOT_MOVED_BY_US, "the branch has moved", Optional.empty());
            }
            RemoteRefUpdate update = new RemoteRefUpdate(
                    mirror, (String) null, commit, ref, false, null, expected == null ? ObjectId.zeroId() : expected);
            begun = true;
            connection.push(NullProgressMonitor.INSTANCE, Map.of(ref, update));
            String words = words(connection.getMessages(), update.getMessage());
            return switch (update.getStatus()) {
                case OK, UP_TO_DATE -> new Pushed(PushOutcome.DONE, words, Optional.empty());
                default -> new Pushed(PushOutcome.NOT_MOVED_BY_US, words, Optional.empty());
            };
        } catch (TransportException e) {
            if (begun) {
                return new Pushed(PushOutcome.UNKNOWN, "", Optional.of(e));
            }
            throw GitFailures.of("pushing to " + this, e);
        } catch (IOException e) {
            throw begun
                    ? new RegistryException(FailureCode.LOCAL_STORAGE, "pushing to " + this + ": " + e.getMessage(), e)
                    : GitFailures.of("pushing to " + this, e);
        }
    }

    private static String words(@Nullable String serverMessages, @Nullable String refMessage) {
        String server = serverMessages == null ? "" : serverMessages.strip();
        String reason = refMessage == null ? "" : refMessage.strip();
        return server.isEmpty() ? reason : reason.isEmpty() ? server : reason + ": " + server;
    }
}
