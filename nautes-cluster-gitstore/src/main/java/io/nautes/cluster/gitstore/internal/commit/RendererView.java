package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import io.nautes.cluster.gitstore.internal.util.Utf8;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A view of the repository for a renderer, as the commits of the batch so far leave it. Used by one thread at a time.
 */
final class RendererView implements RepositoryView {
    private final ObjectWorkspace objects;
    private final @Nullable ObjectId root;
    private final String address;
    private final RepoPath clustersFolder;

    RendererView(ObjectWorkspace objects, @Nullable ObjectId root, String address, RepoPath clustersFolder) {
        this.objects = objects;
        this.root = root;
        this.address = address;
        this.clustersFolder = clustersFolder;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String clustersFolder() {
        return clustersFolder.toString();
    }

    @Override
    public Optional<String> text(String path) {
        try {
            TreeEntry file = file(path);
            return file == null || !file.isFile()
                    ? Optional.empty()
                    : text(objects.blob(file.id(), ClusterFile.MAX_BYTES));
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private @Nullable TreeEntry file(String path) throws IOException {
        TreeEntry entry = null;
        ObjectId folder = root;
        for (String step : path.split("/", -1)) {
            if (folder == null) {
                return null;
            }
            entry = new Tree(folder, objects.tree(folder)).find(step);
            folder = entry != null && entry.isFolder() ? entry.id() : null;
        }
        return entry;
    }

    /** The failure to read an object of the mirror, thrown through the code of a renderer. */
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

    private static Optional<String> text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Utf8.decode(bytes));
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }
}
