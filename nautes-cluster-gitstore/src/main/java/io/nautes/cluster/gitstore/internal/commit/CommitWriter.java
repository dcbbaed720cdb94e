package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.PackBuilder;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEditor;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import io.nautes.cluster.gitstore.internal.snapshot.FileProblem;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.snapshot.KustomizationEditor;
import io.nautes.cluster.gitstore.internal.snapshot.StoredList;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/**
 * A builder of the commits of changes. It builds them in memory and adds their objects to a pack. Safe for use by
 * several threads.
 */
public final class CommitWriter {
    private final Identity committer;
    private final InstantSource clock;
    private final CommitTexts texts;
    private final @Nullable RenderedFiles rendered;

    public CommitWriter(Identity committer, InstantSource clock, CommitTexts texts, @Nullable RenderedFiles rendered) {
        this.committer = committer;
        this.clock = clock;
        this.texts = texts;
        this.rendered = rendered;
    }

    /**
     * Builds the commit of a change.
     *
     * @return the content after the commit; the base if nothing changes
     * @throws RegistryException if a file that another client wrote prevents the change
     */
    GitSnapshot write(ObjectWorkspace batch, GitSnapshot base, StoreChange change, String requestId)
            throws IOException {
        PackBuilder objects = batch.added();
        Draft draft = new Draft(base);
        for (ClusterResource resource : change.saved().values()) {
            draft.save(objects, resource);
        }
        change.deleted().forEach(draft::delete);
        draft.list(objects, change);
        List<ClusterFile> files = List.copyOf(draft.files());
        if (rendered != null && !change.isEmpty()) {
            rendered.write(batch, base, change, files, draft.editor);
        }
        GitSnapshot.Content before = base.content();
        ObjectId root = draft.editor.apply(batch, before.root());
        if (root.equals(before.root() == null ? Constants.EMPTY_TREE_ID : before.root())) {
            return base;
        }
        ObjectId commit = commit(objects, before.commit(), root, change, draft, requestId);
        return base.next(new GitSnapshot.Content(commit, root, Tree.at(batch, root, base.folder()), files, draft.list));
    }

    private ObjectId commit(
            PackBuilder objects,
            @Nullable ObjectId parent,
            ObjectId tree,
            StoreChange change,
            Draft draft,
            String requestId) {
        Instant now = clock.instant();
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(person(change.author().orElse(committer), now));
        commit.setCommitter(person(committer, now));
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(texts.messages()
                .of(
                        change.saved().isEmpty() ? "delete" : "save",
                        draft.names(change),
                        change.requestId().orElse(requestId),
                        change.message().orElse(null)));
        try {
            CommitTexts.Signer signer = texts.signer();
            if (signer != null) {
                String signature = signer.sign(commit.build());
                commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.US_ASCII)));
            }
            return objects.insert(Constants.OBJ_COMMIT, commit.build());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }

    private static PersonIdent person(Identity identity, Instant moment) {
        return new PersonIdent(identity.name(), identity.email(), moment, ZoneOffset.UTC);
    }

    /** The files after a change. */
    private static final class Draft {
        private final GitSnapshot base;
        private final TreeMap<String, @Nullable ClusterFile> changed = new TreeMap<>();
        private final TreeEditor editor = new TreeEditor();
        private final Set<String> touched = new LinkedHashSet<>();
        private StoredList list;

        Draft(GitSnapshot base) {
            this.base = base;
            this.list = base.content().list();
        }

        /** Returns all files, sorted by name: those of the base, with the changes applied. */
        List<ClusterFile> files() {
            List<ClusterFile> before = base.content().files();
            List<ClusterFile> after = new ArrayList<>(before.size() + changed.size());
            int next = 0;
            for (Map.Entry<String, @Nullable ClusterFile> change : changed.entrySet()) {
                while (next < before.size() && before.get(next).name().compareTo(change.getKey()) < 0) {
                    after.add(before.get(next++));
                }
                if (next < before.size() && before.get(next).name().equals(change.getKey())) {
                    next++;
                }
                if (change.getValue() != null) {
                    after.add(change.getValue());
                }
            }
            after.addAll(before.subList(next, before.size()));
            return after;
        }

        void save(PackBuilder objects, ClusterResource resource) {
            String name = resource.name();
            ClusterFile before = changeable(name);
            // A file with the same content in another form, such as with comments, is left as its author wrote it.
            if (before != null && resource.equals(before.resource())) {
                return;
            }
            ObjectId blob = objects.insertAlike(ClusterFile.ENDING, ClusterYaml.write(resource));
            if (before != null && before.entry().id().equals(blob)) {
                return;
            }
            String file = name + ClusterFile.ENDING;
            editor.putFile(base.folder().child(file), blob);
            TreeEntry entry =
                    before == null ? TreeEntry.file(file, blob) : before.entry().withId(blob);
            changed.put(name, ClusterFile.of(resource, entry));
            touched.add(name);
        }

        void delete(String name) {
            if (changeable(name) != null) {
                editor.removeFile(base.folder().child(name + ClusterFile.ENDING));
                changed.put(name, null);
                touched.add(name);
            }
        }

        private @Nullable ClusterFile changeable(String name) {
            if (!isFileName(name)) {
                throw new RegistryException(
                        FailureCode.INVALID,
                        "cluster_name: \"" + OneLine.escaped(name) + "\" is not valid as the name of a cluster's file");
            }
            ClusterFile file = base.file(name);
            if (file != null && file.problem() != null) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        OneLine.escaped(base.path(name) + ": " + file.problem().message())
                                + "; it was written by another client, so it is not changed: fix or remove it in the"
                                + " repository");
            }
            return file;
        }

        private boolean isFileName(String name) {
            try {
                return !name.isEmpty()
                        && name.indexOf('/') < 0
                        && !KustomizationEditor.NAMES.contains(name + ClusterFile.ENDING)
                        && base.folder().child(name + ClusterFile.ENDING).isIn(base.folder());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /** Adds the saved files to the list of files, and removes the deleted ones from it. */
        void list(PackBuilder objects, StoreChange change) {
            String before = list.text();
            if (list.entries().isEmpty() && touched.isEmpty() && change.saved().isEmpty()) {
                return;
            }
            String path = base.listPath();
            FileProblem problem = list.problem();
            if (problem != null) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        path + ": " + problem.message() + "; fix it in the repository; nothing was changed");
            }
            String after = KustomizationEditor.edit(
                    before, path, fileNames(change.saved().keySet()), fileNames(change.deleted()));
            if (!after.equals(before)) {
                ObjectId blob = objects.insert(Constants.OBJ_BLOB, after.getBytes(StandardCharsets.UTF_8));
                editor.putFile(base.folder().child(list.name()), blob);
                TreeEntry entry = list.entries().isEmpty()
                        ? TreeEntry.file(list.name(), blob)
                        : list.entries().get(0).withId(blob);
                list = new StoredList(List.of(entry), after, null);
            }
        }

        private static List<String> fileNames(Collection<String> names) {
            return names.stream().map(name -> name + ClusterFile.ENDING).toList();
        }

        /**
         * Returns the clusters for the message of the commit: those whose files change, else those whose lines in the
         * list change.
         */
        List<String> names(StoreChange change) {
            if (!touched.isEmpty()) {
                return List.copyOf(touched);
            }
            Set<String> all = new LinkedHashSet<>(change.saved().keySet());
            all.addAll(change.deleted());
            return List.copyOf(all);
        }
    }
}
