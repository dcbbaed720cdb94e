package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Makes the commit of an update and looks at it, without keeping or sending it. */
final class PreviewRun {
    private final GitMirror mirror;
    private final HeadTracker heads;
    private final ChangeWriter writer;
    private final TimeLimiter limiter;

    PreviewRun(GitMirror mirror, HeadTracker heads, ChangeWriter writer, TimeLimiter limiter) {
        this.mirror = mirror;
        this.heads = heads;
        this.writer = writer;
        this.limiter = limiter;
    }

    RepositoryPreview run(StoreUpdate update, Deadline deadline) throws IOException {
        GitSnapshot base = heads.refresh(deadline);
        int generation = mirror.generation();
        try {
            return preview(base, update, deadline);
        } catch (MirrorDamagedException damage) {
            heads.rebuild(generation, damage);
        }
        return preview(heads.refresh(deadline), update, deadline);
    }

    private RepositoryPreview preview(GitSnapshot base, StoreUpdate update, Deadline deadline) throws IOException {
        try {
            return mirror.use(repository -> limiter.call(() -> preview(repository, base, update), deadline));
        } catch (TimeLimiter.LimitExceededException e) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "previewing an update: the decision, or the templates, did not return in time; nothing was changed",
                    e);
        }
    }

    private RepositoryPreview preview(MirrorRepository repository, GitSnapshot base, StoreUpdate update)
            throws IOException {
        try (NewObjects added = new NewObjects();
                ObjectReader reader = repository.newObjectReader()) {
            BatchObjects objects = new BatchObjects(added, reader);
            StoreChange change = update.decide(base);
            GitSnapshot after = change.isEmpty() ? base : writer.write(objects, base, change, "preview");
            Map<String, ObjectId> before = new HashMap<>();
            list(objects, base.content().trees().root(), "", before);
            Map<String, ObjectId> then = new HashMap<>();
            list(objects, after.content().trees().root(), "", then);
            Map<String, byte[]> files = new TreeMap<>();
            TreeSet<String> written = new TreeSet<>();
            for (Map.Entry<String, ObjectId> file : then.entrySet()) {
                byte[] bytes = objects.blob(file.getValue(), Integer.MAX_VALUE);
                files.put(file.getKey(), bytes == null ? new byte[0] : bytes);
                if (!file.getValue().equals(before.get(file.getKey()))) {
                    written.add(file.getKey());
                }
            }
            before.keySet().removeAll(then.keySet());
            return new RepositoryPreview(files, written, before.keySet());
        }
    }

    private static void list(BatchObjects objects, byte[] tree, String folder, Map<String, ObjectId> files)
            throws IOException {
        TreeEdit.forEach(tree, (name, mode, id) -> {
            if (mode == FileMode.TREE) {
                list(objects, objects.tree(id), folder + name + "/", files);
            } else if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                files.put(folder + name, id);
            }
        });
    }
}
