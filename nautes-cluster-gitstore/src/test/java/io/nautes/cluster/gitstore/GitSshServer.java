package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** A Git server over SSH on the loopback interface and a free port. */
final class GitSshServer implements AutoCloseable {
    private final Repository repository;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    final KeyPair userKey;
    final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    GitSshServer(Repository repository) throws IOException {
        this(repository, newKey(), newKey());
    }

    GitSshServer(Repository repository, KeyPair hostKey, KeyPair userKey) throws IOException {
        this.repository = repository;
        this.hostKey = hostKey;
        this.userKey = userKey;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory((channel, command) -> new GitCommand(command));
        server.start();
    }

    /** Sets whether commands are accepted but never answered. */
    void silent(boolean value) {
        silent = value;
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/tenant/config.git";
    }

    /** Writes a file of known servers that contains this server. */
    Path knownHosts(Path file) throws IOException {
        return knownHosts(file, hostKey);
    }

    Path knownHosts(Path file, KeyPair key) throws IOException {
        return Files.writeString(
                file, "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    }

    /** Writes a private key as OpenSSH does. */
    static Path write(KeyPair key, Path file, @Nullable String passphrase) throws Exception {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherName("AES");
            encryption.setCipherType("256");
            encryption.setCipherMode("CTR");
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        }
        return file;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class GitCommand extends AbstractCommandSupport {
        GitCommand(String command) {
            super(command, null);
        }

        @Override
        public void run() {
            int exit = 0;
            String command = getCommand();
            commands.add(command);
            if (silent) {
                return;
            }
            try (InputStream in = getInputStream();
                    OutputStream out = getOutputStream();
                    OutputStream err = getErrorStream()) {
                if (command.startsWith("git-upload-pack ")) {
                    new UploadPack(repository).upload(in, out, err);
                } else if (command.startsWith("git-receive-pack ")) {
                    new ReceivePack(repository).receive(in, out, err);
                } else {
                    exit = 127;
                }
            } catch (IOException e) {
                exit = 1;
            }
            onExit(exit);
        }
    }
}
