package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A private key and the file of known servers. Immutable; {@link #toString} shows the path of the key, not its content.
 */
public final class SshAccess {
    private static final String LIBRARY = "org.eclipse.jgit.transport.sshd.SshdSessionFactory";

    /** The library that Apache MINA needs for Ed25519 keys. */
    static final String ED25519_LIBRARY = "org.bouncycastle:bcprov-jdk18on";

    private final Path privateKey;
    private final Path knownHosts;
    private final Supplier<char @Nullable []> passphrase;

    public SshAccess(Path privateKey, Path knownHosts, Supplier<char @Nullable []> passphrase) {
        this.privateKey = privateKey;
        this.knownHosts = knownHosts;
        this.passphrase = passphrase;
    }

    /** Returns a copy for an encrypted key. */
    public SshAccess withPassphrase(Supplier<char @Nullable []> value) {
        return new SshAccess(privateKey, knownHosts, value);
    }

    /**
     * Returns the access to use for an address.
     *
     * @throws IllegalArgumentException if there is no access, or the library for it is missing
     */
    public static SshAccess usable(@Nullable SshAccess given, GitAddress address) {
        try {
            Class.forName(LIBRARY, false, SshAccess.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "repository: " + address + " is accessed over SSH, and the library for SSH is missing; add"
                            + " org.eclipse.jgit:org.eclipse.jgit.ssh.apache to the program, or use an https URL",
                    e);
        }
        if (given == null) {
            throw new IllegalArgumentException("repository: " + address
                    + " is accessed over SSH; set a key and the known servers with ssh(GitSsh.key(...))");
        }
        if (Ed25519Key.isIn(given.privateKey) && !Library.supportsEd25519()) {
            throw new IllegalArgumentException("repository: the key " + given.privateKey + " for " + address
                    + " is an Ed25519 key, and the library for such keys is missing; add " + ED25519_LIBRARY
                    + " to the program, or use an ECDSA or RSA key");
        }
        return given;
    }

    /** Returns the factory of the connections of one operation. */
    SshSessionFactory sessions(Duration connectTimeout, Deadline deadline) {
        return Library.sessions(this, connectTimeout, deadline);
    }

    /** Closes the connections that a factory made and that are still open. */
    static void disconnect(SshSessionFactory sessions) {
        Library.disconnect(sessions);
    }

    /** A separate class for the optional library, because a class that refers to it cannot be loaded without it. */
    private static final class Library {
        static SshSessionFactory sessions(SshAccess access, Duration connectTimeout, Deadline deadline) {
            return new SshSessions(access, connectTimeout, deadline);
        }

        static boolean supportsEd25519() {
            return SshSessions.supportsEd25519();
        }

        static void disconnect(SshSessionFactory sessions) {
            if (sessions instanceof SshSessions ours) {
                ours.disconnect();
            }
        }
    }

    Path privateKey() {
        return privateKey;
    }

    Path knownHosts() {
        return knownHosts;
    }

    @Override
    public String toString() {
        return "[" + privateKey + "]";
    }

    char @Nullable [] passphrase() {
        try {
            return passphrase.get();
        } catch (RuntimeException e) {
            // The message of the exception may contain the passphrase, which is unknown here.
            throw new IllegalStateException("the passphrase supplier failed with "
                    + e.getClass().getName()
                    + " (its message is not shown, because it may contain a secret)");
        }
    }
}
