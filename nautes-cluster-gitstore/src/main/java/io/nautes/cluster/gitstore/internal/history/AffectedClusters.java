package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.core.ClusterRevision.Operation;
import io.nautes.cluster.gitstore.internal.commit.CommitTrailers;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A finder of the clusters that a commit changes. It uses the trailers of the commit. If the commit has no
 * trailers, it compares the commit's trees with those of its parents. For one walk, by one thread.
 */
final class AffectedClusters {
    /** The tree of a commit is compared again as that of its child's parent. */
    private static final int MAX_KEPT_TREES = 8;

    private final RevWalk walk;
    private final ObjectReader reader;
    private final List<String> path;
    private final Map<ObjectId, byte[]> trees = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, byte[]> eldest) {
            return size() > MAX_KEPT_TREES;
        }
    };

    AffectedClusters(RevWalk walk, List<String> path) {
        this.walk = walk;
        this.reader = walk.getObjectReader();
        this.path = path;
    }

    /**
     * Returns the changes that a commit makes to clusters.
     *
     * @param names the names of the clusters to look for
     * @return the changes, by the names of those clusters that the commit changes
     */
    Map<String, Operation> of(RevCommit commit, @Nullable CommitTrailers trailers, Set<String> names)
            throws IOException {
        if (trailers == null || trailers.clusters().isEmpty()) {
            Map<String, Operation> all = difference(commit);
            all.keySet().retainAll(names);
            return all;
        }
        Map<String, Operation> noted = new HashMap<>();
        Set<String> fewer = names.size() < trailers.clusters().size() ? names : trailers.clusters();
        Set<String> more = fewer == names ? trailers.clusters() : names;
        for (String name : fewer) {
            if (more.contains(name)) {
                noted.put(name, trailers.operation());
            }
        }
        return noted;
    }

    /** Returns the changes of a merge: the clusters that differ from all merged commits. */
    private Map<String, Operation> difference(RevCommit commit) throws IOException {
        if (commit.getParentCount() == 0) {
            return difference(null, commit.getTree());
        }
        Map<String, Operation> common = null;
        for (RevCommit parent : commit.getParents()) {
            walk.parseHeaders(parent);
            Map<String, Operation> changed = difference(parent.getTree(), commit.getTree());
            if (common == null) {
                common = changed;
            } else {
                common.keySet().retainAll(changed.keySet());
            }
        }
        return common == null ? new HashMap<>() : common;
    }

    private Map<String, Operation> difference(@Nullable ObjectId before, @Nullable ObjectId after) throws IOException {
        ObjectId old = before;
        ObjectId now = after;
        for (String step : path) {
            if (old == null ? now == null : old.equals(now)) {
                return new HashMap<>();
            }
            old = folder(old, step);
            now = folder(now, step);
        }
        Map<String, Operation> changed = new HashMap<>();
        try (TreeWalk both = new TreeWalk(reader)) {
            both.addTree(iterator(old));
            both.addTree(iterator(now));
            both.setFilter(TreeFilter.ANY_DIFF);
            while (both.next()) {
                String file = both.getNameString();
                if (ClusterFile.isOne(file)) {
                    changed.put(ClusterFile.nameOf(file), both.getRawMode(1) == 0 ? Operation.DELETE : Operation.SAVE);
                }
            }
        }
        return changed;
    }

    private @Nullable ObjectId folder(@Nullable ObjectId tree, String step) throws IOException {
        TreeEntry entry = tree == null ? null : new Tree(tree, tree(tree)).find(step);
        return entry != null && entry.isFolder() ? entry.id() : null;
    }

    private AbstractTreeIterator iterator(@Nullable ObjectId tree) throws IOException {
        if (tree == null) {
            return new EmptyTreeIterator();
        }
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(tree(tree));
        return parser;
    }

    private byte[] tree(ObjectId id) throws IOException {
        byte[] known = trees.get(id);
        if (known == null) {
            known = ObjectWorkspace.tree(reader, id);
            trees.put(id.copy(), known);
        }
        return known;
    }
}
