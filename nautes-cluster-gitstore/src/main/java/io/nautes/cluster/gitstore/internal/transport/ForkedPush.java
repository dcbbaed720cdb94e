package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.BasePackPushConnection;

/** A push connection to a local repository through the installed {@code git receive-pack}, which runs the hooks. */
final class ForkedPush extends BasePackPushConnection {
    private static final int MAX_MESSAGE_BYTES = 1 << 13;
    private static final long PATIENCE_MILLIS = 500;

    /** The variables that make Git use another repository or configuration than that of the folder. */
    private static final List<String> LOCAL_VARIABLES = List.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_CONFIG",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_PARAMETERS",
            "GIT_DIR",
            "GIT_GRAFT_FILE",
            "GIT_INDEX_FILE",
            "GIT_NAMESPACE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_PREFIX",
            "GIT_PROTOCOL",
            "GIT_QUARANTINE_PATH",
            "GIT_SHALLOW_FILE",
            "GIT_WORK_TREE");

    private final Process process;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Thread reader;

    ForkedPush(LocalTransport transport, LocalServer server) throws TransportException {
        super(transport);
        this.process = start(server);
        this.reader = DaemonThreads.create(this::readErrors, "nautes-cluster-git-messages");
        reader.start();
        transport.onAbort(process::destroyForcibly);
        init(process.getInputStream(), process.getOutputStream());
        try {
            readAdvertisedRefs();
        } catch (TransportException e) {
            String message = message();
            close();
            if (message.isEmpty()) {
                throw e;
            }
            throw refused(server, message, e);
        }
    }

    private static Process start(LocalServer server) {
        ProcessBuilder builder =
                new ProcessBuilder("git", "receive-pack", server.folder().toString());
        builder.environment().keySet().removeAll(LOCAL_VARIABLES);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new RegistryException(
                    FailureCode.PERMISSION_DENIED,
                    "the repository " + server.folder() + " has hooks or a working tree that only Git can serve, and no"
                            + " git command was found; install Git, or give the URL of a server; nothing was changed",
                    e);
        }
    }

    private static RegistryException refused(LocalServer server, String message, TransportException seen) {
        return new RegistryException(
                FailureCode.PERMISSION_DENIED,
                "the repository " + server.folder() + " was not served by git receive-pack: " + message
                        + "; nothing was changed",
                seen);
    }

    private void readErrors() {
        try (InputStream in = process.getErrorStream()) {
            byte[] buffer = new byte[1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (errors) {
                    errors.write(buffer, 0, Math.min(read, MAX_MESSAGE_BYTES - errors.size()));
                }
            }
        } catch (IOException e) {
            // The process has ended. The messages that were read are kept.
        }
    }

    private String message() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (errors) {
            return OneLine.shortened(errors.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        super.close();
        try {
            // JGit has read all messages of the hooks. A process that still runs was abandoned.
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
