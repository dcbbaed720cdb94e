package io.nautes.cluster.gitstore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a batch, which become one pack of the mirror. JGit's own inserter compresses as much as it can, and that
 * is most of the time of a save when the folder has thousands of files.
 */
final class NewObjects implements AutoCloseable {
    private static final int INDEX_VERSION = 2;

    private final Map<ObjectId, byte[]> packed = new LinkedHashMap<>();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] buffer = new byte[1 << 13];

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * Adds an object.
     *
     * @param type one of the types in {@link Constants}
     */
    ObjectId insert(int type, byte[] content) {
        MessageDigest digest = sha1();
        digest.update(Constants.encodedTypeString(type));
        digest.update((" " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        ObjectId id = ObjectId.fromRaw(digest.digest(content));
        packed.computeIfAbsent(id, key -> pack(type, content));
        return id;
    }

    /** An object as it stands in a pack: its type and length in 4, then 7 bits a byte, and its compressed content. */
    private byte[] pack(int type, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + content.length / 2);
        int rest = content.length >>> 4;
        int next = (type << 4) | (content.length & 0x0f);
        while (rest > 0) {
            out.write(next | 0x80);
            next = rest & 0x7f;
            rest >>>= 7;
        }
        out.write(next);
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    /** What an object of this batch holds; {@code null} if there is none. */
    byte @Nullable [] content(ObjectId id) {
        byte[] bytes = packed.get(id);
        if (bytes == null) {
            return null;
        }
        int start = 1;
        while ((bytes[start - 1] & 0x80) != 0) {
            start++;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            ByteArrayOutputStream out = new ByteArrayOutputStream(2 * bytes.length);
            while (!inflater.finished()) {
                out.write(buffer, 0, inflater.inflate(buffer));
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was just compressed can be read again", e);
        } finally {
            inflater.end();
        }
    }

    int count() {
        return packed.size();
    }

    /** Puts all objects into the mirror; they can be read from then on. */
    void flush(MirrorRepository repository) throws IOException {
        MirrorObjects objects = repository.getObjectDatabase();
        DfsPackDescription pack = objects.newPack(PackSource.INSERT);
        try {
            List<PackedObjectInfo> index = new ArrayList<>(packed.size());
            byte[] checksum;
            try (DfsOutputStream out = objects.writeFile(pack, PackExt.PACK)) {
                checksum = write(out, index, pack);
            }
            pack.addFileExt(PackExt.PACK);
            index.sort(null);
            try (OutputStream out = objects.writeFile(pack, PackExt.INDEX)) {
                BasePackIndexWriter.createVersion(out, INDEX_VERSION).write(index, checksum);
            }
            pack.addFileExt(PackExt.INDEX);
            objects.add(pack);
        } catch (IOException | RuntimeException e) {
            objects.rollbackPack(List.of(pack));
            throw e;
        }
    }

    private byte[] write(OutputStream out, List<PackedObjectInfo> index, DfsPackDescription pack) throws IOException {
        MessageDigest digest = sha1();
        byte[] header = ByteBuffer.allocate(12)
                .put(Constants.PACK_SIGNATURE)
                .putInt(2)
                .putInt(packed.size())
                .array();
        out.write(header);
        digest.update(header);
        long offset = header.length;
        for (Map.Entry<ObjectId, byte[]> object : packed.entrySet()) {
            byte[] bytes = object.getValue();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            PackedObjectInfo entry = new PackedObjectInfo(object.getKey());
            entry.setOffset(offset);
            entry.setCRC((int) crc.getValue());
            index.add(entry);
            out.write(bytes);
            digest.update(bytes);
            offset += bytes.length;
        }
        byte[] checksum = digest.digest();
        out.write(checksum);
        pack.setFileSize(PackExt.PACK, offset + checksum.length);
        pack.setObjectCount(packed.size());
        return checksum;
    }

    /** Releases the compressor's memory. */
    @Override
    public void close() {
        deflater.end();
    }
}
