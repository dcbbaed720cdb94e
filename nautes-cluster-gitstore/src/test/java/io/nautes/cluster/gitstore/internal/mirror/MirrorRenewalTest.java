package io.nautes.cluster.gitstore.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of mirrors that are fetched again beside the current packs and replaced in one step. Blobs represent commits.
 */
class MirrorRenewalTest {
    @TempDir
    Path temp;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private ObjectMirror mirror(String head) throws IOException {
        ObjectMirror mirror = ObjectMirror.open(temp.resolve("mirror"), 0);
        opened.add(mirror);
        mirror.use(repository -> {
            mirror.known(repository, insert(repository, head));
            return true;
        });
        return mirror;
    }

    private static ObjectId insert(MirrorRepository repository, String text) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            return id;
        }
    }

    private static ObjectId id(String text) {
        try (ObjectInserter inserter = new ObjectInserter.Formatter()) {
            return inserter.idFor(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean has(ObjectMirror mirror, String text) throws IOException {
        return mirror.use(repository -> repository.getObjectDatabase().has(id(text)));
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(temp.resolve("mirror"))) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void renewedMirrorContainsOnlyFetchedObjects() throws IOException {
        ObjectMirror mirror = mirror("head");
        mirror.use(repository -> insert(repository, "waste"));

        assertThat(mirror.renew((repository, known, deadline) -> insert(repository, "head")))
                .isTrue();

        assertThat(has(mirror, "head")).isTrue();
        assertThat(has(mirror, "waste")).isFalse();
        assertThat(mirror.known()).isEqualTo(id("head"));
        assertThat(folders()).containsExactly("packs-1");
    }

    @Test
    void renewedMirrorCanBeReopenedAndRenewedAgain() throws IOException {
        ObjectMirror first = mirror("head");
        first.renew((repository, known, deadline) -> insert(repository, "head"));
        first.close();

        ObjectMirror second = ObjectMirror.open(temp.resolve("mirror"), 0);
        opened.add(second);
        assertThat(second.known()).isEqualTo(id("head"));
        assertThat(second.renew((repository, known, deadline) -> insert(repository, "head")))
                .isTrue();

        assertThat(folders()).containsExactly("packs-2");
    }

    @Test
    void failedFetchKeepsTheMirror() throws IOException {
        ObjectMirror mirror = mirror("head");

        assertThatThrownBy(() -> mirror.renew((repository, known, deadline) -> {
                    insert(repository, "part");
                    throw new IOException("connection reset");
                }))
                .hasMessage("connection reset");

        assertThat(has(mirror, "head")).isTrue();
        assertThat(has(mirror, "part")).isFalse();
        assertThat(folders()).containsExactly("packs");
        assertThat(mirror.renew((repository, known, deadline) -> insert(repository, "head")))
                .isTrue();
    }

    @Test
    void failedRenewalIsNotRepeatedBeforeTheMirrorGrows() throws IOException {
        ObjectMirror mirror = mirror("head");
        assertThat(mirror.isOutgrown()).isFalse();
        for (int i = 0; i < 20; i++) {
            String waste = "waste " + i;
            mirror.use(repository -> insert(repository, waste));
        }
        assertThat(mirror.isOutgrown()).isTrue();

        assertThat(mirror.renew((repository, known, deadline) -> insert(repository, "older")))
                .isFalse();

        assertThat(mirror.isOutgrown()).isFalse();
        mirror.use(repository -> insert(repository, "more"));
        assertThat(mirror.isOutgrown()).isTrue();
    }

    @Test
    void headThatWasPushedDuringTheRenewalIsFetchedToo() throws IOException {
        ObjectMirror mirror = mirror("head");
        List<ObjectId> fetchedBefore = new ArrayList<>();

        boolean isReplaced = mirror.renew((repository, known, deadline) -> {
            fetchedBefore.add(known);
            if (known == null) {
                mirror.use(current -> {
                    mirror.known(current, insert(current, "pushed"));
                    return true;
                });
                return insert(repository, "head");
            }
            return insert(repository, "pushed");
        });

        assertThat(isReplaced).isTrue();
        assertThat(fetchedBefore).containsExactly(null, id("head"));
        assertThat(mirror.known()).isEqualTo(id("pushed"));
        assertThat(has(mirror, "pushed")).isTrue();
    }

    @Test
    void lastPushedHeadsAreFetchedWhilePushesWait() throws Exception {
        ObjectMirror mirror = mirror("head");
        ExecutorService pusher = Executors.newSingleThreadExecutor();
        List<Future<?>> pushes = new ArrayList<>();
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        boolean isReplaced = mirror.renew((repository, known, deadline) -> {
            if (known == null) {
                mirror.pinned(() -> push(mirror, "pushed"));
                return insert(repository, "head");
            }
            // The next push waits for the end of the renewal.
            pushes.add(pusher.submit(() -> {
                mirror.pinned(() -> {
                    order.add("pushed again");
                    push(mirror, "pushed again");
                });
                return null;
            }));
            order.add("caught up");
            return insert(repository, "pushed");
        });
        pushes.get(0).get(30, TimeUnit.SECONDS);
        pusher.shutdown();

        assertThat(isReplaced).isTrue();
        assertThat(order).containsExactly("caught up", "pushed again");
        assertThat(mirror.known()).isEqualTo(id("pushed again"));
        assertThat(has(mirror, "pushed again")).isTrue();
    }

    private static void push(ObjectMirror mirror, String text) throws IOException {
        mirror.use(current -> {
            mirror.known(current, insert(current, text));
            return true;
        });
    }

    @Test
    void mirrorIsKeptIfItsHeadCannotBeFetched() throws IOException {
        ObjectMirror mirror = mirror("head");

        assertThat(mirror.renew((repository, known, deadline) -> insert(repository, "older")))
                .isFalse();

        assertThat(has(mirror, "head")).isTrue();
        assertThat(folders()).containsExactly("packs");
    }

    @Test
    void taskInProgressKeepsTheOldObjectsUntilItEnds() throws IOException {
        ObjectMirror mirror = mirror("head");
        mirror.use(repository -> insert(repository, "old"));

        mirror.use(repository -> {
            assertThat(mirror.renew((sibling, known, deadline) -> insert(sibling, "head")))
                    .isTrue();
            assertThat(repository.getObjectDatabase().has(id("old"))).isTrue();
            assertThat(folders()).containsExactly("packs", "packs-1");
            return true;
        });

        assertThat(folders()).containsExactly("packs-1");
    }

    @Test
    void readersNeverMissAnObjectWhileTheMirrorIsRenewedManyTimes() throws Exception {
        ObjectMirror mirror = mirror("head");
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(2);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            results.add(readers.submit(() -> {
                boolean isComplete = true;
                do {
                    isComplete &= has(mirror, "head");
                    reading.countDown();
                } while (!isOver.get());
                return isComplete;
            }));
        }
        reading.await();

        for (int i = 0; i < 100; i++) {
            mirror.renew((repository, known, deadline) -> insert(repository, "head"));
        }
        isOver.set(true);

        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
        readers.shutdown();
        assertThat(folders()).hasSize(1);
    }

    @Test
    void secondRenewalAtTheSameTimeDoesNothing() throws IOException {
        ObjectMirror mirror = mirror("head");

        mirror.renew((repository, known, deadline) -> {
            assertThat(mirror.renew((other, none, never) -> insert(other, "head")))
                    .isFalse();
            assertThat(mirror.isOutgrown()).isFalse();
            return insert(repository, "head");
        });
    }

    @Test
    void closedMirrorIsNotReplacedAndLeavesNoSibling() throws Exception {
        ObjectMirror mirror = mirror("head");
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService background = Executors.newSingleThreadExecutor();
        Future<Boolean> renewal = background.submit(() -> mirror.renew((repository, known, deadline) -> {
            fetching.countDown();
            await(closed);
            return insert(repository, "head");
        }));
        fetching.await();
        Thread.currentThread().interrupt();

        mirror.close();
        assertThat(Thread.interrupted()).isTrue();
        closed.countDown();

        assertThat(renewal.get()).isFalse();
        background.shutdown();
        assertThat(folders()).containsExactly("packs");
        assertThatThrownBy(() -> has(mirror, "head")).isInstanceOf(RegistryException.class);
        opened.add(ObjectMirror.open(temp.resolve("mirror"), 0));
    }

    @Test
    void siblingsOfAKilledProcessAreDeletedByTheNext() throws IOException {
        mirror("head").close();
        Files.writeString(
                Files.createDirectory(temp.resolve("mirror").resolve("packs-7")).resolve("pack-1.pack"), "x");

        ObjectMirror next = ObjectMirror.open(temp.resolve("mirror"), 0);
        opened.add(next);

        assertThat(folders()).containsExactly("packs");
        assertThat(next.known()).isEqualTo(id("head"));
    }
}
