package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.transport.SshAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How Git servers are spoken to over SSH: with one private key, and only if the server's key is a known one. The
 * machine's own settings, such as those in {@code ~/.ssh}, and agents play no part. Immutable.
 *
 * <p>Needs the library {@code org.eclipse.jgit:org.eclipse.jgit.ssh.apache} (Apache MINA), which a program has to add
 * itself. Ed25519 keys, the server's included, also need {@code org.bouncycastle:bcprov-jdk18on}.
 */
public final class GitSsh {
    private final SshAccess access;

    private GitSsh(SshAccess access) {
        this.access = access;
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
        return new GitSsh(
                new SshAccess(readable(privateKey, "privateKey"), readable(knownHosts, "knownHosts"), () -> null));
    }

    private static Path readable(Path file, String name) {
        Objects.requireNonNull(file, name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(name + ": " + file + " is not a file that can be read");
        }
        return file.toAbsolutePath();
    }

    /**
     * Returns the same access with an encrypted key.
     *
     * @param value gives the passphrase each time the key is read; the array is cleared after use
     * @return a copy
     */
    public GitSsh withPassphrase(Supplier<char @Nullable []> value) {
        return new GitSsh(access.withPassphrase(Objects.requireNonNull(value, "passphrase")));
    }

    /** Returns the opaque form that the store's internals use. */
    SshAccess access() {
        return access;
    }

    /** Says where the key is, not what it is. */
    @Override
    public String toString() {
        return "GitSsh" + access;
    }
}
