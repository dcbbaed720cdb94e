package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.FailureCode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of pushes that do not ask the server for its refs first, because the last push reported its capabilities. */
class GitDirectPushTest extends ServedRepository {
    private static final String DISCOVERY = "GET /tenant.git/info/refs?service=git-receive-pack";
    private static final String PUSH = "POST /tenant.git/git-receive-pack";

    private GitClusterStore store;

    @BeforeEach
    void pushOnce() {
        store = builder().open();
        store.update(Clusters.save("first"));
        server.requests().clear();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** Sets a fault that handles the next push only. */
    private void onNextPush(GitHttpServer.Fault fault) {
        AtomicBoolean handled = new AtomicBoolean();
        server.fault(exchange ->
                GitHttpServer.isPush(exchange) && handled.compareAndSet(false, true) && fault.answer(exchange));
    }

    @Test
    void saveAfterASaveIsOneRequest() throws IOException {
        store.update(Clusters.save("second"));
        store.update(Clusters.save("third"));

        assertThat(server.requests()).containsExactly(PUSH, PUSH);
        assertSavedOnce("first", "second", "third");
    }

    @Test
    void changeOfAnotherClientIsKept() throws IOException {
        remote.commit(Map.of("README.md", "changed\n"));

        store.update(Clusters.save("second"));

        assertThat(server.requests())
                .containsExactly(
                        PUSH,
                        "GET /tenant.git/info/refs?service=git-upload-pack",
                        "POST /tenant.git/git-upload-pack",
                        PUSH);
        assertThat(remote.files()).containsEntry("README.md", "changed\n");
        assertSavedOnce("first", "second");
    }

    @Test
    void changeOfAnotherClientWhileTheServerReceivesAPushIsKept() throws IOException {
        onNextPush(exchange -> {
            remote.commit(Map.of("README.md", "changed\n"));
            return false;
        });

        store.update(Clusters.save("second"));

        assertThat(remote.files()).containsEntry("README.md", "changed\n");
        assertSavedOnce("first", "second");
    }

    @Test
    void packThatTheServerCannotUnpackIsBuiltAgainIfTheBranchHasMoved() throws IOException {
        onNextPush(exchange -> {
            remote.commit(Map.of("README.md", "changed\n"));
            return GitHttpServer.unpackError(true).answer(exchange);
        });

        store.update(Clusters.save("second"));

        assertThat(remote.files()).containsEntry("README.md", "changed\n");
        assertSavedOnce("first", "second");
    }

    @Test
    void packThatTheServerCannotUnpackIsSentOnceIfTheBranchHasNotMoved() throws IOException {
        ObjectId before = remote.head();
        server.fault(exchange -> GitHttpServer.isPush(exchange)
                && GitHttpServer.unpackError(true).answer(exchange));

        assertCode(catchThrowable(() -> store.update(Clusters.save("second"))), FailureCode.SERVER_FAULT);

        assertThat(server.pushes()).isEqualTo(1);
        assertThat(remote.head()).isEqualTo(before);
    }

    @Test
    void branchThatWasRewrittenWithoutTheOldObjectsIsNotOverwritten() throws Exception {
        // With so many clusters, the next save is sent as changes of the old objects.
        for (int number = 0; number < 40; number++) {
            store.update(Clusters.save("cluster-" + number));
        }
        ObjectId old = remote.head();
        remote.reset(orphan());
        StoredConfig config = remote.repository().getConfig();
        config.setString("gc", null, "pruneExpire", "now");
        config.setString("gc", null, "prunePackExpire", "now");
        try (Git git = new Git(remote.repository())) {
            git.gc().call();
        }
        assertThat(remote.repository().getObjectDatabase().has(old)).isFalse();

        store.update(Clusters.save("second"));

        assertThat(remote.subjects()).containsExactly("Save cluster second", "Start again");
        assertThat(events).anyMatch(event -> event.startsWith("rewritten"));
        remote.checkObjects();
    }

    private ObjectId orphan() throws IOException {
        try (ObjectInserter inserter = remote.repository().newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(Constants.OBJ_TREE, new TreeFormatter().toByteArray()));
            PersonIdent rival = new PersonIdent("Rival", "rival@example.com");
            commit.setAuthor(rival);
            commit.setCommitter(rival);
            commit.setMessage("Start again\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    @Test
    void branchThatWasDeletedIsNotCreatedAgain() throws IOException {
        remote.deleteBranch();

        assertCode(catchThrowable(() -> store.update(Clusters.save("second"))), FailureCode.NOT_FOUND);

        assertThat(remote.head()).isNull();
    }

    @Test
    void refusalByAHookIsReportedAndThePushIsSentOnce() throws IOException {
        PreReceiveHook hook = (pack, commands) -> commands.forEach(
                command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "only on workdays"));
        server.preReceive(hook);
        ObjectId before = remote.head();

        Throwable refused = catchThrowable(() -> store.update(Clusters.save("second")));

        assertCode(refused, FailureCode.PERMISSION_DENIED);
        assertThat(refused).hasMessageContaining("only on workdays");
        assertThat(server.pushes()).isEqualTo(1);
        assertThat(remote.head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 404, 405})
    void serverThatRequiresDiscoveryIsAsked(int status) throws IOException {
        AtomicReference<String> last = new AtomicReference<>("");
        server.fault(exchange -> {
            boolean direct = GitHttpServer.isPush(exchange) && !last.get().equals(DISCOVERY);
            last.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            return direct && GitHttpServer.status(status, "text/plain", "").answer(exchange);
        });

        store.update(Clusters.save("second"));
        store.update(Clusters.save("third"));

        assertSavedOnce("first", "second", "third");
    }

    @Test
    void signInPageIsReportedAsAnswerOfAnotherServer() throws IOException {
        server.fault(GitHttpServer.status(200, "text/html", "<html>Sign in</html>"));
        ObjectId before = remote.head();

        assertCode(catchThrowable(() -> store.update(Clusters.save("second"))), FailureCode.UNEXPECTED_REPLY);

        assertThat(remote.head()).isEqualTo(before);
    }

    @Test
    void tooLargePushIsSentOnce() {
        server.fault(exchange -> GitHttpServer.isPush(exchange)
                && GitHttpServer.status(413, "text/plain", "").answer(exchange));

        assertThat(catchThrowable(() -> store.update(Clusters.save("second")))).hasMessageContaining("413");

        assertThat(server.requests()).containsExactly(PUSH);
    }

    @Test
    void refusedCredentialsAreRenewed() throws IOException {
        GitCredentials valid = GitCredentials.token("valid");
        AtomicReference<GitCredentials> current = new AtomicReference<>(valid);
        server.fault(exchange -> !valid.secret()
                        .authorization()
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && GitHttpServer.status(401, "text/plain", "").answer(exchange));
        try (GitClusterStore renewing =
                builder().credentials(new RenewedCredentials(current, valid)).open()) {
            renewing.update(Clusters.save("second"));
            current.set(GitCredentials.token("expired"));

            renewing.update(Clusters.save("third"));
        }
        assertSavedOnce("first", "second", "third");
    }

    @Test
    void pushWhoseReplyIsLostIsNotSentAgain() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        server.afterReceive(exchange -> {
            if (broken.compareAndSet(false, true)) {
                exchange.close();
                return true;
            }
            return false;
        });

        store.update(Clusters.save("second"));

        assertThat(server.pushes()).isEqualTo(1);
        assertSavedOnce("first", "second");
    }

    @Test
    void serverThatWasStoppedIsUnreachable() {
        server.close();
        // Afterwards the client knows that its connection is closed.
        assertCode(catchThrowable(store::snapshot), FailureCode.UNREACHABLE);

        assertCode(catchThrowable(() -> store.update(Clusters.save("second"))), FailureCode.UNREACHABLE);
    }

    @Test
    void concurrentStoresLoseNoChange() throws Exception {
        int saves = 20;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (GitClusterStore rival = builder().open()) {
            Future<?> ours = threads.submit(() -> saveAll(store, "ours-", saves));
            Future<?> theirs = threads.submit(() -> saveAll(rival, "theirs-", saves));
            ours.get();
            theirs.get();
        } finally {
            threads.shutdownNow();
        }
        for (int number = 0; number < saves; number++) {
            assertSavedOnce("ours-" + number, "theirs-" + number);
        }
    }

    private static void saveAll(GitClusterStore store, String prefix, int saves) {
        for (int number = 0; number < saves; number++) {
            store.update(Clusters.save(prefix + number));
        }
    }
}
