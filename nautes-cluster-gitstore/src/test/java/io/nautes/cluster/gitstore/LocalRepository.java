package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;

import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A base class with a local repository and a store on it. All commits have the same time. */
abstract class LocalRepository {
    static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    static final Identity ALICE = new Identity("Alice", "alice@example.com");

    @TempDir
    Path temp;

    TestRepository remote;
    GitClusterStore store;

    @BeforeEach
    void open() throws IOException {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        store = newStore();
    }

    GitClusterStore newStore() {
        return GitClusterStore.builder(remote.folder().toString())
                .deadline(Duration.ofSeconds(30))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
    }

    @AfterEach
    void close() {
        store.close();
        remote.close();
    }

    static StoreUpdate saveByAlice(String name, String httpPort) {
        return current -> StoreChange.save(List.of(Clusters.host(name, httpPort)), ALICE);
    }

    String save(String name, String httpPort) {
        return store.update(saveByAlice(name, httpPort)).revision();
    }

    static String file(String name) {
        return CLUSTERS + name + ".yaml";
    }

    static String text(String name, String httpPort) {
        return new String(ClusterYaml.write(Clusters.host(name, httpPort)), StandardCharsets.UTF_8);
    }

    /** Replaces the head with a commit that has the same tree, but other parents or another message. */
    ObjectId rewriteHead(String message, ObjectId... parents) throws IOException {
        try (RevWalk walk = new RevWalk(remote.repository());
                ObjectInserter inserter = remote.repository().newObjectInserter()) {
            RevCommit head = walk.parseCommit(remote.head());
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(head.getTree());
            commit.setParentIds(parents);
            PersonIdent bob = new PersonIdent("Bob", "bob@example.com", NOW, ZoneOffset.UTC);
            commit.setAuthor(bob);
            commit.setCommitter(bob);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            remote.reset(id);
            return id;
        }
    }
}
