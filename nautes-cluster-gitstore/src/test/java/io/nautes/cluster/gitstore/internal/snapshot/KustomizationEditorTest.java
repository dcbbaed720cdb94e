package io.nautes.cluster.gitstore.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizationEditorTest {
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n";

    private static String add(String text, String... files) {
        return KustomizationEditor.edit(text, "k.yaml", List.of(files), List.of());
    }

    private static String remove(String text, String... files) {
        return KustomizationEditor.edit(text, "k.yaml", List.of(), List.of(files));
    }

    @Test
    void missingFileIsCreated() {
        assertThat(add(null, "b.yaml", "a.yaml")).isEqualTo(HEAD + "- a.yaml\n- b.yaml\n");
    }

    @Test
    void listIsSortedByFileName() {
        assertThat(add(HEAD + "- a.yaml\n", "a-b.yaml", "a1.yaml"))
                .isEqualTo(HEAD + "- a-b.yaml\n- a.yaml\n- a1.yaml\n");
    }

    @Test
    void removingTheLastFileLeavesAnEmptyListThatKustomizeAccepts() {
        String empty = HEAD.replace("resources:", "resources: []");

        assertThat(remove(HEAD + "- a.yaml\n", "a.yaml")).isEqualTo(empty);
        assertThat(remove(HEAD, "a.yaml")).isEqualTo(empty);
        assertThat(add(empty, "a.yaml")).isEqualTo(HEAD + "- a.yaml\n");
        assertThat(add(HEAD, "a.yaml")).isEqualTo(HEAD + "- a.yaml\n");
        assertThat(remove("# mine\nresources: # hosts\n- a.yaml\n", "a.yaml"))
                .isEqualTo("# mine\nresources: [] # hosts\n");
        assertThat(remove("resources: [a.yaml]\n", "a.yaml")).isEqualTo("resources: []\n");
    }

    @Test
    void presentAndAbsentFilesChangeNothing() {
        String text = "# mine\nresources: [./a.yaml]\n";

        assertThat(add(text, "a.yaml")).isEqualTo(text);
        assertThat(remove(text, "b.yaml")).isEqualTo(text);
    }

    @Test
    void foreignContentIsKept() {
        String text = """
                # The clusters of tenant A.
                kind: Kustomization
                apiVersion: kustomize.config.k8s.io/v1beta1
                labels:
                  - pairs: {team: a}   # ours
                resources:
                  # hosts
                  - b.yaml   # the big one
                  - 'd.yaml'
                  - ./f.yaml

                patches:
                  - path: p.yaml
                """;

        assertThat(add(text, "c.yaml", "z.yaml"))
                .isEqualTo(text.replace("  - 'd.yaml'", "  - c.yaml\n  - 'd.yaml'")
                        .replace("  - ./f.yaml\n", "  - ./f.yaml\n  - z.yaml\n"));
        assertThat(remove(text, "f.yaml", "b.yaml"))
                .isEqualTo(text.replace("  - b.yaml   # the big one\n", "").replace("  - ./f.yaml\n", ""));
    }

    @Test
    void unsortedListIsAppendedTo() {
        assertThat(add("resources:\n- z.yaml\n- a.yaml\n# end\n", "b.yaml"))
                .isEqualTo("resources:\n- z.yaml\n- a.yaml\n- b.yaml\n# end\n");
    }

    @Test
    void flowListRemainsAFlowList() {
        assertThat(add("resources: [c.yaml, a.yaml] # mine\nkind: Kustomization\n", "b.yaml"))
                .isEqualTo("resources: [c.yaml, a.yaml, b.yaml] # mine\nkind: Kustomization\n");
        assertThat(add("resources: [\n  a.yaml,\n  \"d.yaml\"\n]\nkind: Kustomization\n", "b.yaml", "c.yaml", "e.yaml"))
                .isEqualTo("resources: [\n  a.yaml,\n  b.yaml,\n  c.yaml,\n  \"d.yaml\",\n  e.yaml\n]\n"
                        + "kind: Kustomization\n");
        assertThat(add("# ☸ 🚀\nresources: ['b.yaml']\n", "a.yaml"))
                .isEqualTo("# ☸ 🚀\nresources: [a.yaml, 'b.yaml']\n");
        assertThat(remove("resources: [a.yaml, ./b.yaml, 'c.yaml', d.yaml]\n", "b.yaml", "d.yaml"))
                .isEqualTo("resources: [a.yaml, 'c.yaml']\n");
        assertThat(remove("resources: [a.yaml, b.yaml, c.yaml]\n", "c.yaml", "b.yaml"))
                .isEqualTo("resources: [a.yaml]\n");
        assertThat(remove("resources: [a.yaml, b.yaml]\n", "a.yaml")).isEqualTo("resources: [b.yaml]\n");
        assertThat(add("resources: []\n", "b.yaml")).isEqualTo("resources:\n- b.yaml\n");
        assertThat(add("resources: [] # hosts\nkind: Kustomization\n", "b.yaml"))
                .isEqualTo("resources: # hosts\n- b.yaml\nkind: Kustomization\n");
    }

    @Test
    void fileInFlowStyleRemainsInFlowStyle() {
        assertThat(add("{kind: Kustomization, resources: [a.yaml]}\n", "b.yaml"))
                .isEqualTo("{kind: Kustomization, resources: [a.yaml, b.yaml]}\n");
    }

    @Test
    void filesAreAddedToAndRemovedFromAPlainList() {
        String head = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n";
        String list = head + "- b.yaml\n- d.yaml\n";

        assertThat(add(list, "e.yaml", "a.yaml", "d.yaml", "c.yaml"))
                .isEqualTo(head + "- a.yaml\n- b.yaml\n- c.yaml\n- d.yaml\n- e.yaml\n");
        assertThat(remove(list, "b.yaml", "x.yaml")).isEqualTo(head + "- d.yaml\n");
        assertThat(KustomizationEditor.edit(list, "k.yaml", List.of("a.yaml", "d.yaml"), List.of("b.yaml", "d.yaml")))
                .isEqualTo(head + "- a.yaml\n- d.yaml\n");
    }

    @Test
    void commentStaysAboveItsLine() {
        assertThat(add("resources:\n# first\n- a.yaml\n# the big one\n- c.yaml\n", "b.yaml"))
                .isEqualTo("resources:\n# first\n- a.yaml\n- b.yaml\n# the big one\n- c.yaml\n");
    }

    @Test
    void existingReplacementCharacterIsKept() {
        assertThat(add("# \uFFFD\nresources: []\n", "a.yaml")).isEqualTo("# \uFFFD\nresources:\n- a.yaml\n");
    }

    @Test
    void missingListIsCreated() {
        assertThat(add("kind: Kustomization\n", "a.yaml")).isEqualTo("kind: Kustomization\nresources:\n- a.yaml\n");
    }

    @Test
    void duplicatesAreRemovedTogether() {
        assertThat(remove("resources:\n- a.yaml\n- b.yaml\n- ./a.yaml\n", "a.yaml"))
                .isEqualTo("resources:\n- b.yaml\n");
    }

    @Test
    void windowsLineEndsAreKept() {
        assertThat(add("kind: Kustomization\r\nresources:\r\n- a.yaml\r\n", "b.yaml"))
                .isEqualTo("kind: Kustomization\r\nresources:\r\n- a.yaml\r\n- b.yaml\r\n");
    }

    @Test
    void mixedLineEndsAreKeptLineByLine() {
        String text = "kind: Kustomization\nresources:\n- b.yaml\r\n- d.yaml\nlabels:\r\n- pairs:\n    a: b\n";

        assertThat(add(text, "a.yaml", "c.yaml", "e.yaml"))
                .isEqualTo(
                        text.replace("- b.yaml\r\n- d.yaml\n", "- a.yaml\n- b.yaml\r\n- c.yaml\n- d.yaml\n- e.yaml\n"));
        assertThat(remove(text, "b.yaml")).isEqualTo(text.replace("- b.yaml\r\n", ""));
        assertThat(remove(text, "d.yaml", "b.yaml"))
                .isEqualTo(text.replace("resources:\n- b.yaml\r\n- d.yaml\n", "resources: []\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\r"})
    void unusualLineSeparatorsDoNotAffectPositions(String separator) {
        String head = "# one" + separator + "# two\n# three" + separator + "kind: Kustomization\n";
        String text = head + "resources:\n- a.yaml # x" + separator + "- c.yaml\n# end\n";

        String added = add(text, "b.yaml", "d.yaml");

        assertThat(added)
                .isEqualTo(head + "resources:\n- a.yaml # x" + separator + "- b.yaml\n- c.yaml\n- d.yaml\n# end\n");
        assertThat(remove(added, "b.yaml", "d.yaml")).isEqualTo(text);
        assertThat(remove(text, "c.yaml", "a.yaml")).isEqualTo(head + "resources: []\n# end\n");
    }

    @Test
    void fileWithoutAFinalLineBreakGetsOneBeforeTheNewLine() {
        assertThat(add("resources:\n- a.yaml", "b.yaml")).isEqualTo("resources:\n- a.yaml\n- b.yaml\n");
        assertThat(add("kind: Kustomization", "b.yaml")).isEqualTo("kind: Kustomization\nresources:\n- b.yaml\n");
        assertThat(add("resources: []", "b.yaml")).isEqualTo("resources:\n- b.yaml\n");
        assertThat(add("resources:\r- a.yaml", "b.yaml")).isEqualTo("resources:\r- a.yaml\r- b.yaml\r");
        assertThat(remove("resources:\n- a.yaml\n- b.yaml", "b.yaml")).isEqualTo("resources:\n- a.yaml\n");
    }

    @Test
    void aliasedItemsAreRefused() {
        assertThatThrownBy(() -> add("x: &a b.yaml\nresources:\n- c.yaml\n- *a\n- *a\n", "d.yaml"))
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> remove("x: &a b.yaml\nresources:\n- *a\n", "b.yaml"))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    @Timeout(20)
    void nestedAliasesAreRefusedWithALine() {
        StringBuilder bomb = new StringBuilder("resources: []\na0: &a0 [x]\n");
        for (int i = 1; i <= 16; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThatThrownBy(() -> add(bomb.toString(), "b.yaml"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("line ");
    }

    @Test
    @Timeout(20)
    void longListsAreEditedInOnePass() {
        StringBuilder block = new StringBuilder("# mine\nresources:\n");
        StringBuilder flow = new StringBuilder("resources: [x0.yaml");
        for (int i = 0; i < 20_000; i++) {
            block.append("- \"c%06d.yaml\"\n".formatted(i));
            flow.append(", c%06d😀.yaml".formatted(i));
        }
        flow.append("]\n");
        assertThat(add(block.toString(), "c000007-a.yaml")).hasLineCount(20_003);
        assertThat(add(flow.toString(), "b.yaml")).contains("b.yaml]");
        assertThat(remove(flow.toString(), "c019999😀.yaml", "c000000😀.yaml")).endsWith("c019998😀.yaml]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [",
                "- a.yaml",
                "resources: a.yaml",
                "resources: {a: b}",
                "resources:\n- [a.yaml]\n",
                "a: 1\n---\nb: 2\n",
                "x: &list [a.yaml]\nresources: *list\n",
                "resources: &list\n- a.yaml\nx: *list\n",
                "resources: !!seq\n- [a.yaml]\n"
            })
    void fileThatCannotBeEditedSafelyIsRefused(String text) {
        assertThatThrownBy(() -> add(text, "b.yaml"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining("k.yaml");
    }
}
