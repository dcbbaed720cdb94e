package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A reader of text from users, in UTF-8 or in UTF-16 with a byte order mark, up to a maximum size. */
final class TextFiles {
    static final int MAX_BYTES = 16 << 20;

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TextFiles() {}

    /** An exception for invalid input, with exit code 1. */
    static final class InputException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InputException(String message) {
            super(message);
        }
    }

    /** Returns the path for a file name from a user. */
    static Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw new UsageException("the file name \"" + given + "\" cannot be used in this locale; set LC_ALL=C.UTF-8"
                    + " or rename the file");
        }
    }

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UsageException(file + ": there is no such file");
        }
    }

    /** Reads a stream to its end; messages refer to it by the given name. */
    static String read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new InputException(name + ": larger than " + (MAX_BYTES >> 20) + " MiB; split it into several files");
        }
        Charset charset = charset(bytes);
        int mark = startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InputException(name + ": not in " + charset.name() + "; save it in UTF-8");
        }
    }

    private static Charset charset(byte[] bytes) {
        boolean utf16 = startsWith(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF})
                || startsWith(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE});
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= bytes.length || bytes[i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
