package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder whose files only their owner can read. Files are replaced as a whole by renaming, and a change is on the disk
 * when its method returns. Interrupted threads finish what they have begun.
 */
final class PrivateFolder {
    private final Path folder;
    private final OwnerOnly rights;

    private PrivateFolder(Path folder, OwnerOnly rights) {
        this.folder = folder;
        this.rights = rights;
    }

    /** Opens a folder, and creates it with its missing parents if it does not exist. */
    static PrivateFolder open(Path folder) throws IOException {
        OwnerOnly rights = OwnerOnly.of(folder.getFileSystem())
                .orElseThrow(() -> new NotPrivateException(
                        folder,
                        "its file system supports neither modes nor access control lists, so other users could read"
                                + " the kubeconfigs",
                        "use a folder on another file system"));
        if (!Files.isDirectory(folder)) {
            rights.createFolder(folder);
        }
        PrivateFolder opened = new PrivateFolder(folder.toRealPath(), rights);
        opened.checkOwner();
        opened.checkRights();
        return opened;
    }

    Path path() {
        return folder;
    }

    FolderLock lock() {
        return new FolderLock(folder, rights);
    }

    /** Determines the owner of a new file, because the name of the program's user may not be known. */
    private void checkOwner() throws IOException {
        Path probe = aside("probe");
        UserPrincipal user;
        try {
            Uninterrupted.call(() -> write(probe, new byte[0]));
            user = Files.getOwner(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
        UserPrincipal owner = Files.getOwner(folder);
        if (!owner.equals(user)) {
            throw new NotPrivateException(
                    folder,
                    "it belongs to " + owner.getName() + " and this program runs as " + user.getName(),
                    "name a folder of " + user.getName());
        }
    }

    /** Checks that other users have no access to the folder. */
    void checkRights() throws IOException {
        Optional<String> access = rights.foreignAccess(folder);
        if (access.isPresent()) {
            throw new NotPrivateException(folder, access.get(), rights.remedy(folder));
        }
    }

    /** Reads a file up to the given number of bytes; empty if the file does not exist. */
    Optional<byte[]> read(Path file, int limit) throws IOException {
        try {
            Optional<String> access = rights.foreignAccess(file);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotPrivateException(file, "it is not a regular file", "remove it");
            }
            if (access.isPresent()) {
                throw new NotPrivateException(
                        file, access.get(), "renew the credentials in it, and " + rights.remedy(file));
            }
            return Optional.of(Uninterrupted.call(() -> {
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    return in.readNBytes(limit);
                }
            }));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Creates or replaces a file. */
    void replace(Path file, byte[] bytes) throws IOException {
        Uninterrupted.call(() -> {
            Path aside = aside(file.getFileName().toString());
            try {
                write(aside, bytes);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
            return forceFolder();
        });
    }

    /** Removes a file if there is one. */
    void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            Uninterrupted.call(this::forceFolder);
        }
    }

    private Path aside(String name) {
        return folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
    }

    private boolean write(Path aside, byte[] bytes) throws IOException {
        Files.deleteIfExists(aside);
        try (FileChannel channel = rights.createFile(aside)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return true;
    }

    /** Makes a renaming or removal durable, where a folder can be opened like a file. */
    private boolean forceFolder() throws IOException {
        if (rights instanceof OwnerOnly.Modes && folder.getFileSystem() == FileSystems.getDefault()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        return true;
    }
}
