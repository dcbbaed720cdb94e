package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a mirror between two times that all were thrown away. Its users keep it open, and nobody waits for them:
 * the next generation begins beside it. Guarded by the lock of its {@link ObjectMirror}, except for the known commit.
 */
final class MirrorGeneration {
    private final MirrorRepository repository;
    private final Path packs;
    private final int number;
    private int users;
    private boolean isOver;
    private boolean isReplaced;
    private volatile @Nullable ObjectId known;

    MirrorGeneration(MirrorRepository repository, Path packs, int number, @Nullable ObjectId known) {
        this.repository = repository;
        this.packs = packs;
        this.number = number;
        this.known = known;
    }

    MirrorRepository repository() {
        return repository;
    }

    Path packs() {
        return packs;
    }

    int number() {
        return number;
    }

    /** Returns the last commit whose history is known to be here; {@code null} if none is. */
    @Nullable
    ObjectId known() {
        return known;
    }

    void know(ObjectId commit) {
        known = commit;
    }

    boolean isUsed() {
        return users > 0;
    }

    void enter() {
        users++;
    }

    /** Ends one use; the last one of a generation that is over closes it. */
    void leave() {
        users--;
        if (users == 0 && isOver) {
            close();
        }
    }

    /** Notes that another generation follows, and closes this one when it is no longer used. */
    void endBefore(MirrorGeneration next) {
        isOver = true;
        isReplaced = !packs.equals(next.packs);
        if (users == 0) {
            close();
        }
    }

    /** Closes the repository, and deletes its packs if others replaced them. */
    void close() {
        repository.close();
        if (isReplaced) {
            delete(packs);
        }
    }

    /** Deletes packs that are no longer needed. What cannot be deleted now is swept by the next store. */
    static void delete(Path packs) {
        try {
            MirrorFolder.deleteTree(packs);
        } catch (IOException e) {
            System.getLogger(MirrorGeneration.class.getName())
                    .log(System.Logger.Level.DEBUG, "packs were not deleted; the next store will delete them", e);
        }
    }
}
