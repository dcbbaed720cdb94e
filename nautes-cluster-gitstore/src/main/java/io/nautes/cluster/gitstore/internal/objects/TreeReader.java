package io.nautes.cluster.gitstore.internal.objects;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** A reader of trees. */
@FunctionalInterface
public interface TreeReader {
    /**
     * Returns the content of a tree, which nobody changes afterwards.
     *
     * @throws IOException if the tree cannot be read
     */
    byte[] tree(ObjectId id) throws IOException;
}
