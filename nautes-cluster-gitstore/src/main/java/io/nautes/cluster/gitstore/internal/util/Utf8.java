package io.nautes.cluster.gitstore.internal.util;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A decoder of files that does not replace invalid bytes. */
public final class Utf8 {
    /** The character that replaces invalid bytes. A valid file may also contain it. */
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * Decodes bytes.
     *
     * @throws MalformedDocumentException if the bytes are not UTF-8; it has the line, and the column in bytes
     */
    public static String decode(byte[] bytes) {
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        return decoded.indexOf(REPLACEMENT) < 0 ? decoded : decodeStrictly(bytes);
    }

    private static String decodeStrictly(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw invalid(bytes, in.position());
        }
        return out.flip().toString();
    }

    private static MalformedDocumentException invalid(byte[] bytes, int position) {
        int line = 1;
        int start = 0;
        for (int at = 0; at < position; at++) {
            if (bytes[at] == '\n') {
                line++;
                start = at + 1;
            }
        }
        int column = position - start + 1;
        return new MalformedDocumentException(
                "the file is not UTF-8: byte 0x" + Integer.toHexString(bytes[position] & 0xFF) + " at byte " + column
                        + " of line " + line,
                line,
                column);
    }
}
