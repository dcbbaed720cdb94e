package io.nautes.cluster.gitstore.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.ChildJvm;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MirrorFolderTest {
    private static Path leftBehind(Duration age) throws IOException {
        Path folder = Files.createTempDirectory(CacheFolder.ofThisUser(), "nautes-cluster-mirror-")
                .toRealPath();
        Files.writeString(Files.createDirectory(folder.resolve("packs")).resolve("pack-1.pack"), "x");
        Path lock = Files.createFile(folder.resolve("nautes-cluster.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(age)));
        return folder;
    }

    @Test
    void temporaryFolderOfAKilledProcessIsDeletedByTheNextOne() throws IOException {
        Path old = leftBehind(Duration.ofHours(1));
        Path young = leftBehind(Duration.ZERO);

        MirrorFolder.open(null).close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.setLastModifiedTime(young.resolve("nautes-cluster.lock"), FileTime.from(Instant.EPOCH));
        MirrorFolder.open(null).close();
        assertThat(young).doesNotExist();
    }

    /** Does not use {@link Files}, which opens and closes the file and so releases the lock. */
    private static void makeOld(MirrorFolder used) {
        assertThat(used.path().resolve("nautes-cluster.lock").toFile().setLastModified(0))
                .isTrue();
    }

    @Test
    void temporaryFolderInUseIsKept() throws IOException {
        try (MirrorFolder used = MirrorFolder.open(null)) {
            makeOld(used);

            MirrorFolder.open(null).close();

            assertThat(used.packs()).exists();
        }
    }

    @Test
    void newTemporaryFolderWithoutALockIsKept() throws IOException {
        Path without = Files.createTempDirectory(CacheFolder.ofThisUser(), "nautes-cluster-mirror-");

        MirrorFolder.open(null).close();

        assertThat(without).exists();
        Files.delete(without);
    }

    /** Loads the library's classes again, as another web application of the same server does. */
    private static Class<?> secondMirrorFolder() throws Exception {
        List<URL> places = new ArrayList<>();
        for (Class<?> type : List.of(
                MirrorFolder.class, FailureCode.class, ClusterResource.class, Repository.class, Nullable.class)) {
            places.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        URLClassLoader loader = new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        return loader.loadClass(MirrorFolder.class.getName());
    }

    private static AutoCloseable open(Class<?> type, @Nullable Path folder) throws Exception {
        Method open = type.getDeclaredMethod("open", Path.class);
        open.setAccessible(true);
        return (AutoCloseable) open.invoke(null, folder);
    }

    private static String lockedByAChild(Path folder, Path temp) throws Exception {
        return ChildJvm.outputOf(
                ChildJvm.command(List.of(), temp.resolve("nothing").toString(), folder.toString(), "once", "a")
                        .start());
    }

    @Test
    void secondClassLoaderCannotUseALockedFolderAndDoesNotReleaseItsLock(@TempDir Path temp) throws Exception {
        Class<?> second = secondMirrorFolder();
        try (MirrorFolder used = MirrorFolder.open(temp.resolve("mirror"))) {
            assertThatThrownBy(() -> open(second, used.path()))
                    .cause()
                    .hasMessageContaining("is used by another store");

            assertThat(lockedByAChild(used.path(), temp)).contains("is used by another store");
        }
        open(second, temp.resolve("mirror")).close();
    }

    @Test
    void sweepOfASecondClassLoaderLeavesTemporaryFoldersLocked(@TempDir Path temp) throws Exception {
        Class<?> second = secondMirrorFolder();
        try (MirrorFolder used = MirrorFolder.open(null)) {
            makeOld(used);

            open(second, null).close();

            assertThat(used.packs()).exists();
            assertThat(lockedByAChild(used.path(), temp)).contains("is used by another store");
        }
    }

    @Test
    void oldTemporaryFolderWithoutALockIsDeleted() throws IOException {
        Path old = Files.createTempDirectory(CacheFolder.ofThisUser(), "nautes-cluster-mirror-");
        Files.createDirectories(old.resolve("packs"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));

        MirrorFolder.open(null).close();

        assertThat(old).doesNotExist();
    }

    @Test
    @Timeout(60)
    void closingDuringAReadKeepsTheFolderForTheReader() throws Exception {
        ObjectMirror mirror = ObjectMirror.open(null, 1 << 20);
        Path folder = mirror.path();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                mirror.use(repository -> {
                    reading.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Files.writeString(folder.resolve("packs").resolve("late.tmp"), "late");
                    return repository;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.start();
        reading.await();

        mirror.close();
        assertThat(folder.resolve("packs")).exists();
        go.countDown();
        reader.join();

        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> mirror.use(repository -> repository))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("closed");
    }
}
