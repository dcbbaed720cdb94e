package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.spi.RepositoryView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The repository as a renderer sees it, in the middle of a batch. Used by one thread at a time. */
final class BatchView implements RepositoryView {
    private final BatchObjects objects;
    private final String address;
    private final String clustersFolder;
    private final Map<String, byte[]> folders = new HashMap<>();

    BatchView(BatchObjects objects, byte[] root, String address, String clustersFolder) {
        this.objects = objects;
        this.address = address;
        this.clustersFolder = clustersFolder;
        folders.put("", root);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String clustersFolder() {
        return clustersFolder;
    }

    @Override
    public Optional<String> text(String path) {
        try {
            ObjectId blob = TreeEdit.findFile(folder(parent(path)), PathEdit.name(path));
            return blob == null ? Optional.empty() : text(objects.blob(blob, ClusterFile.MAX_BYTES));
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /** An object of the mirror cannot be read, in the middle of somebody else's code. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        private UnreadableException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    private static String parent(String path) {
        int end = path.lastIndexOf('/');
        return end < 0 ? "" : path.substring(0, end);
    }

    private byte[] folder(String path) throws IOException {
        byte[] known = folders.get(path);
        if (known == null) {
            ObjectId id = TreeEdit.findFolder(folder(parent(path)), PathEdit.name(path));
            known = id == null ? new byte[0] : objects.tree(id);
            folders.put(path, known);
        }
        return known;
    }

    private static Optional<String> text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
