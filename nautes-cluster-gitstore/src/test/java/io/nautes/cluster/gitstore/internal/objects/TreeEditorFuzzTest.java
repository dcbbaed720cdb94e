package io.nautes.cluster.gitstore.internal.objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.FuzzLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Timeout;

/**
 * Fuzz target of the tree editor. For any trees of a repository, an edit results in trees that pass Git's check and
 * contain the added files, or it is refused. An ordinary test run tries the seeds; with {@code JAZZER_FUZZ=1} the
 * target is fuzzed.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TreeEditorFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void trees(FuzzedDataProvider data) {
        byte[] inner = data.consumeBytes(200);
        byte[] outer = data.consumeBytes(200);
        String nested = data.consumeBoolean() ? data.consumeAsciiString(4) : null;
        Map<String, Integer> edits = new LinkedHashMap<>();
        for (int i = data.consumeInt(0, 6); i > 0; i--) {
            edits.put(data.consumeString(24), data.consumeInt(0, 2));
        }
        FuzzLimits.check(() -> {
            MemoryTrees trees = new MemoryTrees();
            ObjectId folder = trees.foreign(inner);
            edit(trees, trees.foreign(nested == null ? outer : entry(nested, folder)), edits);
        });
    }

    private static void edit(MemoryTrees trees, ObjectId root, Map<String, Integer> edits) {
        TreeEditor editor = new TreeEditor();
        Map<RepoPath, ObjectId> put = new LinkedHashMap<>();
        edits.forEach((text, kind) -> {
            RepoPath path;
            try {
                path = RepoPath.of(text);
            } catch (IllegalArgumentException e) {
                return;
            }
            switch (kind) {
                case 0 -> {
                    put.put(path, ObjectId.fromString("%040x".formatted(put.size() + 1)));
                    editor.putFile(path, put.get(path));
                }
                case 1 -> editor.removeFile(path);
                default -> editor.removeFolder(path);
            }
        });
        try {
            ObjectId after = editor.apply(trees, root);
            for (Map.Entry<RepoPath, ObjectId> file : put.entrySet()) {
                assertThat(find(trees, after, file.getKey())).isEqualTo(file.getValue());
            }
            assertThat(editor.apply(trees, after)).isEqualTo(after);
        } catch (RegistryException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            // A tree does not exist.
            assertThat(e).isInstanceOf(MissingObjectException.class);
        }
    }

    private static byte[] entry(String text, ObjectId inner) {
        String name = text.replace("\0", "").replace("/", "");
        byte[] head = ("40000 " + name + "\0").getBytes(ISO_8859_1);
        byte[] entry = Arrays.copyOf(head, head.length + Constants.OBJECT_ID_LENGTH);
        inner.copyRawTo(entry, head.length);
        return entry;
    }

    private static ObjectId find(MemoryTrees trees, ObjectId root, RepoPath path) {
        try {
            ObjectId id = root;
            for (String step : path.steps()) {
                TreeEntry found = new Tree(id, trees.tree(id)).find(step);
                assertThat(found).as(path.toString()).isNotNull();
                id = found.id();
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
