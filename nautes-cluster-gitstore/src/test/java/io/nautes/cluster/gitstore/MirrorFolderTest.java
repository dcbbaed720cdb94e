package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MirrorFolderTest {
    private static Path leftBehind(Duration age) throws IOException {
        Path folder = Files.createTempDirectory("nautes-cluster-mirror-").toRealPath();
        Files.writeString(Files.createDirectory(folder.resolve("packs")).resolve("pack-1.pack"), "x");
        Path lock = Files.createFile(folder.resolve("nautes-cluster.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(age)));
        return folder;
    }

    @Test
    void temporaryFolderOfAKilledProcessIsDeletedByTheNext() throws IOException {
        Path old = leftBehind(Duration.ofHours(1));
        Path young = leftBehind(Duration.ZERO);

        MirrorFolder.open(null).close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.setLastModifiedTime(young.resolve("nautes-cluster.lock"), FileTime.from(Instant.EPOCH));
        MirrorFolder.open(null).close();
        assertThat(young).doesNotExist();
    }

    @Test
    void temporaryFolderInUseStays() throws IOException {
        try (MirrorFolder used = MirrorFolder.open(null)) {
            Files.setLastModifiedTime(used.path().resolve("nautes-cluster.lock"), FileTime.from(Instant.EPOCH));

            MirrorFolder.open(null).close();

            assertThat(used.packs()).exists();
        }
    }

    @Test
    void foldersOfOthersStay() throws IOException {
        Path without = Files.createTempDirectory("nautes-cluster-mirror-");

        MirrorFolder.open(null).close();

        assertThat(without).exists();
        Files.delete(without);
    }
}
