package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The commands for the history and the consistency of a Git repository. */
class RepositoryCommandsTest {
    private static final Identity ALICE = new Identity("Alice", "alice@example.com");
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: hush-hush}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """);

    @TempDir
    Path temp;

    private Path repository;
    private String first;
    private String second;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git"));
        try (ClusterRegistry registry = registry()) {
            first = save(registry, "one.example.com");
            second = save(registry, "two.example.com");
        }
    }

    private ClusterRegistry registry() {
        return StoreClusterRegistry.over(GitClusterStore.builder(repository.toString())
                .initializeIfEmpty(true)
                .open());
    }

    private static String save(ClusterRegistry registry, String domain) {
        ClusterRequest request = ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG)
                .primaryDomain(domain)
                .build();
        return registry.save("host-1", request, ChangeOptions.defaults().withAuthor(ALICE))
                .revision()
                .orElseThrow();
    }

    private void commit(String path, String text) throws Exception {
        try (Git git = Git.open(repository.toFile());
                RevWalk walk = new RevWalk(git.getRepository());
                ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            Repository bare = git.getRepository();
            RevCommit head = walk.parseCommit(bare.resolve("refs/heads/main"));
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            DirCache index = DirCache.read(bare.newObjectReader(), head.getTree());
            DirCacheEditor editor = index.editor();
            editor.add(new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
            editor.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentId(head);
            commit.setAuthor(new PersonIdent("Bob", "bob@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Edit by hand\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = bare.updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.update();
        }
    }

    private ToolRun run(Object... arguments) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--repository";
        all[arguments.length + 1] = repository;
        return ToolRun.of(all);
    }

    @Test
    void historyListsTheChangesNewestFirst() {
        ToolRun run = run("history", "host-1");

        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).matches("REVISION +TIME +OPERATION +AUTHOR +SUBJECT");
        assertThat(lines.get(1))
                .startsWith(second.substring(0, 12))
                .endsWith("save        Alice    Save cluster host-1");
        assertThat(lines.get(2)).startsWith(first.substring(0, 12));
        assertThat(lines).hasSize(3);
        assertThat(run("history", "host-1", "--limit", "1").out().lines()).hasSize(2);
    }

    @Test
    @SuppressWarnings("unchecked")
    void historyHasAStableForm() {
        Map<String, Object> document =
                new Yaml().load(run("history", "host-1", "-o", "json").out());
        List<Map<String, Object>> revisions = (List<Map<String, Object>>) document.get("revisions");

        assertThat(document).containsOnlyKeys("name", "revisions").containsEntry("name", "host-1");
        assertThat(revisions).hasSize(2);
        assertThat(revisions.get(0))
                .containsOnlyKeys("revision", "time", "operation", "author", "email", "subject", "request_id")
                .containsEntry("revision", second)
                .containsEntry("operation", "save")
                .containsEntry("email", "alice@example.com");
    }

    @Test
    void showPrintsTheResourceAtTheRevision() {
        ToolRun run = run("show", "host-1", "--revision", first.substring(0, 8));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("apiVersion: nautes.resource.nautes.io/v1alpha1\n")
                .contains("one.example.com");
    }

    @Test
    void restoreMakesOneCommitAndNoneIfRepeated() {
        ToolRun restored = run("restore", "host-1", "--revision", first);
        ToolRun again = run("restore", "host-1", "--revision", first);

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.out()).startsWith("host-1: restored, in revision ");
        assertThat(run("get", "host-1", "-o", "json").out()).contains("one.example.com");
        assertThat(again.code()).isZero();
        assertThat(again.out()).startsWith("host-1: unchanged");
        assertThat(run("history", "host-1").out().lines()).hasSize(4);
    }

    @Test
    void restoreIsRefusedByTheCurrentRules() {
        String then;
        try (ClusterRegistry registry = registry()) {
            then = registry.save(
                            "v-1",
                            ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "host-1")
                                    .build())
                    .revision()
                    .orElseThrow();
            registry.delete("v-1");
            registry.delete("host-1");
        }

        ToolRun refused = run("restore", "v-1", "--revision", then);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("host-1 is not registered");
        assertThat(run("restore", "host-1", "--revision", first).code()).isZero();
        assertThat(run("restore", "v-1", "--revision", then).code()).isZero();
        assertThat(run("get", "-o", "name").out()).isEqualTo("host-1\nv-1\n");
    }

    @Test
    void missingClustersAndRevisionsAreReportedOnStandardError() {
        for (ToolRun run : List.of(
                run("history", "nobody"),
                run("show", "nobody", "--revision", first),
                run("show", "host-1", "--revision", "0123456"),
                run("restore", "host-1", "--revision", "main"),
                run("restore", "nobody", "--revision", first))) {
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: ");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void wrongUsageAndMissingRepositoriesHaveDistinctExitCodes() {
        assertThat(ToolRun.of("history", "host-1").code()).isEqualTo(2);
        assertThat(run("show", "host-1").code()).isEqualTo(2);
        assertThat(run("history", "host-1", "--limit", "0").code()).isEqualTo(2);
        assertThat(ToolRun.of("verify", "--repository", temp.resolve("nowhere.git"))
                        .code())
                .isEqualTo(3);
    }

    @Test
    void verifyReportsInconsistencies() throws Exception {
        ToolRun clean = run("verify");
        commit("nautes/overlays/production/clusters/stray.yaml", "kind: [\n");
        ToolRun dirty = run("verify");
        Map<String, Object> document =
                new Yaml().load(run("verify", "-o", "json").out());

        assertThat(clean.code()).isZero();
        assertThat(clean.out()).isEqualTo("revision " + second + ": in order\n");
        assertThat(dirty.code()).isEqualTo(1);
        assertThat(dirty.out())
                .contains("nautes/overlays/production/clusters/stray.yaml line 2: ")
                .contains("nautes/overlays/production/clusters/stray.yaml: the file is not listed");
        assertThat(document.get("problems").toString()).contains("kind=unreadable", "kind=not_listed", "line=2");
    }
}
