package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Makes commits of changes in memory, and puts their objects into the mirror. Safe for use by several threads. */
final class ChangeWriter {
    private final Identity committer;
    private final InstantSource clock;
    private final CommitMessageFormat format;
    private final @Nullable CommitSigner signer;
    private final @Nullable RenderedFiles rendered;

    ChangeWriter(
            Identity committer,
            InstantSource clock,
            CommitMessageFormat format,
            @Nullable CommitSigner signer,
            @Nullable RenderedFiles rendered) {
        this.committer = committer;
        this.clock = clock;
        this.format = format;
        this.signer = signer;
        this.rendered = rendered;
    }

    /**
     * Makes a commit of a change.
     *
     * @return what is stored then; the same snapshot if nothing is changed
     * @throws RegistryException if something that others wrote stands in the way
     */
    GitSnapshot write(BatchObjects batch, GitSnapshot base, StoreChange change, String requestId) throws IOException {
        NewObjects objects = batch.added();
        Draft draft = new Draft(base);
        for (ClusterResource resource : change.saved().values()) {
            draft.save(objects, resource);
        }
        change.deleted().forEach(draft::delete);
        String kustomization = draft.list(change);
        if (kustomization != null) {
            draft.edit.putFile(
                    KustomizationFile.NAME,
                    objects.insert(Constants.OBJ_BLOB, kustomization.getBytes(StandardCharsets.UTF_8)));
        }
        GitSnapshot.Content before = base.content();
        FolderTrees trees = kustomization == null && draft.touched.isEmpty()
                ? before.trees()
                : before.trees().with(draft.edit.apply(before.trees().folder()), objects);
        List<ClusterFile> files = List.copyOf(draft.files());
        if (rendered != null && !change.isEmpty()) {
            trees = rendered.write(batch, base, new RenderedFiles.Changed(change, files, trees));
        }
        if (Arrays.equals(trees.root(), before.trees().root())) {
            return base;
        }
        ObjectId commit = commit(objects, before.commit(), trees.insertRoot(objects), change, draft, requestId);
        return base.next(new GitSnapshot.Content(
                commit, trees, files, kustomization == null ? before.kustomization() : kustomization, before.place()));
    }

    private ObjectId commit(
            NewObjects objects,
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
        commit.setMessage(format.message(new CommitMessageFormat.Details(
                change.saved().isEmpty() ? "delete" : "save", draft.names(change), requestId)));
        try {
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

    /** What becomes of the files. */
    private static final class Draft {
        private final GitSnapshot base;
        private final TreeMap<String, @Nullable ClusterFile> changed = new TreeMap<>();
        private final TreeEdit edit = new TreeEdit();
        private final Set<String> touched = new LinkedHashSet<>();

        Draft(GitSnapshot base) {
            this.base = base;
        }

        /** All files, sorted by name: those of the base with the changed ones in their places. */
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

        void save(NewObjects objects, ClusterResource resource) {
            String name = resource.name();
            ClusterFile before = changeable(name);
            // A file that says the same in another form, such as with comments, is left as its author wrote it.
            if (before != null && resource.equals(before.resource())) {
                return;
            }
            ObjectId blob = objects.insertAlike(ClusterFile.ENDING, ClusterYaml.write(resource));
            if (before != null && before.blob().equals(blob)) {
                return;
            }
            edit.putFile(name + ClusterFile.ENDING, blob);
            changed.put(name, ClusterFile.of(resource, blob));
            touched.add(name);
        }

        void delete(String name) {
            if (changeable(name) != null) {
                edit.removeFile(name + ClusterFile.ENDING);
                changed.put(name, null);
                touched.add(name);
            }
        }

        private @Nullable ClusterFile changeable(String name) {
            if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || name.equals("kustomization")) {
                throw new RegistryException(
                        FailureCode.INVALID,
                        "cluster_name: \"" + OneLine.escaped(name) + "\" cannot be the name of a cluster's file");
            }
            ClusterFile file = base.file(name);
            if (file != null && file.problem() != null) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        OneLine.escaped(base.place(name) + ": " + file.problem())
                                + "; it was written by another client, so it is not changed: fix or remove it in the"
                                + " repository");
            }
            return file;
        }

        /** The new text of the kustomization; {@code null} if it stays as it is. */
        @Nullable
        String list(StoreChange change) {
            String before = base.content().kustomization();
            if (before == null && touched.isEmpty() && change.saved().isEmpty()) {
                return null;
            }
            String place = base.content().place() + "/" + KustomizationFile.NAME;
            String after = KustomizationFile.edit(
                    before, place, fileNames(change.saved().keySet()), fileNames(change.deleted()));
            return after.equals(before) ? null : after;
        }

        private static List<String> fileNames(Collection<String> names) {
            return names.stream().map(name -> name + ClusterFile.ENDING).toList();
        }

        /** The clusters that the commit is about: those whose files change, else those whose lines do. */
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
