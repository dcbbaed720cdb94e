package io.nautes.cluster.gitstore.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackBuilderTest {
    @TempDir
    Path temp;

    private final PackBuilder objects = new PackBuilder();
    private final Map<ObjectId, byte[]> inserted = new LinkedHashMap<>();
    private final Random random = new Random(3);

    private void alike(String family, String text) {
        alike(family, text.getBytes(StandardCharsets.UTF_8));
    }

    private void alike(String family, byte[] content) {
        keep(objects.insertAlike(family, content), Constants.OBJ_BLOB, content);
    }

    private void insert(int type, byte[] content) {
        keep(objects.insert(type, content), type, content);
    }

    private void keep(ObjectId id, int type, byte[] content) {
        assertThat(id).isEqualTo(new ObjectInserter.Formatter().idFor(type, content));
        inserted.put(id, content);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static String manifest(String kind, String name) {
        StringBuilder text = new StringBuilder("kind: " + kind + "\nname: " + name + "\n");
        for (int line = 0; line < 30; line++) {
            text.append(kind)
                    .append(line * 7919)
                    .append(": value ")
                    .append(line)
                    .append('\n');
        }
        return text.append("project: ").append(name).append("-runtime\n").toString();
    }

    /** Flushes the pack, and reads all objects with JGit, which checks lengths, checksums and deltas. */
    private long flushedBytes() throws IOException {
        Path packs = Files.createDirectories(temp.resolve("packs"));
        try (MirrorRepository repository = MirrorRepository.open(packs)) {
            objects.flush(repository);
            try (ObjectReader reader = repository.newObjectReader()) {
                for (Map.Entry<ObjectId, byte[]> object : inserted.entrySet()) {
                    assertThat(reader.open(object.getKey()).getBytes()).isEqualTo(object.getValue());
                }
            }
        }
        try (Stream<Path> files = Files.list(packs)) {
            Path pack = files.filter(file -> file.toString().endsWith(".pack"))
                    .findFirst()
                    .orElseThrow();
            return Files.size(pack);
        }
    }

    @Test
    void objectsAreReadAsTheyWereInserted() throws IOException {
        for (int length : new int[] {0, 1, 15, 16, 255, 256, 257, 1023, 1024, 1025, 2047, 2048, 70_000}) {
            insert(Constants.OBJ_BLOB, noise(length));
            insert(Constants.OBJ_BLOB, new byte[length]);
            alike("noise", noise(length));
        }
        for (int entries : new int[] {1, 7, 20, 30, 200}) {
            TreeFormatter tree = new TreeFormatter();
            for (int entry = 0; entry < entries; entry++) {
                tree.append("file-" + (1000 + entry), FileMode.REGULAR_FILE, ObjectId.fromRaw(noise(20)));
            }
            insert(Constants.OBJ_TREE, tree.toByteArray());
        }

        inserted.forEach((id, content) -> assertThat(objects.content(id)).isEqualTo(content));
        assertThat(objects.content(ObjectId.zeroId())).isNull();
        flushedBytes();
    }

    @Test
    void similarBlobsAreStoredAsDeltas() throws IOException {
        for (int i = 0; i < 500; i++) {
            alike("app.yaml", manifest("Application", "cluster-" + i));
            alike("app.yaml", manifest("Secret", "cluster-" + i));
        }

        inserted.forEach((id, content) -> assertThat(objects.content(id)).isEqualTo(content));
        long whole =
                inserted.values().stream().mapToLong(content -> content.length).sum();
        assertThat(flushedBytes()).isLessThan(whole / 5);
    }

    @Test
    void distancesInPacksMayTakeSeveralBytes() throws IOException {
        alike("app.yaml", manifest("Application", "first"));
        for (int i = 0; i < 40; i++) {
            alike("app.yaml", manifest("Application", "cluster-" + i));
            insert(Constants.OBJ_BLOB, noise(1 << (i / 2)));
        }

        flushedBytes();
    }

    @Test
    void moreFamiliesThanAreComparedAreStored() throws IOException {
        for (int i = 0; i < 200; i++) {
            alike("app.yaml", noise(300));
        }
        for (int i = 0; i < 200; i++) {
            alike("family-" + i, noise(65_536 + i % 2));
            alike("family-" + i, noise(65_536 + i % 2));
        }

        flushedBytes();
    }

    @Test
    void objectIsStoredOnceIfItIsInsertedRepeatedly() throws IOException {
        for (int i = 0; i < 3; i++) {
            alike("a.yaml", "text");
            alike("b.yaml", "text");
            insert(Constants.OBJ_BLOB, "text".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(objects.count()).isEqualTo(1);
        flushedBytes();
    }
}
