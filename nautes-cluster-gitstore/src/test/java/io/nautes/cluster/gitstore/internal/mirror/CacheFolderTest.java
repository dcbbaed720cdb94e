package io.nautes.cluster.gitstore.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFolderTest {
    @TempDir
    Path home;

    @Test
    void folderFollowsTheOperatingSystem() {
        Path other = home.resolve("other");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", other.toString(), "LOCALAPPDATA", other.toString());

        assertThat(CacheFolder.of(environment, "Linux", home.toString())).isEqualTo(other.resolve("nautes-cluster"));
        assertThat(CacheFolder.of(Map.of(), "Linux", home.toString()))
                .isEqualTo(home.resolve(".cache").resolve("nautes-cluster"));
        assertThat(CacheFolder.of(environment, "Mac OS X", home.toString()))
                .isEqualTo(home.resolve("Library").resolve("Caches").resolve("nautes-cluster"));
        assertThat(CacheFolder.of(environment, "Windows 11", home.toString()))
                .isEqualTo(other.resolve("nautes-cluster"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "relative"})
    void userWithoutAHomeHasNoCacheFolder(String unknown) {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", unknown), "Linux", unknown))
                .isNull();
    }

    @Test
    void folderIsReadableOnlyByItsOwner() throws IOException {
        Path folder = home.resolve("a").resolve("b");

        assertThat(CacheFolder.createdOr(folder, home)).isEqualTo(folder).isDirectory();

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void otherFolderIsUsedIfTheCacheCannotBeCreated() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(CacheFolder.createdOr(file.resolve("x"), home)).isEqualTo(home);
    }
}
