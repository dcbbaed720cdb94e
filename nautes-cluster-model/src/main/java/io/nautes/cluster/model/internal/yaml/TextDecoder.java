package io.nautes.cluster.model.internal.yaml;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes files that people wrote: in UTF-8, or in UTF-16 with a byte order mark, which some editors write. */
public final class TextDecoder {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextDecoder() {}

    /**
     * Returns the text of a file without its byte order mark.
     *
     * @param bytes the file
     * @return the text
     * @throws MalformedDocumentException if the file is in another encoding
     */
    public static String decode(byte[] bytes) {
        Charset charset = isUtf16(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        try {
            return withoutMark(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedDocumentException("not a text in " + charset.name() + "; save the file in UTF-8", 0, 0);
        }
    }

    /**
     * Returns the text without a byte order mark.
     *
     * @param text the text
     * @return the text after the mark, if it begins with one
     */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    }
}
