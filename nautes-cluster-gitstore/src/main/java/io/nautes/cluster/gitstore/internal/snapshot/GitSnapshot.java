package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.internal.support.OneLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the clusters at one commit. Queries scan all files; a scan of ten thousand files takes less time than a
 * commit.
 */
public final class GitSnapshot implements StoreSnapshot {
    /**
     * The number of scans after which an index is built. A save looks up two or three clusters; only a batch looks up
     * more.
     */
    private static final int MAX_SCANS = 16;

    private final Content content;
    private final RepoPath folder;
    private final Function<String, Optional<Tree>> history;
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile @Nullable List<ClusterResource> clusters;
    private volatile @Nullable List<UnreadableCluster> problems;
    private volatile @Nullable ClusterIndex index;

    /**
     * Creates a snapshot.
     *
     * @param content the content
     * @param folder the path of the folder of clusters
     * @param history returns the folder at another revision; empty if the revision is not known
     */
    GitSnapshot(Content content, RepoPath folder, Function<String, Optional<Tree>> history) {
        this.content = content;
        this.folder = folder;
        this.history = history;
    }

    /**
     * The content at a commit.
     *
     * @param commit the commit; {@code null} before the first commit
     * @param root the tree of the commit; {@code null} before the first commit
     * @param folder the folder of clusters
     * @param files the files in that folder that can be clusters' files, sorted by name
     * @param list the kustomization of that folder
     */
    public record Content(
            @Nullable ObjectId commit,
            @Nullable ObjectId root,
            Tree folder,
            List<ClusterFile> files,
            StoredList list) {}

    static String revision(@Nullable ObjectId commit) {
        return commit == null ? ObjectId.zeroId().name() : commit.name();
    }

    public Content content() {
        return content;
    }

    public @Nullable ObjectId commit() {
        return content.commit();
    }

    /** Returns the snapshot after a change. */
    public GitSnapshot next(Content after) {
        return new GitSnapshot(after, folder, history);
    }

    /** Returns the file of a cluster; {@code null} if the cluster has no file. */
    public @Nullable ClusterFile file(String name) {
        return file(content.files(), name);
    }

    static @Nullable ClusterFile file(List<ClusterFile> files, String name) {
        int low = 0;
        int high = files.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = files.get(middle).name().compareTo(name);
            if (order == 0) {
                return files.get(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    @Override
    public String revision() {
        return revision(content.commit());
    }

    @Override
    public List<ClusterResource> clusters() {
        List<ClusterResource> known = clusters;
        if (known == null) {
            List<ClusterResource> all = new ArrayList<>(content.files().size());
            for (ClusterFile file : content.files()) {
                if (file.resource() != null) {
                    all.add(file.resource());
                }
            }
            known = Collections.unmodifiableList(all);
            clusters = known;
        }
        return known;
    }

    @Override
    public List<UnreadableCluster> problems() {
        List<UnreadableCluster> known = problems;
        if (known == null) {
            List<UnreadableCluster> all = new ArrayList<>();
            for (ClusterFile file : content.files()) {
                if (file.problem() != null && !file.isForeign()) {
                    all.add(new UnreadableCluster(
                            file.name(),
                            OneLine.escaped(path(file.name())),
                            OneLine.escaped(file.problem().message())));
                }
            }
            known = Collections.unmodifiableList(all);
            problems = known;
        }
        return known;
    }

    /** Returns the path of the folder of clusters. */
    public RepoPath folder() {
        return folder;
    }

    /** Returns the path of a cluster's file. */
    public String path(String name) {
        return folder + "/" + name + ClusterFile.ENDING;
    }

    /** Returns the path of the kustomization. */
    public String listPath() {
        return folder + "/" + content.list().name();
    }

    @Override
    public Optional<Boolean> isUnchangedSince(String name, String since) {
        if (since.equals(revision())) {
            return Optional.of(true);
        }
        String file = name + ClusterFile.ENDING;
        return history.apply(since).map(then -> {
            TreeEntry before = then.find(file);
            TreeEntry now = content.folder().find(file);
            return before == null ? now == null : now != null && before.hasContentOf(now);
        });
    }

    @Override
    public Optional<ClusterResource> find(String name) {
        ClusterFile file = file(name);
        return file == null ? Optional.empty() : Optional.ofNullable(file.resource());
    }

    @Override
    public List<ClusterResource> virtualClustersOf(String host) {
        ClusterIndex known = index();
        return known != null
                ? known.virtualClustersOf(host)
                : clusters().stream()
                        .filter(cluster -> host.equals(cluster.spec().hostCluster()))
                        .toList();
    }

    @Override
    public List<String> withApiServer(String apiServer) {
        ClusterIndex known = index();
        return known != null ? known.withApiServer(apiServer) : ClusterIndex.scanForApiServer(clusters(), apiServer);
    }

    /** Returns an index if there were enough lookups in this snapshot to justify it; {@code null} otherwise. */
    private @Nullable ClusterIndex index() {
        ClusterIndex known = index;
        if (known == null && lookups.incrementAndGet() > MAX_SCANS) {
            known = new ClusterIndex();
            clusters().forEach(known::put);
            index = known;
        }
        return known;
    }

    static final Comparator<ClusterFile> BY_NAME = Comparator.comparing(ClusterFile::name);
}
