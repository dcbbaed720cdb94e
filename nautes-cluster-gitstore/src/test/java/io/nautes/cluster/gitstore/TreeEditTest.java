package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class TreeEditTest {
    private static ObjectId id(int number) {
        return ObjectId.fromString(String.format("%040x", number));
    }

    private static byte[] tree(List<String> sortedNames) {
        TreeFormatter formatter = new TreeFormatter();
        for (String name : sortedNames) {
            boolean folder = name.endsWith("/");
            String plain = folder ? name.substring(0, name.length() - 1) : name;
            formatter.append(plain, folder ? FileMode.TREE : FileMode.REGULAR_FILE, id(name.hashCode() & 0xFFFF));
        }
        return formatter.toByteArray();
    }

    @Test
    void foldersSortAsIfTheirNameEndedWithASlash() {
        byte[] edited = new TreeEdit()
                .putFile("a.b", id("a.b".hashCode() & 0xFFFF))
                .putFolder("a", id("a/".hashCode() & 0xFFFF))
                .putFile("a-b", id("a-b".hashCode() & 0xFFFF))
                .putFile("a0", id("a0".hashCode() & 0xFFFF))
                .apply(new byte[0]);

        assertThat(edited).isEqualTo(tree(List.of("a-b", "a.b", "a/", "a0")));
    }

    @Test
    void entriesOfOthersAreCopiedWhateverTheirMode() {
        TreeFormatter formatter = new TreeFormatter();
        formatter.append("bin", FileMode.EXECUTABLE_FILE, id(1));
        formatter.append("link", FileMode.SYMLINK, id(2));
        formatter.append("sub", FileMode.GITLINK, id(3));
        formatter.append("ümlaut", FileMode.REGULAR_FILE, id(4));
        byte[] before = formatter.toByteArray();

        byte[] added = new TreeEdit().putFile("m.yaml", id(5)).apply(before);

        assertThat(new TreeEdit().removeFile("m.yaml").apply(added)).isEqualTo(before);
        assertThat(TreeEdit.findFile(added, "m.yaml")).isEqualTo(id(5));
        assertThat(TreeEdit.findFolder(added, "bin")).isNull();
        assertThat(new TreeEdit().removeFile("nothing").apply(before)).isEqualTo(before);
    }

    @Test
    void randomEditsGiveWhatGitWouldGive() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeMap<String, ObjectId> expected = new TreeMap<>();
        byte[] tree = new byte[0];
        for (int round = 0; round < 200; round++) {
            TreeEdit edit = new TreeEdit();
            for (int i = 0; i < 5; i++) {
                String name = "c" + Integer.toString(random.nextInt(60), 4).replace('3', '-') + ".yaml";
                if (random.nextInt(3) == 0) {
                    edit.removeFile(name);
                    expected.remove(name);
                } else {
                    ObjectId id = id(random.nextInt(1000));
                    edit.putFile(name, id);
                    expected.put(name, id);
                }
            }
            tree = edit.apply(tree);
            TreeFormatter formatter = new TreeFormatter();
            new ArrayList<>(expected.keySet())
                    .forEach(name -> formatter.append(name, FileMode.REGULAR_FILE, expected.get(name)));
            assertThat(tree).as("seed %d", seed).isEqualTo(formatter.toByteArray());
        }
    }
}
