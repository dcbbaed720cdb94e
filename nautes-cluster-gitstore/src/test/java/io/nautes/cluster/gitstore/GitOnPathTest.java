package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.transport.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of local repositories: a repository that Git would refuse is refused too. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GitOnPathTest extends LocalRepository {
    private void configure(String section, String subsection, String name, String value) throws IOException {
        StoredConfig config = remote.repository().getConfig();
        config.setString(section, subsection, name, value);
        config.save();
    }

    private void assertRefused(String... parts) throws IOException {
        ObjectId head = remote.head();
        long start = System.nanoTime();
        assertThatThrownBy(() -> save("a", "30080"))
                .isInstanceOf(RegistryException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .satisfies(
                        e -> assertThat(((RegistryException) e).isRetryable()).isFalse())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(remote.head()).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unset", "true", "refuse"})
    void checkedOutBranchIsNotMoved(String rule) throws IOException {
        configure("core", null, "bare", "false");
        if (!rule.equals("unset")) {
            configure("receive", null, "denyCurrentBranch", rule);
        }

        assertRefused("working clone", "refs/heads/main", "receive.denyCurrentBranch");
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "warn", "ignore", "no"})
    void checkedOutBranchIsMovedIfTheRepositoryAllowsIt(String rule) throws IOException {
        configure("core", null, "bare", "false");
        configure("receive", null, "denyCurrentBranch", rule);

        save("a", "30080");

        assertThat(remote.files()).containsKey(file("a"));
    }

    @Test
    void otherBranchOfAWorkingCloneIsServed() throws IOException {
        configure("core", null, "bare", "false");
        RefUpdate head = remote.repository().updateRef(Constants.HEAD);
        head.link("refs/heads/other");

        save("a", "30080");

        assertThat(remote.files()).containsKey(file("a"));
    }

    @Test
    void branchOfALinkedWorkingTreeIsNotMoved() throws IOException {
        Path tree = Files.createDirectories(remote.folder().resolve("worktrees/tree"));
        Files.writeString(tree.resolve("HEAD"), "ref: refs/heads/main\n");

        assertRefused("working clone");
    }

    @ParameterizedTest
    @CsvSource({
        "extensions,          , objectFormat,       sha256,    SHA-1",
        "extensions,          , partialClone,       origin,    partial clone",
        "remote,        origin, promisor,           true,      partial clone",
        "remote,        origin, partialCloneFilter, blob:none, partial clone",
        "extensions,          , somethingNew,       true,      somethingNew",
        "extensions,          , compatObjectFormat, sha256,    compatObjectFormat",
    })
    void unsupportedFormatIsRefusedForReadsToo(
            String section, String subsection, String name, String value, String part) throws IOException {
        configure("core", null, "repositoryFormatVersion", "1");
        configure(section, subsection, name, value);

        assertRefused(part);
        assertThatThrownBy(() -> store.snapshot()).hasMessageContaining(part);
        assertThatThrownBy(
                        () -> TemplateRepository.at(remote.folder().toString()).read())
                .hasMessageContaining(part);
    }

    @Test
    void emptySha256RepositoryIsNotChanged() throws IOException {
        Path folder = temp.resolve("empty.git");
        try (TestRepository empty = new TestRepository(folder)) {
            StoredConfig config = empty.repository().getConfig();
            config.setString("core", null, "repositoryFormatVersion", "1");
            config.setString("extensions", null, "objectFormat", "sha256");
            config.save();
            try (GitClusterStore store = GitClusterStore.builder(folder.toString())
                    .initializeIfEmpty(true)
                    .open()) {
                assertThatThrownBy(() -> store.update(Clusters.save("a")))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining("sha256");
            }
            assertThat(empty.head()).isNull();
        }
    }

    @Test
    void futureFormatIsRefused() throws IOException {
        Path config = remote.folder().resolve("config");
        Files.writeString(
                config,
                Files.readString(config).replaceFirst("repositoryformatversion = 0", "repositoryformatversion = 2"));

        assertRefused("version 2");
    }

    @Test
    void extensionsWithoutEffectAreServed() throws IOException {
        configure("core", null, "repositoryFormatVersion", "1");
        configure("extensions", null, "objectFormat", "sha1");
        configure("extensions", null, "preciousObjects", "true");
        configure("extensions", null, "worktreeConfig", "true");

        save("a", "30080");

        assertThat(remote.files()).containsKey(file("a"));
    }

    @Test
    void shallowCloneIsRefused() throws IOException {
        Files.writeString(remote.folder().resolve("shallow"), remote.head().name() + "\n");

        assertRefused("shallow clone", "--unshallow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-receive", "update", "post-receive", "post-update", "reference-transaction"})
    void hooksAreFound(String name) throws IOException {
        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isFalse();
        Path hook = Files.createDirectories(remote.folder().resolve("hooks")).resolve(name);
        Files.writeString(hook, "#!/bin/sh\nexit 0\n");
        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isFalse();

        assertThat(hook.toFile().setExecutable(true)).isTrue();

        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isTrue();
        configure("core", null, "hooksPath", "elsewhere");
        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isFalse();
        Files.move(remote.folder().resolve("hooks"), remote.folder().resolve("elsewhere"));
        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isTrue();
    }

    private String savedByAChildWithPath(Path path) throws IOException, InterruptedException {
        Path hook = Files.createDirectories(remote.folder().resolve("hooks")).resolve("pre-receive");
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        ProcessBuilder child = ChildJvm.command(
                List.of(), remote.folder().toString(), temp.resolve("mirror").toString(), "once", "a");
        child.environment().put("PATH", path.toString());
        return ChildJvm.outputOf(child.start());
    }

    @Test
    void hooksAreNotBypassedIfGitIsMissing() throws Exception {
        ObjectId head = remote.head();

        assertThat(savedByAChildWithPath(temp.resolve("nothing")))
                .startsWith("FAILED")
                .contains("no git command was found");

        assertThat(remote.head()).isEqualTo(head);
    }

    @Test
    void messageOfARefusingGitIsShown() throws Exception {
        Path git = Files.createDirectories(temp.resolve("bin")).resolve("git");
        Files.writeString(git, "#!/bin/sh\necho \"fatal: detected dubious ownership: $1 $2\" >&2\nexit 128\n");
        assertThat(git.toFile().setExecutable(true)).isTrue();

        assertThat(savedByAChildWithPath(git.getParent()))
                .startsWith("FAILED")
                .contains("detected dubious ownership: receive-pack "
                        + remote.folder().toRealPath());
    }

    @Test
    void updateInsteadIsLeftToGit() throws IOException {
        configure("core", null, "bare", "false");
        configure("receive", null, "denyCurrentBranch", "updateInstead");

        assertThat(LocalServer.open(remote.folder().toFile()).needsGit("refs/heads/main"))
                .isTrue();
    }

    @Test
    void missingObjectOfTheServedRepositoryIsReportedImmediately() throws IOException {
        remote.commit(Map.of(CLUSTERS + "x.txt", "to be lost\n"));
        ObjectId blob;
        try (var walk = new RevWalk(remote.repository());
                var tree = TreeWalk.forPath(
                        remote.repository(),
                        CLUSTERS + "x.txt",
                        walk.parseCommit(remote.head()).getTree())) {
            blob = tree.getObjectId(0);
        }
        String name = blob.name();
        Files.delete(remote.folder().resolve("objects/" + name.substring(0, 2) + "/" + name.substring(2)));

        long start = System.nanoTime();
        assertThatThrownBy(() -> store.snapshot())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("git fsck")
                .hasMessageContaining(name);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void pushThatTheServedRepositoryCannotStoreIsAFailureWithAKnownOutcome() throws IOException {
        store.snapshot();
        Path packs = remote.folder().resolve("objects/pack");
        Path aside = remote.folder().resolve("objects/pack-aside");
        ObjectId head = remote.head();
        Files.move(packs, aside);
        Files.writeString(packs, "not a folder");
        Path objects = remote.folder().resolve("objects");
        Path objectsAside = remote.folder().resolve("objects-aside");
        Files.move(objects, objectsAside);
        Files.writeString(objects, "not a folder");
        long start = System.nanoTime();

        assertThatThrownBy(() -> save("a", "30080"))
                .isInstanceOf(RegistryException.class)
                .isNotInstanceOf(OutcomeUnknownException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        Files.delete(objects);
        Files.move(objectsAside, objects);
        Files.delete(packs);
        Files.move(aside, packs);
        assertThat(remote.head()).isEqualTo(head);
        save("a", "30080");
    }
}
