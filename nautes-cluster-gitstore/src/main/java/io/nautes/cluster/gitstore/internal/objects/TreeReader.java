package io.nautes.cluster.gitstore.internal.objects;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** Something that trees can be read from. */
@FunctionalInterface
public interface TreeReader {
    /**
     * Returns the content of a tree, which is not changed by anybody.
     *
     * @throws IOException if it cannot be read
     */
    byte[] tree(ObjectId id) throws IOException;
}
