package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.PackBuilder;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.TimeLimiter;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A preview of updates. It builds the commit of an update in memory and compares its files, but does not keep or push
 * it.
 */
public final class UpdatePreview {
    private final TrackedBranch branch;
    private final CommitWriter writer;
    private final TimeLimiter limiter;

    public UpdatePreview(TrackedBranch branch, CommitWriter writer, TimeLimiter limiter) {
        this.branch = branch;
        this.writer = writer;
        this.limiter = limiter;
    }

    /** Returns the files of the repository as they would be after an update. */
    public PreviewedTree run(StoreUpdate update, Deadline deadline) {
        return branch.read(
                branch.refresh(deadline),
                deadline,
                (repository, base) -> inTime(() -> preview(repository, base, update), deadline));
    }

    private PreviewedTree inTime(TimeLimiter.Work<PreviewedTree> work, Deadline deadline) throws IOException {
        try {
            return limiter.call(work, deadline);
        } catch (TimeLimiter.LimitExceededException e) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "previewing an update: the decision, or the templates, did not return in time; nothing was changed",
                    e);
        }
    }

    private PreviewedTree preview(MirrorRepository repository, GitSnapshot base, StoreUpdate update)
            throws IOException {
        try (PackBuilder added = new PackBuilder();
                ObjectReader reader = repository.newObjectReader()) {
            ObjectWorkspace objects = new ObjectWorkspace(added, reader);
            StoreChange change = update.decide(base);
            GitSnapshot after = change.isEmpty() ? base : writer.write(objects, base, change, "preview");
            Map<String, ObjectId> before = files(objects, base);
            SortedMap<String, ObjectId> then = files(objects, after);
            TreeMap<String, byte[]> written = new TreeMap<>();
            for (Map.Entry<String, ObjectId> file : then.entrySet()) {
                byte[] fresh = added.content(file.getValue());
                if (!file.getValue().equals(before.get(file.getKey()))) {
                    written.put(file.getKey(), fresh == null ? blob(reader, file.getValue()) : fresh);
                }
            }
            TreeSet<String> removed = new TreeSet<>(before.keySet());
            removed.removeAll(then.keySet());
            return new PreviewedTree(
                    base.revision(), new TreeSet<>(then.keySet()), written, removed, path -> unchanged(then, path));
        }
    }

    private byte[] unchanged(Map<String, ObjectId> files, String path) {
        ObjectId blob = Objects.requireNonNull(files.get(path), path);
        try {
            return branch.use(repository -> {
                try (ObjectReader reader = repository.newObjectReader()) {
                    return blob(reader, blob);
                }
            });
        } catch (IOException e) {
            throw branch.localStorage(e);
        }
    }

    private static byte[] blob(ObjectReader reader, ObjectId id) throws IOException {
        return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
    }

    private static SortedMap<String, ObjectId> files(ObjectWorkspace objects, GitSnapshot snapshot) throws IOException {
        TreeMap<String, ObjectId> files = new TreeMap<>();
        ObjectId root = snapshot.content().root();
        if (root != null) {
            list(objects, root, "", files);
        }
        return files;
    }

    private static void list(ObjectWorkspace objects, ObjectId tree, String folder, Map<String, ObjectId> files)
            throws IOException {
        for (TreeEntry entry : new Tree(tree, objects.tree(tree))) {
            if (entry.isFolder()) {
                list(objects, entry.id(), folder + entry.name() + "/", files);
            } else if (entry.isFile()) {
                files.put(folder + entry.name(), entry.id());
            }
        }
    }
}
