package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a mirror between two moments at which all of them were discarded. Tasks that still use a generation
 * keep it open, and nothing waits for them: the next generation begins beside it. Guarded by the lock of its {@link
 * ObjectMirror}, except for the known commit.
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

    /** Returns the last commit whose history is known to be in this generation; {@code null} if nothing was fetched. */
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

    /** Ends one use. The last use of a generation that has ended closes it. */
    void leave() {
        users--;
        if (users == 0 && isOver) {
            close();
        }
    }

    /** Records that another generation follows, and closes this one when it is no longer used. */
    void endBefore(MirrorGeneration next) {
        isOver = true;
        isReplaced = !packs.equals(next.packs);
        if (users == 0) {
            close();
        }
    }

    /** Closes the repository, and deletes its packs if they were replaced. */
    void close() {
        repository.close();
        if (isReplaced) {
            delete(packs);
        }
    }

    /** Deletes packs that are no longer needed. Those that cannot be deleted now are deleted by the next store. */
    static void delete(Path packs) {
        try {
            MirrorFolder.deleteTree(packs);
        } catch (IOException e) {
            System.getLogger(MirrorGeneration.class.getName())
                    .log(System.Logger.Level.DEBUG, "packs were not deleted; the next store will delete them", e);
        }
    }
}
