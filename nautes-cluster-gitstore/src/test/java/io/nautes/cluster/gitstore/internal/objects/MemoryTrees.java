package io.nautes.cluster.gitstore.internal.objects;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A store of trees in memory. It checks the trees that the editor adds as Git does. */
final class MemoryTrees implements TreeStore {
    private final Map<ObjectId, byte[]> trees = new HashMap<>();

    /** Adds a tree as another client may have written it. */
    ObjectId foreign(byte[] content) {
        ObjectId id = new ObjectInserter.Formatter().idFor(Constants.OBJ_TREE, content);
        trees.put(id, content);
        return id;
    }

    @Override
    public ObjectId insertTree(byte[] content) {
        try {
            new ObjectChecker().checkTree(content);
        } catch (CorruptObjectException e) {
            throw new AssertionError("the editor wrote a malformed tree", e);
        }
        return foreign(content);
    }

    @Override
    public byte[] tree(ObjectId id) throws MissingObjectException {
        byte[] content = trees.get(id);
        if (content == null) {
            throw new MissingObjectException(id, Constants.OBJ_TREE);
        }
        return content;
    }
}
