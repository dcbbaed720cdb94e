package io.nautes.cluster.model.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    private Path file;
    private TokenFile token;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("token"), " first\n");
        token = new TokenFile(file);
    }

    /** Rewrites the file in place, with the same size and time. */
    private void rewrite(String text) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void unchangedFileIsReadAgainOnlyOnRequest() throws IOException {
        assertThat(token.token()).isEqualTo(AccessToken.of("first"));

        rewrite(" other\n");

        assertThat(token.token()).isEqualTo(AccessToken.of("first"));
        assertThat(token.reread()).isEqualTo(AccessToken.of("other"));
        assertThat(token.token()).isEqualTo(AccessToken.of("other"));
    }

    @Test
    void fileOfAnotherSizeOrTimeIsReadAgain() throws IOException {
        token.token();
        rewrite("second-token");
        assertThat(token.token()).isEqualTo(AccessToken.of("second-token"));

        rewrite("third--token");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(token.token()).isEqualTo(AccessToken.of("third--token"));
    }

    @Test
    void largestTokenIsRead() throws IOException {
        rewrite("x".repeat(64 << 10));
        assertThat(token.token().value()).hasSize(64 << 10);

        rewrite("x".repeat((64 << 10) + 1));
        assertThatIllegalArgumentException().isThrownBy(token::token).withMessageContaining("larger than 64 KiB");
    }

    @Test
    void fileWithoutATokenIsReportedWithItsPath() throws IOException {
        rewrite(" \n");
        assertThatIllegalArgumentException().isThrownBy(token::token).withMessageContaining(file + " is empty");
        Files.delete(file);
        assertThatThrownBy(token::token)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file + " cannot be read");
    }
}
