package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a mirror, locked against other stores, in this process or another. */
final class MirrorFolder implements AutoCloseable {
    private static final String LOCK_FILE = "nautes-cluster.lock";
    private static final String PACKS = "packs";
    private static final String TEMPORARY_PREFIX = "nautes-cluster-mirror-";

    /** A folder that another process is just making may not be locked yet. */
    private static final Duration MAKING = Duration.ofMinutes(1);

    /**
     * The folders in use in this process. The system's locks do not tell stores of one process apart; worse, to close a
     * second channel to the lock file gives up the lock of the first.
     */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

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
     * @param chosen the folder; {@code null} for one that only its owner can read, and that is deleted on close
     */
    static MirrorFolder open(@Nullable Path chosen) {
        Path place = chosen == null ? Path.of(System.getProperty("java.io.tmpdir")) : chosen;
        try {
            place = chosen == null
                    ? Files.createTempDirectory(TEMPORARY_PREFIX)
                    : Files.createDirectories(chosen.toAbsolutePath());
            place = place.toRealPath();
            if (chosen == null) {
                sweepAbandoned(place);
            }
            return prepared(new MirrorFolder(place, chosen == null, lock(place)));
        } catch (IOException e) {
            throw GitMirror.localStorage(place, e);
        }
    }

    /** Deletes what processes of the same user left behind when they were killed. */
    private static void sweepAbandoned(Path fresh) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(fresh.getParent(), TEMPORARY_PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(fresh);
            for (Path folder : folders) {
                boolean isOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
                if (isOurs && !IN_USE.contains(folder)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(MirrorFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "abandoned mirrors were not deleted", e);
        }
    }

    private static void deleteIfAbandoned(Path folder) throws IOException {
        Path lockFile = folder.resolve(LOCK_FILE);
        if (!Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)
                || Files.getLastModifiedTime(lockFile)
                        .toInstant()
                        .isAfter(Instant.now().minus(MAKING))) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                deleteAll(folder);
            }
        }
    }

    private static MirrorFolder prepared(MirrorFolder folder) throws IOException {
        try {
            MirrorObjects.sweep(Files.createDirectories(folder.packs()));
            MirrorObjects.sweep(folder.path());
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        if (!IN_USE.add(folder)) {
            throw inUse(folder);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(folder);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            IN_USE.remove(folder);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static RegistryException inUse(Path folder) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "the mirror " + folder + " is used by another store; give each store a folder of its own");
    }

    Path path() {
        return path;
    }

    Path packs() {
        return path.resolve(PACKS);
    }

    /** Deletes all packs. That the folder itself is gone is mended: temporary ones may be cleaned away by the system. */
    void deletePacks() throws IOException {
        for (Path file : MirrorObjects.files(Files.createDirectories(packs()), "*")) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
            IN_USE.remove(path);
            if (temporary) {
                deleteAll(path);
            }
        } catch (IOException e) {
            System.getLogger(MirrorFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "the mirror was not deleted", e);
        }
    }

    private static void deleteAll(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all) {
            Files.deleteIfExists(entry);
        }
    }
}
