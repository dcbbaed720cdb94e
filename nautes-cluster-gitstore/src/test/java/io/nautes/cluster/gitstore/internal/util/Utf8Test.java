package io.nautes.cluster.gitstore.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static String decode(int... bytes) {
        byte[] text = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (byte) bytes[i];
        }
        return Utf8.decode(text);
    }

    @Test
    void textIsDecoded() {
        assertThat(Utf8.decode("name: 集群 😀\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("name: 集群 😀\n");
        assertThat(decode()).isEmpty();
    }

    @Test
    void replacementCharacterOfTheTextIsKept() {
        assertThat(decode('a', 0xEF, 0xBF, 0xBD, 'b')).isEqualTo("a\uFFFDb");
    }

    @Test
    void malformedBytesAreReportedWithTheirPosition() {
        MalformedDocumentException failure = catchThrowableOfType(
                MalformedDocumentException.class, () -> decode('a', '\n', 'b', 0xEF, 0xBF, 0xBD, 0xFF, 'c'));

        assertThat(failure).hasMessageEndingWith("the file is not UTF-8: byte 0xff at byte 5 of line 2");
        assertThat(failure.line()).isEqualTo(2);
        assertThat(failure.column()).isEqualTo(5);
    }

    @Test
    void characterThatIsCutOffIsMalformed() {
        assertThat(catchThrowableOfType(MalformedDocumentException.class, () -> decode('a', 0xE9, 0x9B)))
                .hasMessageContaining("byte 0xe9 at byte 2 of line 1");
    }
}
