package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A factory of SSH connections with one key to known servers. Its superclass is in an optional library, so only {@link
 * SshAccess} refers to it, and only when SSH is used.
 */
final class SshSessions extends SshdSessionFactory {
    private final SshAccess access;
    private final Duration connectTimeout;
    private final Deadline deadline;
    private final List<SshdSession> opened = new CopyOnWriteArrayList<>();

    SshSessions(SshAccess access, Duration connectTimeout, Deadline deadline) {
        super(null, null);
        this.access = access;
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
        // Without these settings, the superclass looks for the user's home folder.
        File folder = access.privateKey().getRoot().toFile();
        setHomeDirectory(folder);
        setSshDirectory(folder);
    }

    @Override
    public SshdSession getSession(URIish uri, @Nullable CredentialsProvider provider, FS fs, int idleMillis)
            throws TransportException {
        try {
            SshdSession session = super.getSession(uri, provider, fs, deadline.millisUpTo(connectTimeout));
            opened.add(session);
            return session;
        } catch (TransportException e) {
            throw explained(e);
        }
    }

    static boolean supportsEd25519() {
        return SecurityUtils.isEDDSACurveSupported();
    }

    /** Returns an addition to a hint if the server may have been refused only because of the type of its key. */
    private String ed25519Hint() {
        return supportsEd25519() || !Ed25519Key.isIn(access.knownHosts())
                ? ""
                : "; for the Ed25519 keys in that file, add " + SshAccess.ED25519_LIBRARY + " to the program";
    }

    /** Closes all connections that are still open. */
    void disconnect() {
        opened.forEach(this::close);
    }

    @Override
    public void releaseSession(RemoteSession session) {
        close(session);
    }

    /** Closes a connection once, because JGit's session fails if it is closed again. */
    private void close(RemoteSession session) {
        if (opened.remove(session)) {
            session.disconnect();
        }
    }

    private TransportException explained(TransportException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh) {
                int code = ssh.getDisconnectCode();
                if (code == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE
                        || (code == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED
                                && !ed25519Hint().isEmpty())) {
                    return new SshRefusedException(
                            FailureCode.UNTRUSTED_CERTIFICATE,
                            "the server's key is not the one in " + access.knownHosts(),
                            "if this is the right server, add its key to that file after comparing it with the one that its operator"
                                    + " publishes" + ed25519Hint(),
                            failure);
                }
                if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                    return new SshRefusedException(
                            FailureCode.UNAUTHENTICATED,
                            "the server does not accept the key " + access.privateKey() + ", or it cannot be read",
                            "register its public key with the server, and check its format and passphrase",
                            failure);
                }
            }
        }
        return failure;
    }

    @Override
    protected @Nullable SshConfigStore createSshConfigStore(File home, File config, String user) {
        return null;
    }

    @Override
    protected @Nullable ConnectorFactory getConnectorFactory() {
        return null;
    }

    @Override
    protected List<Path> getDefaultIdentities(File folder) {
        return List.of(access.privateKey());
    }

    @Override
    protected List<Path> getDefaultKnownHostsFiles(File folder) {
        return List.of(access.knownHosts());
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }

    @Override
    protected KeyPasswordProvider createKeyPasswordProvider(@Nullable CredentialsProvider provider) {
        return new KeyPasswordProvider() {
            @Override
            public char @Nullable [] getPassphrase(URIish key, int attempt) {
                return access.passphrase();
            }

            @Override
            public void setAttempts(int maximum) {
                // Another attempt would use the same passphrase.
            }

            @Override
            public boolean keyLoaded(URIish key, int attempt, @Nullable Exception failure) {
                return false;
            }
        };
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(File home, File folder) {
        return new KnownServersOnly(super.createServerKeyDatabase(home, folder));
    }

    /** Refuses unknown servers without prompting, and never adds a key. */
    private record KnownServersOnly(ServerKeyDatabase known) implements ServerKeyDatabase {
        @Override
        public List<PublicKey> lookup(String host, InetSocketAddress address, Configuration configuration) {
            return known.lookup(host, address, new Strict(configuration));
        }

        @Override
        public boolean accept(
                String host,
                InetSocketAddress address,
                PublicKey key,
                Configuration configuration,
                @Nullable CredentialsProvider provider) {
            return known.accept(host, address, key, new Strict(configuration), null);
        }
    }

    private record Strict(ServerKeyDatabase.Configuration given) implements ServerKeyDatabase.Configuration {
        @Override
        public List<String> getUserKnownHostsFiles() {
            return List.of();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return List.of();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return false;
        }

        @Override
        public String getUsername() {
            return given.getUsername();
        }
    }
}
