package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.history.Drift;
import io.nautes.cluster.gitstore.internal.history.PollingWatch;
import io.nautes.cluster.gitstore.internal.history.StoreHistory;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterDifference;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import io.nautes.cluster.gitstore.internal.snapshot.Finding;
import io.nautes.cluster.gitstore.internal.util.StoreListener;
import io.nautes.cluster.model.ClusterResource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversions of the results and events of the store's internals into the types of the API. */
final class StoreResults {
    private StoreResults() {}

    static ClusterChange change(ClusterDifference difference) {
        return new ClusterChange(
                difference.name(),
                kind(difference),
                resource(difference.before()),
                resource(difference.after()),
                difference.revisions());
    }

    private static ClusterChange.Kind kind(ClusterDifference difference) {
        ClusterFile after = difference.after();
        if (after == null) {
            return ClusterChange.Kind.REMOVED;
        }
        if (after.resource() == null) {
            return ClusterChange.Kind.UNREADABLE;
        }
        return difference.before() == null ? ClusterChange.Kind.ADDED : ClusterChange.Kind.MODIFIED;
    }

    private static @Nullable ClusterResource resource(@Nullable ClusterFile file) {
        return file == null ? null : file.resource();
    }

    static ClusterDrift drift(Drift drift) {
        List<ClusterChange> changes =
                drift.clusters().stream().map(StoreResults::change).toList();
        return switch (drift.continuity()) {
            case CONTINUED -> new ClusterDrift.Continued(drift.since(), drift.head(), changes);
            case REWRITTEN -> new ClusterDrift.HistoryRewritten(drift.since(), drift.head(), true, changes);
            case REWRITTEN_FROM_UNKNOWN ->
                new ClusterDrift.HistoryRewritten(drift.since(), drift.head(), false, changes);
        };
    }

    static RepositoryReport report(StoreHistory.Inspection inspection) {
        return new RepositoryReport(
                inspection.revision(),
                inspection.findings().stream()
                        .map(finding -> new RepositoryProblem(
                                kind(finding.kind()), finding.file(), finding.line(), finding.message()))
                        .sorted(Comparator.comparing(RepositoryProblem::file).thenComparing(RepositoryProblem::line))
                        .toList());
    }

    private static RepositoryProblem.Kind kind(Finding.Kind kind) {
        return switch (kind) {
            case NOT_LISTED -> RepositoryProblem.Kind.NOT_LISTED;
            case FILE_MISSING -> RepositoryProblem.Kind.FILE_MISSING;
            case LISTED_TWICE -> RepositoryProblem.Kind.LISTED_TWICE;
            case UNREADABLE -> RepositoryProblem.Kind.UNREADABLE;
            case LIST_MISSING -> RepositoryProblem.Kind.LIST_MISSING;
            case LIST_UNREADABLE -> RepositoryProblem.Kind.LIST_UNREADABLE;
        };
    }

    /** Returns a receiver of events that forwards them to a listener of the API. */
    static StoreListener events(GitStoreListener listener) {
        return new StoreListener() {
            @Override
            public void branchRewritten(String before, String now) {
                listener.branchRewritten(before, now);
            }

            @Override
            public void mirrorRebuilt(String reason) {
                listener.mirrorRebuilt(reason);
            }

            @Override
            public void repositoryMoved(String location) {
                listener.repositoryMoved(location);
            }

            @Override
            public void renderingWarning(String warning) {
                listener.renderingWarning(warning);
            }
        };
    }

    /** Returns an observer of a watch that forwards to a listener of the API. */
    static PollingWatch.Observer observer(ClusterWatchListener listener) {
        return new PollingWatch.Observer() {
            @Override
            public void changed(ClusterDifference difference) {
                listener.changed(change(difference));
            }

            @Override
            public void historyRewritten(String since, String head) {
                listener.historyRewritten(since, head);
            }

            @Override
            public void upToDate(String revision) {
                listener.upToDate(revision);
            }

            @Override
            public void failed(RegistryException failure, int failures, Duration pause) {
                listener.failed(failure, failures, pause);
            }
        };
    }
}
