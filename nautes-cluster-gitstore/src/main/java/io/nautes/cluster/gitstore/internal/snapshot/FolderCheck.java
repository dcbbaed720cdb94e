package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.snapshot.Finding.Kind;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A check that compares the files in a folder of clusters with the list of files. Used once, by one thread. */
public final class FolderCheck {
    private final MirrorRepository repository;
    private final GitSnapshot snapshot;
    private final String list;
    private final List<Finding> findings = new ArrayList<>();

    public FolderCheck(MirrorRepository repository, GitSnapshot snapshot) {
        this.repository = repository;
        this.snapshot = snapshot;
        this.list = snapshot.listPath();
    }

    /** Returns the findings, in no particular order. */
    public List<Finding> findings() throws IOException {
        KustomizationEntries listed = listed();
        try (ObjectReader reader = repository.newObjectReader()) {
            checkFiles(listed == null ? Set.of() : listed.mentioned());
            if (listed != null) {
                checkLines(reader, listed);
            }
        }
        return findings;
    }

    private void add(Kind kind, String file, int line, String message) {
        findings.add(new Finding(kind, file, line, message));
    }

    private @Nullable KustomizationEntries listed() {
        FileProblem problem = snapshot.content().list().problem();
        if (problem != null) {
            add(Kind.LIST_UNREADABLE, list, problem.line(), problem.message() + "; fix it, or no cluster is applied");
            return null;
        }
        String text = snapshot.content().list().text();
        if (text == null) {
            if (!snapshot.clusters().isEmpty()) {
                add(
                        Kind.LIST_MISSING,
                        list,
                        0,
                        "there is no list of the clusters' files, so none is applied; save a cluster again to create the list,"
                                + " then add the other files to it");
            }
            return null;
        }
        try {
            return KustomizationEntries.read(text);
        } catch (MalformedDocumentException e) {
            add(Kind.LIST_UNREADABLE, list, e.line(), e.getMessage() + "; fix the file");
            return null;
        }
    }

    /**
     * Checks the files. A file that the kustomization uses for another purpose, such as a patch, need not contain a
     * cluster.
     */
    private void checkFiles(Set<String> mentioned) {
        for (ClusterFile file : snapshot.content().files()) {
            FileProblem problem = file.problem();
            if (problem != null && !file.isForeign() && !mentioned.contains(file.name() + ClusterFile.ENDING)) {
                add(
                        Kind.UNREADABLE,
                        snapshot.path(file.name()),
                        problem.line(),
                        problem.message() + "; fix or remove the file");
            }
        }
    }

    private void checkLines(ObjectReader reader, KustomizationEntries listed) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        Set<String> here = namesInFolder();
        for (KustomizationEntries.Item item : listed.items()) {
            Integer first = lines.putIfAbsent(item.path(), item.line());
            if (first != null) {
                add(
                        Kind.LISTED_TWICE,
                        list,
                        item.line(),
                        item.path() + " is already listed in line " + first + "; remove one of the two lines");
            } else if (!here.contains(item.path()) && isMissing(reader, item.path())) {
                add(
                        Kind.FILE_MISSING,
                        list,
                        item.line(),
                        item.path() + " does not exist; remove the line, or restore the cluster");
            }
        }
        for (ClusterFile file : snapshot.content().files()) {
            String name = file.name() + ClusterFile.ENDING;
            if (!file.isForeign()
                    && !lines.containsKey(name)
                    && !listed.mentioned().contains(name)) {
                add(
                        Kind.NOT_LISTED,
                        snapshot.path(file.name()),
                        0,
                        "the file is not listed in " + snapshot.content().list().name()
                                + ", so it is not applied; save the cluster again, or list or remove the file");
            }
        }
    }

    private Set<String> namesInFolder() {
        Set<String> names = new HashSet<>();
        snapshot.content().folder().forEach(entry -> names.add(entry.name()));
        return names;
    }

    /**
     * Returns whether a listed path does not exist. A path elsewhere in the repository is looked up; a path on another
     * server is not.
     */
    private boolean isMissing(ObjectReader reader, String path) throws IOException {
        if (isRemote(path)) {
            return false;
        }
        String resolved = resolve(path);
        ObjectId commit = snapshot.commit();
        if (resolved == null || commit == null) {
            return true;
        }
        if (resolved.isEmpty()) {
            return false;
        }
        try (RevWalk walk = new RevWalk(reader);
                TreeWalk found = TreeWalk.forPath(
                        reader, resolved, walk.parseCommit(commit).getTree())) {
            return found == null;
        }
    }

    private static boolean isRemote(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        return path.contains("://") || path.contains("@") || (first.contains(".") && !first.equals(".."));
    }

    /** Returns the path relative to the root of the repository; {@code null} if it is outside the repository. */
    private @Nullable String resolve(String path) {
        Deque<String> steps = new ArrayDeque<>(snapshot.folder().steps());
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return null;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
