package io.nautes.cluster.gitstore.internal.objects;

import org.eclipse.jgit.lib.ObjectId;

/** A store that trees can be read from and added to. */
public interface TreeStore extends TreeReader {
    /** Adds a tree with the given content, and returns its id. */
    ObjectId insertTree(byte[] content);
}
