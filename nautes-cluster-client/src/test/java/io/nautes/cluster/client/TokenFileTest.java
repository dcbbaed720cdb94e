package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.writeString(folder.resolve("token"), "first\n");
    }

    /** Replaces the file atomically, as Kubernetes does. */
    private void replace(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whiteSpaceAroundTheTokenIsIgnored() {
        assertThat(TokenSource.file(file).credential()).isEqualTo(AccessToken.of("first"));
    }

    @Test
    void replacedFileIsReadAgain() throws IOException {
        TokenSource source = TokenSource.file(file);
        source.credential();

        replace("second-token");

        assertThat(source.credential()).isEqualTo(AccessToken.of("second-token"));
    }

    @Test
    void unchangedFileIsReadAgainWhenItsTokenIsRefused() throws IOException {
        TokenSource source = TokenSource.file(file);
        AccessToken refused = source.credential();
        var modified = Files.getLastModifiedTime(file);
        Files.writeString(file, "other\n");
        Files.setLastModifiedTime(file, modified);

        assertThat(source.renewed(refused)).isEqualTo(AccessToken.of("other"));
    }

    @Test
    void fileCanBeCreatedLater() throws IOException {
        Files.delete(file);
        TokenSource source = TokenSource.file(file);
        assertThatThrownBy(source::credential)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());

        replace("late");

        assertThat(source.credential()).isEqualTo(AccessToken.of("late"));
    }

    @Test
    void fileWithoutATokenIsRefused() throws IOException {
        replace(" \n");
        assertThatThrownBy(TokenSource.file(file)::credential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty")
                .hasMessageContaining(file.toString());

        replace("x".repeat((64 << 10) + 1));
        assertThatThrownBy(TokenSource.file(file)::credential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger than 64 KiB");

        replace("two words");
        assertThatThrownBy(TokenSource.file(file)::credential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("two");
    }
}
