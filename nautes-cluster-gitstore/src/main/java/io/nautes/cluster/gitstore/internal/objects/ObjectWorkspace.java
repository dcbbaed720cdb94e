package io.nautes.cluster.gitstore.internal.objects;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The objects that a batch of commits uses: those in the mirror, and those that the batch adds. Used by one thread. */
public final class ObjectWorkspace implements TreeStore {
    /** The size of the tree of a folder with about a million files. */
    private static final int MAX_TREE_BYTES = 64 << 20;

    /** Each commit of a batch changes the trees that the one before it wrote. */
    private static final int MAX_KEPT_TREES = 16;

    private final PackBuilder added;
    private final ObjectReader mirror;
    private final Map<ObjectId, byte[]> trees = new LinkedHashMap<>(MAX_KEPT_TREES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, byte[]> eldest) {
            return size() > MAX_KEPT_TREES;
        }
    };

    public ObjectWorkspace(PackBuilder added, ObjectReader mirror) {
        this.added = added;
        this.mirror = mirror;
    }

    public PackBuilder added() {
        return added;
    }

    /** Keeps a tree that was already read, so that it is not read again. */
    public void keep(Tree tree) {
        trees.put(tree.id(), tree.bytes());
    }

    @Override
    public byte[] tree(ObjectId id) throws IOException {
        byte[] known = trees.get(id);
        if (known == null) {
            byte[] fresh = added.content(id);
            known = fresh == null ? tree(mirror, id) : fresh;
            trees.put(id.copy(), known);
        }
        return known;
    }

    /**
     * Returns the content of a tree.
     *
     * @throws RegistryException if the tree is longer than the tree of any folder of clusters
     */
    public static byte[] tree(ObjectReader reader, ObjectId id) throws IOException {
        if (id.equals(Constants.EMPTY_TREE_ID)) {
            return new byte[0];
        }
        ObjectLoader tree = reader.open(id, Constants.OBJ_TREE);
        if (tree.getSize() > MAX_TREE_BYTES) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "the tree " + id.name() + " has " + tree.getSize() + " bytes; at most " + MAX_TREE_BYTES
                            + " are read; split the folder");
        }
        return tree.getCachedBytes(MAX_TREE_BYTES);
    }

    @Override
    public ObjectId insertTree(byte[] content) {
        ObjectId id = added.insert(Constants.OBJ_TREE, content);
        trees.put(id, content);
        return id;
    }

    /** Returns the content of a blob; {@code null} if it is longer than the limit. */
    public byte @Nullable [] blob(ObjectId id, int limit) throws IOException {
        byte[] fresh = added.content(id);
        if (fresh != null) {
            return fresh;
        }
        ObjectLoader blob = mirror.open(id, Constants.OBJ_BLOB);
        return blob.getSize() > limit ? null : blob.getCachedBytes(limit);
    }
}
