package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.gitstore.ClusterChange.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class GitDriftTest extends LocalRepository {
    private static final Identity RIVAL = new Identity("Rival", "rival@example.com");

    @Test
    void changesAreReportedByClusterWithTheirAuthors() throws IOException {
        save("changed", "30080");
        save("gone", "30080");
        save("same", "30080");
        save("back", "30080");
        String since = store.snapshot().revision();
        String first = save("changed", "30090");
        save("back", "30090");
        save("back", "30080");
        Map<String, String> files = new HashMap<>();
        files.put(file("changed"), text("changed", "30100"));
        files.put(file("gone"), null);
        files.put(file("added"), text("added", "30080"));
        ObjectId second = remote.commit(files);

        ClusterDrift drift = store.changesSince(since.substring(0, 10));

        assertThat(drift).isInstanceOf(ClusterDrift.Continued.class);
        assertThat(drift.since()).isEqualTo(since);
        assertThat(drift.head()).isEqualTo(second.name());
        assertThat(drift.changes())
                .extracting(ClusterChange::name, ClusterChange::kind)
                .containsExactly(
                        tuple("added", Kind.ADDED), tuple("changed", Kind.MODIFIED), tuple("gone", Kind.REMOVED));
        ClusterChange changed = drift.changes().get(1);
        assertThat(changed.before()).contains(Clusters.host("changed", "30080"));
        assertThat(changed.after()).contains(Clusters.host("changed", "30100"));
        assertThat(changed.revisions())
                .extracting(ClusterRevision::revision, ClusterRevision::author)
                .containsExactly(tuple(second.name(), RIVAL), tuple(first, ALICE));
        assertThat(drift.changes().get(0).before()).isEmpty();
        assertThat(drift.changes().get(2).after()).isEmpty();
    }

    @Test
    void nothingChangedSinceTheHead() {
        String head = save("a", "30080");

        assertThat(store.changesSince(head).changes()).isEmpty();
        assertThat(store.changesSince(head)).isInstanceOf(ClusterDrift.Continued.class);
    }

    @Test
    void fileThatBecameUnreadableIsNotReportedAsRemoved() throws IOException {
        save("a", "30080");
        String since = store.snapshot().revision();
        remote.commit(Map.of(file("a"), "kind: [\n"));

        ClusterChange change = store.changesSince(since).changes().get(0);

        assertThat(change.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(change.before()).contains(Clusters.host("a", "30080"));
        assertThat(change.after()).isEmpty();
    }

    @Test
    void filesOfOtherKindsAreNotClusters() throws IOException {
        String since = save("a", "30080");
        remote.commit(Map.of(file("patch"), "kind: ConfigMap\n"));

        assertThat(store.changesSince(since).changes()).isEmpty();
    }

    @Test
    void rewrittenHistoryIsReportedAsSuch() throws IOException {
        String base = save("a", "30080");
        String lost = save("b", "30080");
        store.snapshot();
        remote.reset(ObjectId.fromString(base));
        ObjectId other = remote.commit(Map.of(file("c"), text("c", "30080")));

        ClusterDrift drift = store.changesSince(lost);

        assertThat(drift).isInstanceOfSatisfying(ClusterDrift.HistoryRewritten.class, rewritten -> {
            assertThat(rewritten.isSinceKnown()).isTrue();
            assertThat(rewritten.since()).isEqualTo(lost);
            assertThat(rewritten.head()).isEqualTo(other.name());
        });
        assertThat(drift.changes())
                .extracting(ClusterChange::name, ClusterChange::kind)
                .containsExactly(tuple("b", Kind.REMOVED), tuple("c", Kind.ADDED));
    }

    @Test
    void rewrittenHistoryIsReportedByAStoreThatNeverReadTheLostRevision() throws IOException {
        String base = save("a", "30080");
        String lost = save("b", "30080");
        remote.reset(ObjectId.fromString(base));

        try (GitClusterStore fresh = newStore()) {
            assertThat(fresh.changesSince(lost))
                    .isInstanceOfSatisfying(ClusterDrift.HistoryRewritten.class, rewritten -> {
                        assertThat(rewritten.isSinceKnown()).isFalse();
                        assertThat(rewritten.changes())
                                .extracting(ClusterChange::name, ClusterChange::kind)
                                .containsExactly(tuple("a", Kind.ADDED));
                    });
            assertThatThrownBy(() -> fresh.changesSince(lost.substring(0, 10)))
                    .isInstanceOf(UnknownRevisionException.class);
        }
    }
}
