package io.nautes.cluster.gitstore;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a batch sees: those of the mirror, and those that it adds.
 *
 * @param added what the batch adds
 * @param mirror what is in the mirror
 */
record BatchObjects(NewObjects added, ObjectReader mirror) {
    byte[] tree(ObjectId id) throws IOException {
        byte[] fresh = added.content(id);
        return fresh == null ? mirror.open(id, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE) : fresh;
    }

    /** What a blob holds; {@code null} if that is longer than a limit. */
    byte @Nullable [] blob(ObjectId id, int limit) throws IOException {
        byte[] fresh = added.content(id);
        if (fresh != null) {
            return fresh;
        }
        ObjectLoader blob = mirror.open(id, Constants.OBJ_BLOB);
        return blob.getSize() > limit ? null : blob.getCachedBytes();
    }
}
