package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository that serves as a cache of objects and nothing else: it has no working tree and no refs, so nothing
 * in it can be stale. One process uses a mirror at a time.
 */
final class GitMirror implements AutoCloseable {
    private static final String LOCK_FILE = "nautes-cluster.lock";

    private final Path folder;
    private final boolean temporary;
    private final FileChannel lockChannel;
    private final Repository repository;

    private GitMirror(Path folder, boolean temporary, FileChannel lockChannel, Repository repository) {
        this.folder = folder;
        this.temporary = temporary;
        this.lockChannel = lockChannel;
        this.repository = repository;
    }

    /**
     * Opens a mirror.
     *
     * @param chosen its folder; {@code null} for one that is deleted on close
     */
    static GitMirror open(@Nullable Path chosen) {
        try {
            boolean temporary = chosen == null;
            Path folder = chosen == null
                    ? Files.createTempDirectory("nautes-cluster-mirror-")
                    : Files.createDirectories(chosen);
            FileChannel channel = lock(folder);
            try {
                return new GitMirror(folder, temporary, channel, repository(folder));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw localStorage("the mirror cannot be opened", chosen, e);
        }
    }

    static RegistryException localStorage(String what, @Nullable Path place, IOException cause) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                what + (place == null ? "" : " in " + place) + ": " + cause.getMessage()
                        + "; check that the disk has room and the folder is writable",
                cause);
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another store of this process: the same as held by another process.
        }
        if (lock == null) {
            channel.close();
            throw new RegistryException(
                    FailureCode.LOCAL_STORAGE,
                    "the mirror " + folder + " is used by another store; give each store a folder of its own");
        }
        return channel;
    }

    private static Repository repository(Path folder) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        if (!Files.isDirectory(folder.resolve("objects"))) {
            repository.create(true);
        }
        // A user's configuration is inherited, so whatever could change what is done here is set in the mirror's own.
        StoredConfig config = repository.getConfig();
        config.setInt("gc", null, "auto", 0);
        config.setBoolean("fetch", null, "autogc", false);
        config.setBoolean("core", null, "multiPackIndex", false);
        config.setInt("core", null, "compression", 1);
        config.setString("core", null, "hooksPath", folder.resolve("no-hooks").toString());
        config.setBoolean("http", null, "sslVerify", true);
        config.save();
        return repository;
    }

    Repository repository() {
        return repository;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        repository.close();
        try {
            lockChannel.close();
            if (temporary) {
                delete(folder);
            }
        } catch (IOException e) {
            throw localStorage("the mirror cannot be closed", folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static String branchRef(String branch) {
        return branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch;
    }
}
