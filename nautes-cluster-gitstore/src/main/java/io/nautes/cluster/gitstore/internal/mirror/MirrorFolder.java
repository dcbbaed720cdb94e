package io.nautes.cluster.gitstore.internal.mirror;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a mirror, locked against other stores in this process and in other processes. */
final class MirrorFolder implements AutoCloseable {
    private static final String LOCK_FILE = "nautes-cluster.lock";
    private static final String PACKS = "packs";

    /** The name of the file that names the current folder of packs. */
    private static final String CURRENT_FILE = "current-packs";

    private static final String TEMPORARY_PREFIX = "nautes-cluster-mirror-";

    /** The age below which a folder may belong to another process that is creating it and has not locked it yet. */
    private static final Duration MAKING = Duration.ofMinutes(1);

    /** The age above which a folder without a lock file does not belong to another process that is creating it. */
    private static final Duration WITHOUT_LOCK = Duration.ofHours(1);

    /** The maximum number of temporary folders that may disappear before one is locked. */
    private static final int MAX_ATTEMPTS = 3;

    /**
     * The prefix of the system properties that claim the folders in use in this process. The locks of the system do not
     * distinguish the stores of one process; even worse, closing a second channel to a lock file releases the lock of
     * the first. A static set is not enough, because each class loader has its own.
     */
    private static final String CLAIM = "io.nautes.cluster.gitstore.mirror:";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private MirrorFolder(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Opens a folder.
     *
     * @param chosen the folder; {@code null} for a new one that only its owner can read, and that is deleted on close
     */
    static MirrorFolder open(@Nullable Path chosen) {
        Path location = chosen == null ? CacheFolder.ofThisUser() : chosen;
        try {
            if (chosen == null) {
                MirrorFolder fresh = temporary(location);
                sweepAbandoned(fresh.path);
                return prepared(fresh);
            }
            location = Files.createDirectories(chosen.toAbsolutePath()).toRealPath();
            return prepared(new MirrorFolder(location, false, lock(location)));
        } catch (IOException e) {
            throw ObjectMirror.localStorage(location, e);
        }
    }

    /**
     * Creates a temporary folder. Another process may delete a folder that was not locked in time, for example because
     * this process was suspended.
     */
    private static MirrorFolder temporary(Path parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path folder = Files.createTempDirectory(parent, TEMPORARY_PREFIX).toRealPath();
            try {
                return new MirrorFolder(folder, true, lock(folder));
            } catch (NoSuchFileException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Deletes the folders that killed processes of the same user left behind. */
    private static void sweepAbandoned(Path fresh) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(fresh.getParent(), TEMPORARY_PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(fresh);
            for (Path folder : folders) {
                boolean isOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
                if (isOurs && isOld(folder) && claim(folder)) {
                    try {
                        deleteIfAbandoned(folder);
                    } finally {
                        System.clearProperty(CLAIM + folder);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(MirrorFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "abandoned mirrors were not deleted", e);
        }
    }

    private static boolean isOld(Path folder) throws IOException {
        Path lockFile = folder.resolve(LOCK_FILE);
        boolean hasLock = Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS);
        return Files.getLastModifiedTime(hasLock ? lockFile : folder, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(Instant.now().minus(hasLock ? MAKING : WITHOUT_LOCK));
    }

    private static void deleteIfAbandoned(Path folder) throws IOException {
        Path lockFile = folder.resolve(LOCK_FILE);
        try (FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (isLocked(channel)) {
                deleteAll(folder);
            }
        }
    }

    private static MirrorFolder prepared(MirrorFolder folder) throws IOException {
        try {
            MirrorObjects.sweep(Files.createDirectories(folder.packs()));
            MirrorObjects.sweep(folder.path());
            folder.sweepOtherPacks();
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static boolean claim(Path folder) {
        String process = String.valueOf(ProcessHandle.current().pid());
        return System.getProperties().putIfAbsent(CLAIM + folder, process) == null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        if (!claim(folder)) {
            throw inUse(folder);
        }
        Path file = folder.resolve(LOCK_FILE);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                throw inUse(folder);
            }
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            System.clearProperty(CLAIM + folder);
            throw e;
        }
    }

    private static RegistryException inUse(Path folder) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "the mirror " + folder + " is used by another store; use a separate folder for each store");
    }

    Path path() {
        return path;
    }

    /** Returns the current folder of packs. */
    Path packs() throws IOException {
        Path file = path.resolve(CURRENT_FILE);
        String name = Files.isRegularFile(file) ? Files.readString(file).strip() : PACKS;
        return path.resolve(isName(name) ? name : PACKS);
    }

    private static boolean isName(String name) {
        return name.matches(PACKS + "(-\\d{1,18})?");
    }

    /** Creates a folder beside the current packs, for packs that may replace them. */
    Path createSibling() throws IOException {
        String current = packs().getFileName().toString();
        long number = current.equals(PACKS) ? 0 : Long.parseLong(current.substring(PACKS.length() + 1));
        Path sibling = path.resolve(PACKS + "-" + (number + 1));
        deleteTree(sibling);
        return Files.createDirectories(sibling);
    }

    /** Makes a sibling the current folder of packs, in one step. */
    void makeCurrent(Path sibling) throws IOException {
        Path temporaryFile = path.resolve(CURRENT_FILE + ".tmp");
        Files.writeString(temporaryFile, sibling.getFileName().toString());
        Files.move(temporaryFile, path.resolve(CURRENT_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes the folders of packs that a killed process left behind. */
    private void sweepOtherPacks() throws IOException {
        Path current = packs();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path, PACKS + "*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().equals(current.getFileName())
                        && isName(folder.getFileName().toString())) {
                    deleteTree(folder);
                }
            }
        }
    }

    /** Deletes all packs. Creates the folder again if it does not exist, because the system may have cleaned it. */
    void deletePacks() throws IOException {
        for (Path file : MirrorObjects.files(Files.createDirectories(packs()), "*")) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes a folder with its content if it exists. */
    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all) {
            Files.deleteIfExists(entry);
        }
    }

    /** Releases the folder, and deletes it if it is temporary. */
    @Override
    public void close() {
        try (lock) {
            if (temporary) {
                deleteAll(path);
            }
        } catch (IOException e) {
            System.getLogger(MirrorFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "the mirror was not deleted; the next store will", e);
        } finally {
            System.clearProperty(CLAIM + path);
        }
    }

    /**
     * Deletes a folder, with its lock file last. Without the lock file, a folder could not be recognized as abandoned.
     */
    private static void deleteAll(Path folder) throws IOException {
        Path lockFile = folder.resolve(LOCK_FILE);
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder())
                    .filter(entry -> !entry.equals(folder) && !entry.equals(lockFile))
                    .toList();
        }
        for (Path entry : all) {
            Files.deleteIfExists(entry);
        }
        Files.deleteIfExists(lockFile);
        Files.deleteIfExists(folder);
    }
}
