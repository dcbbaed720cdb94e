package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.ClusterNames;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Kubeconfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps kubeconfigs as files of one folder, {@code NAME.kubeconfig}, which nobody but their owner can read: the folder
 * has mode 0700 and files 0600 from the moment they are created. On file systems without modes, access control lists do
 * the same; one that has neither is refused.
 *
 * <pre>{@code
 * ClusterRegistry registry = StoreClusterRegistry.builder(store)
 *         .kubeconfigs(DirectoryKubeconfigStore.open(folder))
 *         .build();
 * }</pre>
 *
 * <p>A file is replaced as a whole by renaming, so whoever reads it, in this process or another, sees the kubeconfig
 * before or the one after; it is on the disk when {@link #put} returns. Names must be those of clusters, so none leads
 * out of the folder; symbolic links in it are not followed. A process that dies in the middle of a put may leave a file
 * {@code .NAME.*.tmp}, with the same rights, that may be deleted.
 *
 * <p>Failures are {@link RegistryException}s: {@link FailureCode#LOCAL_STORAGE} if the file system fails or others have
 * rights, {@link FailureCode#MALFORMED_CONTENT} if a file is no text, {@link FailureCode#INVALID} for a name that no
 * cluster can have. Safe for use by several threads and processes. Holds nothing open.
 */
public final class DirectoryKubeconfigStore implements KubeconfigStore {
    private static final String ENDING = ".kubeconfig";
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final OwnerOnly rights;

    private DirectoryKubeconfigStore(Path folder, OwnerOnly rights) {
        this.folder = folder;
        this.rights = rights;
    }

    /**
     * Opens a folder, and creates it with its missing parents if it is not there.
     *
     * @param folder the folder; if it is a symbolic link, what it leads to now is used from now on
     * @return the store
     * @throws RegistryException with code {@link FailureCode#LOCAL_STORAGE} if others than the owner have rights to the
     *     folder, it belongs to another user, its file system knows no rights, or it cannot be created
     */
    public static DirectoryKubeconfigStore open(Path folder) {
        Objects.requireNonNull(folder, "folder");
        try {
            OwnerOnly rights = OwnerOnly.of(folder.getFileSystem())
                    .orElseThrow(() -> refused(
                            folder,
                            "its file system knows neither modes nor access control lists, so others could read what is"
                                    + " kept there",
                            "name a folder on another file system"));
            if (!Files.isDirectory(folder)) {
                rights.createFolder(folder);
            }
            DirectoryKubeconfigStore store = new DirectoryKubeconfigStore(folder.toRealPath(), rights);
            store.checkOwner();
            store.checkRights();
            return store;
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("open", folder, e);
        }
    }

    /** Whom new files belong to says whom this program runs as; the name of its user may not be known. */
    private void checkOwner() throws IOException {
        Path probe = aside("probe");
        UserPrincipal user;
        try {
            write(probe, new byte[0]);
            user = Files.getOwner(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
        UserPrincipal owner = Files.getOwner(folder);
        if (!owner.equals(user)) {
            throw refused(
                    folder,
                    "it belongs to " + owner.getName() + " and this program runs as " + user.getName(),
                    "name a folder of " + user.getName());
        }
    }

    private void checkRights() throws IOException {
        Optional<String> others = rights.othersAt(folder);
        if (others.isPresent()) {
            throw refused(folder, others.get(), rights.remedy(folder));
        }
    }

    @Override
    public Optional<Kubeconfig> find(String name) {
        Path file = file(name);
        byte[] bytes;
        try {
            Optional<String> others = rights.othersAt(file);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(file, "it is no regular file", "remove it");
            }
            if (others.isPresent()) {
                throw refused(file, others.get(), "renew the credentials in it, and " + rights.remedy(file));
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
        return Optional.of(decode(file, bytes));
    }

    private static Kubeconfig decode(Path file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed(file, "it is larger than " + MAX_BYTES + " bytes");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw malformed(file, "it is no text in UTF-8");
        }
        return Kubeconfig.of(Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public void put(String name, Kubeconfig kubeconfig) {
        Path file = file(name);
        byte[] bytes = kubeconfig.text().getBytes(StandardCharsets.UTF_8);
        Path aside = aside(name);
        try {
            checkRights();
            try {
                write(aside, bytes);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
            forceFolder();
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("write", file, e);
        }
    }

    private Path aside(String name) {
        return folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
    }

    private void write(Path aside, byte[] bytes) throws IOException {
        try (FileChannel channel = rights.createFile(aside)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Makes the renaming itself durable, where a folder can be opened like a file. */
    private void forceFolder() throws IOException {
        if (rights instanceof OwnerOnly.Modes && folder.getFileSystem() == FileSystems.getDefault()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void delete(String name) {
        Path file = file(name);
        try {
            if (Files.deleteIfExists(file)) {
                forceFolder();
            }
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    private Path file(String name) {
        ClusterNames.check(name).orThrow(name);
        return folder.resolve(name + ENDING);
    }

    private static RegistryException refused(Path path, String why, String remedy) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE, path + " is not private enough for kubeconfigs: " + why + "; " + remedy);
    }

    private static RegistryException failed(String action, Path path, Exception cause) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "failed to " + action + " " + path + ": " + cause + "; see that the folder can be used and has room",
                cause);
    }

    private static RegistryException malformed(Path file, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT, file + " is no kubeconfig: " + problem + "; put the cluster's again");
    }

    /** Says where kubeconfigs are kept, not what is in them. */
    @Override
    public String toString() {
        return "DirectoryKubeconfigStore[" + folder + "]";
    }
}
