package io.nautes.cluster.gitstore.internal.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.internal.storage.pack.BinaryDelta;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/**
 * An object as it is stored in a pack: whole, or as a delta against an earlier whole object. Used by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
final class PackEntry {
    private static final short ZLIB_HEADER = 0x7801;
    private static final byte LAST_STORED_BLOCK = 1;

    private final int type;
    private final @Nullable PackEntry base;
    private final int length;
    private final byte[] compressed;
    private long offset;

    private PackEntry(int type, @Nullable PackEntry base, int length, byte[] compressed) {
        this.type = type;
        this.base = base;
        this.length = length;
        this.compressed = compressed;
    }

    /**
     * Returns bytes in the format of an {@link Inflater} without compressing them: one stored block of RFC 1951, in the
     * frame of RFC 1950.
     */
    static byte[] stored(byte[] bytes) {
        Adler32 checksum = new Adler32();
        checksum.update(bytes);
        return ByteBuffer.allocate(bytes.length + 11)
                .putShort(ZLIB_HEADER)
                .put(LAST_STORED_BLOCK)
                .putShort(Short.reverseBytes((short) bytes.length))
                .putShort(Short.reverseBytes((short) ~bytes.length))
                .put(bytes)
                .putInt((int) checksum.getValue())
                .array();
    }

    /**
     * Returns an entry with a whole object.
     *
     * @param compressor compresses bytes into the format of an {@link Inflater}
     */
    static PackEntry whole(int type, byte[] content, UnaryOperator<byte[]> compressor) {
        return new PackEntry(type, null, content.length, compressor.apply(content));
    }

    /** Returns an entry with an object as a delta in Git's format against another entry. */
    static PackEntry delta(PackEntry base, byte[] difference, UnaryOperator<byte[]> compressor) {
        return new PackEntry(Constants.OBJ_OFS_DELTA, base, difference.length, compressor.apply(difference));
    }

    /** Returns the content of the object. */
    byte[] content() {
        byte[] bytes = inflated();
        return base == null ? bytes : BinaryDelta.apply(base.content(), bytes);
    }

    private byte[] inflated() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] bytes = new byte[length];
            int read = 0;
            while (read < length) {
                int more = inflater.inflate(bytes, read, length - read);
                if (more == 0) {
                    throw new IllegalStateException("the decompressed content has another length");
                }
                read += more;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("content that was just compressed can be decompressed", e);
        } finally {
            inflater.end();
        }
    }

    /** Returns the bytes of the object for an offset in a pack. The base must be earlier in the same pack. */
    byte[] at(long position) throws IOException {
        offset = position;
        ByteArrayOutputStream out = new ByteArrayOutputStream(compressed.length + 16);
        writeHeader(out);
        if (base != null) {
            writeDistance(out, position - base.offset);
        }
        out.writeBytes(compressed);
        return out.toByteArray();
    }

    /** Writes the type and the length: 4 bits of the length, then 7 bits in each byte, lowest bits first. */
    private void writeHeader(OutputStream out) throws IOException {
        int rest = length >>> 4;
        int next = (type << 4) | (length & 0x0f);
        while (rest > 0) {
            out.write(next | 0x80);
            next = rest & 0x7f;
            rest >>>= 7;
        }
        out.write(next);
    }

    /**
     * Writes the distance to the base: 7 bits in each byte, highest bits first, with one subtracted from every group
     * but the last.
     */
    private static void writeDistance(OutputStream out, long distance) throws IOException {
        byte[] reversed = new byte[10];
        int count = 0;
        reversed[count++] = (byte) (distance & 0x7f);
        for (long rest = distance >>> 7; rest > 0; rest >>>= 7) {
            rest--;
            reversed[count++] = (byte) (0x80 | (rest & 0x7f));
        }
        while (count > 0) {
            out.write(reversed[--count]);
        }
    }
}
