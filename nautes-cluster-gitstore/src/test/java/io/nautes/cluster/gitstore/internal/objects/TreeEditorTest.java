package io.nautes.cluster.gitstore.internal.objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEditorTest {
    private final MemoryTrees trees = new MemoryTrees();

    private static ObjectId id(int number) {
        return ObjectId.fromString(String.format("%040x", number + 1));
    }

    /** Returns entries such as {@code "100644 name"} as raw bytes. The ids are the numbers of their positions. */
    private static byte[] raw(String... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        for (int i = 0; i < entries.length; i++) {
            out.writeBytes(entries[i].getBytes(ISO_8859_1));
            out.write(0);
            id(i).copyRawTo(id, 0);
            out.writeBytes(id);
        }
        return out.toByteArray();
    }

    private List<String> entries(ObjectId tree) throws IOException {
        List<String> entries = new ArrayList<>();
        for (TreeEntry entry : new Tree(tree, trees.tree(tree))) {
            entries.add(Integer.toOctalString(entry.mode()) + " " + new String(entry.rawName(), ISO_8859_1));
        }
        return entries;
    }

    private ObjectId put(ObjectId base, String... paths) throws IOException {
        TreeEditor editor = new TreeEditor();
        for (String path : paths) {
            editor.putFile(RepoPath.of(path), id(99));
        }
        return editor.apply(trees, base);
    }

    @Test
    void foldersAreSortedAsIfTheirNamesEndedWithASlash() throws IOException {
        assertThat(entries(put(null, "a.b", "a/x", "a-b", "a0", "é", "z")))
                .containsExactly("100644 a-b", "100644 a.b", "40000 a", "100644 a0", "100644 z", "100644 Ã©");
    }

    @Test
    void modesAndOtherEntriesAreKept() throws IOException {
        ObjectId base = trees.foreign(
                raw("100755 bin", "100664 group", "120000 link", "160000 sub", "100644 ümlaut", "100644 \u00ff\u00fe"));

        ObjectId after = put(base, "bin", "group");

        assertThat(entries(after)).isEqualTo(entries(base));
        assertThat(new Tree(after, trees.tree(after)).find("bin").id()).isEqualTo(id(99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40000", "040000", "120000", "160000"})
    void folderLinkOrSubmoduleIsNotReplacedByAFile(String mode) {
        ObjectId base = trees.foreign(raw(mode + " k.yaml"));

        assertThatThrownBy(() -> put(base, "k.yaml"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("k.yaml is a ")
                .hasMessageContaining("(mode " + mode.replaceFirst("^0", "") + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100644", "120000", "160000"})
    void fileLinkOrSubmoduleIsNotReplacedByAFolder(String mode) {
        ObjectId base = trees.foreign(raw(mode + " a"));

        assertThatThrownBy(() -> put(base, "a/b"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("a is a ")
                .hasMessageContaining("must become a folder");
    }

    @Test
    void fileThatIsAlsoAFolderIsRefused() {
        assertThatThrownBy(() -> put(null, "a", "a/b")).hasMessageContaining("both as a file and as a folder");
    }

    @Test
    void zeroPaddedModesAndDisorderAreCorrectedInChangedTrees() throws IOException {
        ObjectId inner = trees.foreign(raw("100644 x"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("100644 z\0".getBytes(ISO_8859_1));
        byte[] rawId = new byte[Constants.OBJECT_ID_LENGTH];
        inner.copyRawTo(rawId, 0);
        bytes.writeBytes(rawId);
        bytes.writeBytes("040000 d\0".getBytes(ISO_8859_1));
        bytes.writeBytes(rawId);
        ObjectId base = trees.foreign(bytes.toByteArray());

        assertThat(entries(put(base, "d/y"))).containsExactly("40000 d", "100644 z");
        assertThat(new TreeEditor().apply(trees, base)).isEqualTo(base);
    }

    @Test
    void duplicateEntryIsReportedWithItsPath() {
        ObjectId inner = trees.foreign(raw("100644 a.yaml", "100644 a.yaml", "100644 b.yaml"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] rawId = new byte[Constants.OBJECT_ID_LENGTH];
        inner.copyRawTo(rawId, 0);
        bytes.writeBytes("40000 d\0".getBytes(ISO_8859_1));
        bytes.writeBytes(rawId);
        ObjectId base = trees.foreign(bytes.toByteArray());

        assertThatThrownBy(() -> put(base, "d/a.yaml")).hasMessageContaining("d/a.yaml is listed twice");
        assertThatThrownBy(() -> put(base, "d/c.yaml"))
                .hasMessageContaining("d does not pass Git's object check")
                .hasMessageContaining("git fsck");
    }

    @Test
    void removedFolderKeepsAddedFilesAndTheirModes() throws IOException {
        ObjectId inner = trees.foreign(raw("100644 old", "100755 run"));
        TreeEditor editor = new TreeEditor();
        editor.putFile(RepoPath.of("d/run"), id(7));
        editor.removeFolder(RepoPath.of("d"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] rawId = new byte[Constants.OBJECT_ID_LENGTH];
        inner.copyRawTo(rawId, 0);
        bytes.writeBytes("40000 d\0".getBytes(ISO_8859_1));
        bytes.writeBytes(rawId);

        ObjectId after = editor.apply(trees, trees.foreign(bytes.toByteArray()));

        TreeEntry folder = new Tree(after, trees.tree(after)).find("d");
        assertThat(entries(folder.id())).containsExactly("100755 run");
    }

    @Test
    void removingMissingFilesChangesNothing() throws IOException {
        ObjectId base = trees.foreign(raw("120000 link", "100644 x"));
        TreeEditor editor = new TreeEditor();
        editor.removeFile(RepoPath.of("link"));
        editor.removeFile(RepoPath.of("x/y/z"));
        editor.removeFolder(RepoPath.of("x"));
        editor.removeFolder(RepoPath.of("nothing"));

        assertThat(editor.apply(trees, base)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "100644", "100644 ", "100644 a", "9 a\0", "00000000100644 a\0"})
    void malformedTreeIsReported(String bytes) {
        ObjectId base = trees.foreign(bytes.getBytes(ISO_8859_1));

        assertThatThrownBy(() -> put(base, "b"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the tree " + base.name() + " is malformed");
    }

    /** Compares the editor with a model: all paths with their modes and blobs, as bytes in Latin-1. */
    @Test
    void randomEditsOfRandomBytesMatchTheModel() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            TreeMap<String, String> expected = new TreeMap<>();
            ObjectId tree = randomTree(random, "", 2, expected);
            TreeEditor editor = new TreeEditor();
            Map<String, ObjectId> puts = new HashMap<>();
            for (int i = 0; i < 6; i++) {
                RepoPath path = RepoPath.of("é" + random.nextInt(4) + "/" + "集" + random.nextInt(3) + ".yaml");
                puts.put(path.toString(), id(random.nextInt(1000)));
                editor.putFile(path, puts.get(path.toString()));
            }
            puts.forEach((path, blob) -> expected.merge(
                    new String(path.getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1),
                    "100644 " + blob.name(),
                    (old, fresh) -> old.substring(0, 7) + blob.name()));

            ObjectId after = editor.apply(trees, tree);

            TreeMap<String, String> actual = new TreeMap<>();
            collect(after, "", actual);
            assertThat(actual).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    private void collect(ObjectId tree, String prefix, Map<String, String> all) throws IOException {
        for (TreeEntry entry : new Tree(tree, trees.tree(tree))) {
            String path = prefix + new String(entry.rawName(), ISO_8859_1);
            if (entry.isFolder()) {
                collect(entry.id(), path + "/", all);
            } else {
                all.put(
                        path,
                        Integer.toOctalString(entry.mode()) + " " + entry.id().name());
            }
        }
    }

    private ObjectId randomTree(Random random, String prefix, int depth, Map<String, String> all) throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        int[] modes = {0100644, 0100755, 0120000, 0160000};
        Map<String, Boolean> names = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            String name = randomName(random, prefix.isEmpty());
            if (names.put(name, true) != null) {
                continue;
            }
            byte[] bytes = name.getBytes(ISO_8859_1);
            boolean isFolder = depth > 1 && (name.startsWith("Ã©") || random.nextInt(3) == 0);
            if (isFolder) {
                ObjectId inner = randomTree(random, prefix + name + "/", depth - 1, all);
                entries.add(new TreeEntry(bytes, FileMode.TREE.getBits(), inner));
            } else {
                int mode = name.startsWith("é") ? modes[random.nextInt(2)] : modes[random.nextInt(4)];
                TreeEntry entry =
                        new TreeEntry(bytes, name.endsWith(".yaml") ? 0100755 : mode, id(random.nextInt(1000)));
                entries.add(entry);
                all.put(
                        prefix + name,
                        Integer.toOctalString(entry.mode()) + " " + entry.id().name());
            }
        }
        entries.sort(TreeEntry::compare);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] rawId = new byte[Constants.OBJECT_ID_LENGTH];
        for (TreeEntry entry : entries) {
            out.writeBytes((Integer.toOctalString(entry.mode()) + " ").getBytes(ISO_8859_1));
            out.writeBytes(entry.rawName());
            out.write(0);
            entry.id().copyRawTo(rawId, 0);
            out.writeBytes(rawId);
        }
        return trees.foreign(out.toByteArray());
    }

    /** Returns a name that may be one of the edited names, or any bytes. */
    private static String randomName(Random random, boolean isTop) {
        if (random.nextInt(3) == 0) {
            String name = isTop ? "é" + random.nextInt(4) : "集" + random.nextInt(3) + ".yaml";
            return new String(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1);
        }
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            int octet = 1 + random.nextInt(255);
            name.append(octet == '/' ? '-' : (char) octet);
        }
        return name.toString();
    }
}
