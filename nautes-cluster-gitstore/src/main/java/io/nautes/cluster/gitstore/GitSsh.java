package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.transport.SshAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings for access to Git servers over SSH. A connection authenticates with one private key, and only to a
 * server whose key is known. The SSH settings of the user and the system, such as those in {@code ~/.ssh}, and SSH
 * agents are ignored. Immutable.
 *
 * <p>SSH needs the library {@code org.eclipse.jgit:org.eclipse.jgit.ssh.apache} (Apache MINA), which this module does
 * not depend on; add it to the program. Ed25519 keys, including those of servers, also need {@code
 * org.bouncycastle:bcprov-jdk18on}.
 */
public final class GitSsh {
    private final SshAccess access;

    private GitSsh(SshAccess access) {
        this.access = access;
    }

    /**
     * Returns access with a private key. Both files are read for each connection, so they can be replaced at any time.
     *
     * @param privateKey a file with the private key, in the format of OpenSSH or PEM
     * @param knownHosts a file with the keys of servers, in the format of OpenSSH's {@code known_hosts}; a server that
     *     is not in the file, or has a different key there, is refused; the file is never changed
     * @throws IllegalArgumentException if a file does not exist or cannot be read
     */
    public static GitSsh key(Path privateKey, Path knownHosts) {
        return new GitSsh(
                new SshAccess(readable(privateKey, "privateKey"), readable(knownHosts, "knownHosts"), () -> null));
    }

    private static Path readable(Path file, String name) {
        Objects.requireNonNull(file, name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(name + ": " + file + " is not a readable file");
        }
        return file.toAbsolutePath();
    }

    /**
     * Returns a copy for an encrypted key.
     *
     * @param value the supplier of the passphrase; it is called each time the key is read. It may return {@code null}
     *     for a key without a passphrase, and the array is cleared after use
     */
    public GitSsh withPassphrase(Supplier<char @Nullable []> value) {
        return new GitSsh(access.withPassphrase(Objects.requireNonNull(value, "passphrase")));
    }

    /** Returns the opaque form that the store's internals use. */
    SshAccess access() {
        return access;
    }

    /** Returns the path of the key, without its content. */
    @Override
    public String toString() {
        return "GitSsh" + access;
    }
}
