package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps kubeconfigs as files {@code NAME.kubeconfig} in a folder that only the owner can read: the folder
 * has mode 0700 and files have 0600 from the moment they are created. On file systems without modes, access control
 * lists do the same; a file system that has neither is refused.
 *
 * <pre>{@code
 * ClusterRegistry registry = StoreClusterRegistry.builder(store)
 *         .kubeconfigs(DirectoryKubeconfigStore.open(folder))
 *         .build();
 * }</pre>
 *
 * <p>A file is replaced as a whole by renaming, so every reader gets the kubeconfig either before or after a change.
 * The change is durable when the method returns. While a save is in progress, {@code .NAME.pending} holds the
 * kubeconfig to restore if it fails. Changes lock {@code .lock}, which stays in the folder. Names must be those of
 * clusters, so none leads out of the folder; symbolic links in it are not followed. A process that is killed during a
 * change may leave a file {@code .NAME.*.tmp}, with the same rights, that may be deleted.
 *
 * <p>Failures are {@link RegistryException}s: {@link FailureCode#LOCAL_STORAGE} if the file system fails or other users
 * have access, {@link FailureCode#MALFORMED_CONTENT} if a file is not text, {@link FailureCode#INVALID} for a name that no
 * cluster can have. Safe for use by several threads and processes. Holds nothing open.
 */
public final class DirectoryKubeconfigStore implements KubeconfigStore {
    private static final String ENDING = ".kubeconfig";
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final PrivateFolder folder;
    private final FolderLock lock;

    private DirectoryKubeconfigStore(PrivateFolder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, and creates it with its missing parents if it does not exist.
     *
     * @param folder the folder; if it is a symbolic link, its target at this time is used from now on
     * @return the store
     * @throws RegistryException with code {@link FailureCode#LOCAL_STORAGE} if users other than the owner can access the
     *     folder, it belongs to another user, its file system has no access rights, or it cannot be created
     */
    public static DirectoryKubeconfigStore open(Path folder) {
        Objects.requireNonNull(folder, "folder");
        try {
            PrivateFolder opened = PrivateFolder.open(folder);
            return new DirectoryKubeconfigStore(opened, opened.lock());
        } catch (NotPrivateException e) {
            throw notPrivate(e);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("open", folder, e);
        }
    }

    /** Returns a view that waits no longer than the given time for the lock of another process. */
    @Override
    public KubeconfigStore within(Duration time) {
        return new DirectoryKubeconfigStore(folder, lock.within(time));
    }

    /** The files of one cluster. */
    private record ClusterFiles(Path kubeconfig, Path pending) {}

    private ClusterFiles files(String name) {
        ClusterNames.checkNew(name).orThrow(name);
        return new ClusterFiles(
                folder.path().resolve(name + ENDING), folder.path().resolve("." + name + ".pending"));
    }

    @Override
    public Optional<StoredKubeconfig> read(String name) {
        ClusterFiles files = files(name);
        return run("read", files.kubeconfig(), () -> lock.hold(() -> stored(files)));
    }

    /** Finds the kubeconfig of a cluster, pending or confirmed, without waiting for changes in progress. */
    @Override
    public Optional<Kubeconfig> find(String name) {
        Path file = files(name).kubeconfig();
        return run("read", file, () -> bytes(file, MAX_BYTES).map(DirectoryKubeconfigStore::kubeconfig));
    }

    private Optional<StoredKubeconfig> stored(ClusterFiles files) throws IOException {
        Optional<byte[]> bytes = bytes(files.kubeconfig(), MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Kubeconfig kubeconfig = kubeconfig(bytes.get());
        String version = digest(bytes.get());
        Optional<byte[]> pending = bytes(files.pending(), MAX_BYTES + PendingFile.MAX_HEAD);
        if (pending.isEmpty()) {
            return Optional.of(new StoredKubeconfig(KubeconfigEntry.confirmed(kubeconfig), version));
        }
        PendingFile previous = PendingFile.parse(pending.get())
                .orElseThrow(() -> malformed(files.pending(), "it does not begin with its version"));
        return Optional.of(new StoredKubeconfig(
                KubeconfigEntry.pending(kubeconfig, previous.kubeconfig()), version + ":" + previous.id()));
    }

    @Override
    public Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
        ClusterFiles files = files(name);
        return run("write", files.kubeconfig(), () -> {
            folder.checkRights();
            return lock.hold(() -> {
                StoredKubeconfig stored = stored(files).orElse(null);
                if (!Objects.equals(expectedVersion, stored == null ? null : stored.version())) {
                    return Optional.empty();
                }
                return Optional.of(write(files, stored, entry));
            });
        });
    }

    /**
     * Writes an entry so that a process that is killed in between leaves either entry, or the kubeconfig of one of them
     * as pending. So the file that makes an entry pending is written first and removed last.
     */
    private String write(ClusterFiles files, @Nullable StoredKubeconfig stored, KubeconfigEntry entry)
            throws IOException {
        byte[] bytes = entry.kubeconfig().text().getBytes(StandardCharsets.UTF_8);
        String version = digest(bytes);
        if (entry.isPending()) {
            PendingFile pending = new PendingFile(
                    UUID.randomUUID().toString(), entry.previous().orElse(null));
            folder.replace(files.pending(), pending.bytes());
            version += ":" + pending.id();
        }
        if (stored == null || !stored.entry().kubeconfig().equals(entry.kubeconfig())) {
            folder.replace(files.kubeconfig(), bytes);
        }
        if (!entry.isPending()) {
            folder.delete(files.pending());
        }
        return version;
    }

    @Override
    public boolean compareAndDelete(String name, String expectedVersion) {
        ClusterFiles files = files(name);
        return run(
                "delete",
                files.kubeconfig(),
                () -> lock.hold(() -> {
                    Optional<StoredKubeconfig> stored = stored(files);
                    if (stored.isEmpty() || !stored.get().version().equals(expectedVersion)) {
                        return false;
                    }
                    return remove(files);
                }));
    }

    /** Stores the kubeconfig of a cluster, even if the current file cannot be read. */
    @Override
    public void put(String name, Kubeconfig kubeconfig) {
        ClusterFiles files = files(name);
        run("write", files.kubeconfig(), () -> {
            folder.checkRights();
            return lock.hold(() -> write(files, null, KubeconfigEntry.confirmed(kubeconfig)));
        });
    }

    /** Removes the kubeconfig of a cluster, even if it cannot be read. Does nothing if none is stored. */
    @Override
    public void delete(String name) {
        ClusterFiles files = files(name);
        run("delete", files.kubeconfig(), () -> lock.hold(() -> remove(files)));
    }

    private boolean remove(ClusterFiles files) throws IOException {
        folder.delete(files.kubeconfig());
        folder.delete(files.pending());
        return true;
    }

    @Override
    public Optional<Set<String>> names() {
        return run("list", folder.path(), () -> {
            Set<String> names = new TreeSet<>();
            try (Stream<Path> files = Files.list(folder.path())) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(ENDING) && !file.startsWith("."))
                        .forEach(file -> names.add(file.substring(0, file.length() - ENDING.length())));
            }
            return Optional.of(names);
        });
    }

    private Optional<byte[]> bytes(Path file, int limit) throws IOException {
        Optional<byte[]> bytes = folder.read(file, limit + 1);
        if (bytes.isPresent()) {
            checkText(file, bytes.get(), limit);
        }
        return bytes;
    }

    private static void checkText(Path file, byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw malformed(file, "it is larger than " + limit + " bytes");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw malformed(file, "it is not text in UTF-8");
        }
    }

    /** Decodes a text without loss, including a byte order mark. */
    private static Kubeconfig kubeconfig(byte[] bytes) {
        return Kubeconfig.of(Base64.getEncoder().encodeToString(bytes));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static <T> T run(String action, Path path, Uninterrupted.Step<T> step) {
        try {
            return step.run();
        } catch (NotPrivateException e) {
            throw notPrivate(e);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(action, path, e);
        }
    }

    private static RegistryException notPrivate(NotPrivateException cause) {
        return new RegistryException(FailureCode.LOCAL_STORAGE, String.valueOf(cause.getMessage()), cause);
    }

    private static RegistryException failed(String action, Path path, Exception cause) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "failed to " + action + " " + path + ": " + cause
                        + "; check that the folder is accessible and that its disk has free space",
                cause);
    }

    private static RegistryException malformed(Path file, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                file + " is not a kubeconfig: " + problem
                        + "; remove it, and save the cluster again with its kubeconfig");
    }

    /** Returns the location of the kubeconfigs, without their content. */
    @Override
    public String toString() {
        return "DirectoryKubeconfigStore[" + folder.path() + "]";
    }

    /**
     * The data of a pending entry: a unique text, and the kubeconfig to restore.
     *
     * @param id the text
     * @param kubeconfig the kubeconfig; {@code null} if there was none
     */
    private record PendingFile(String id, @Nullable Kubeconfig kubeconfig) {
        private static final int ID_LENGTH = 36;
        private static final String NONE = "none\n";
        private static final String PREVIOUS = "previous\n";
        static final int MAX_HEAD = ID_LENGTH + 1 + PREVIOUS.length();

        static Optional<PendingFile> parse(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.length() <= ID_LENGTH || text.charAt(ID_LENGTH) != '\n') {
                return Optional.empty();
            }
            String id = text.substring(0, ID_LENGTH);
            String rest = text.substring(ID_LENGTH + 1);
            if (rest.equals(NONE)) {
                return Optional.of(new PendingFile(id, null));
            }
            return rest.startsWith(PREVIOUS)
                    ? Optional.of(new PendingFile(
                            id, DirectoryKubeconfigStore.kubeconfig(Arrays.copyOfRange(bytes, MAX_HEAD, bytes.length))))
                    : Optional.empty();
        }

        byte[] bytes() {
            String text = id + "\n" + (kubeconfig == null ? NONE : PREVIOUS + kubeconfig.text());
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Returns a text without the kubeconfig. */
        @Override
        public String toString() {
            return "PendingFile[" + id + "]";
        }
    }
}
