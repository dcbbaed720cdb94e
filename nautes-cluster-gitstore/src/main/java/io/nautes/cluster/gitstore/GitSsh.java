package io.nautes.cluster.gitstore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * How Git servers are spoken to over SSH: with one private key, and only if the server's key is a known one. The
 * machine's own settings, such as those in {@code ~/.ssh}, and agents play no part. Immutable.
 *
 * <p>Needs the library {@code org.eclipse.jgit:org.eclipse.jgit.ssh.apache} (Apache MINA), which a program has to add itself.
 * Ed25519 keys, the server's included, also need {@code org.bouncycastle:bcprov-jdk18on}.
 */
public final class GitSsh {
    private static final String LIBRARY = "org.eclipse.jgit.transport.sshd.SshdSessionFactory";

    /** What Apache MINA needs for Ed25519 keys. */
    static final String ED25519_LIBRARY = "org.bouncycastle:bcprov-jdk18on";

    private final Path privateKey;
    private final Path knownHosts;
    private final Supplier<char @Nullable []> passphrase;

    private GitSsh(Path privateKey, Path knownHosts, Supplier<char @Nullable []> passphrase) {
        this.privateKey = privateKey;
        this.knownHosts = knownHosts;
        this.passphrase = passphrase;
    }

    /**
     * Access by a key. Both files are read for each connection, so that they can be replaced.
     *
     * @param privateKey a file with the private key, in OpenSSH's or PEM form
     * @param knownHosts a file with the keys of servers, in the form of OpenSSH's {@code known_hosts}; a server that is
     *     not in it, or has another key there, is refused; nothing is ever added to it
     * @return the access
     * @throws IllegalArgumentException if a file is not there or cannot be read
     */
    public static GitSsh key(Path privateKey, Path knownHosts) {
        return new GitSsh(readable(privateKey, "privateKey"), readable(knownHosts, "knownHosts"), () -> null);
    }

    private static Path readable(Path file, String name) {
        Objects.requireNonNull(file, name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(name + ": " + file + " is not a file that can be read");
        }
        return file.toAbsolutePath();
    }

    /**
     * The same access with an encrypted key.
     *
     * @param value gives the passphrase each time the key is read; the array is cleared after use
     * @return a copy
     */
    public GitSsh withPassphrase(Supplier<char @Nullable []> value) {
        return new GitSsh(privateKey, knownHosts, Objects.requireNonNull(value, "passphrase"));
    }

    /**
     * The access to use for an address.
     *
     * @throws IllegalArgumentException if there is none, or the library for it is missing
     */
    static GitSsh usable(@Nullable GitSsh given, GitAddress address) {
        try {
            Class.forName(LIBRARY, false, GitSsh.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "repository: " + address + " is spoken to over SSH, and the library for that is missing; add"
                            + " org.eclipse.jgit:org.eclipse.jgit.ssh.apache to the program, or use an https URL",
                    e);
        }
        if (given == null) {
            throw new IllegalArgumentException("repository: " + address
                    + " is spoken to over SSH; give a key and the known servers with ssh(GitSsh.key(...))");
        }
        if (Ed25519Key.isIn(given.privateKey) && !Library.supportsEd25519()) {
            throw new IllegalArgumentException("repository: the key " + given.privateKey + " for " + address
                    + " is an Ed25519 key, and the library for such keys is missing; add " + ED25519_LIBRARY
                    + " to the program, or use an ECDSA or RSA key");
        }
        return given;
    }

    /** What makes the connections of one operation. */
    SshSessionFactory sessions(Duration connectTimeout, Deadline deadline) {
        return Library.sessions(this, connectTimeout, deadline);
    }

    /** Closes the connections that a factory made, if they are still open. */
    static void disconnect(SshSessionFactory sessions) {
        Library.disconnect(sessions);
    }

    /** A class of its own, since whoever refers to the library's classes cannot even be loaded without it. */
    private static final class Library {
        static SshSessionFactory sessions(GitSsh access, Duration connectTimeout, Deadline deadline) {
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

    /** Says where the key is, not what it is. */
    @Override
    public String toString() {
        return "GitSsh[" + privateKey + "]";
    }

    char @Nullable [] passphrase() {
        try {
            return passphrase.get();
        } catch (RuntimeException e) {
            // Its message may hold the passphrase, and nothing here could tell.
            throw new IllegalStateException("the passphrase supplier failed with "
                    + e.getClass().getName()
                    + " (its message is not shown, because it may contain a secret)");
        }
    }
}
