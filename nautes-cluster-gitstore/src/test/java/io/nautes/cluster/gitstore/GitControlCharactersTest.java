package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of texts from outside that could move the cursor of a terminal or disguise a message. */
class GitControlCharactersTest extends ServedRepository {
    private static final String EVIL = "evil\u001b[2J\u009b31m\u202etxt\u2028\u0007";

    private static void assertHarmless(String text) {
        assertThat(text).isNotEmpty();
        assertThat(text.codePoints()
                        .filter(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.LINE_SEPARATOR))
                .as(text)
                .isEmpty();
    }

    @Test
    void namesAndContentsOfFilesAreShownEscaped() throws IOException {
        remote.commit(Map.of(
                CLUSTERS + EVIL + ".yaml",
                "kind: [\n",
                CLUSTERS + "other.yaml",
                "kind: Cluster\nspec: {\"" + "a\\u001b[2J" + "\": 1}\nmetadata: {name: \"b\\u001b[31m\"}\n",
                CLUSTERS + "kustomization.yaml",
                "resources:\n- \"gone\\u001b[2J.yaml\"\n- other.yaml\n"));
        try (GitClusterStore store = builder().open()) {
            List<UnreadableCluster> problems = store.snapshot().problems();
            assertThat(problems).hasSize(2).allSatisfy(problem -> {
                assertHarmless(problem.path());
                assertHarmless(problem.problem());
            });
            assertThat(store.verify().problems()).hasSizeGreaterThan(2).allSatisfy(problem -> {
                assertHarmless(problem.file());
                assertHarmless(problem.message());
                assertHarmless(problem.toString());
            });
            String revision = remote.head().name();
            for (Throwable failure : List.of(
                    catchThrowable(() -> store.update(Clusters.save(EVIL))),
                    catchThrowable(() -> store.update(Clusters.delete(EVIL))),
                    catchThrowable(() -> store.findAt(EVIL, revision)),
                    catchThrowable(() -> store.findAt("a", EVIL)),
                    catchThrowable(() -> store.changesSince(EVIL)),
                    catchThrowable(() -> store.update(Clusters.save("a/" + EVIL))))) {
                assertHarmless(failure.getMessage());
            }
        }
    }

    @Test
    void pathsOfTemplatesAreShownEscaped() {
        try (GitClusterStore store = builder()
                .withTemplates(change -> new RenderedTree(Map.of(EVIL + "/../x", "y"), Set.of(), Set.of()))
                .open()) {
            assertHarmless(
                    catchThrowable(() -> store.update(Clusters.save("a"))).getMessage());
        }
    }

    @Test
    void messagesOfTheServerAreShownEscaped() throws IOException {
        server.preReceive((pack, commands) -> {
            pack.sendError("denied " + EVIL);
            commands.forEach(
                    command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "declined \u001b[2J"));
        });
        try (GitClusterStore store = builder().open();
                GitClusterStore elsewhere = builder().branch("nowhere").open()) {
            assertHarmless(
                    catchThrowable(() -> store.update(Clusters.save("a"))).getMessage());
            server.fault(GitHttpServer.status(403, "text/plain; charset=utf-8", "no " + EVIL));
            assertHarmless(catchThrowable(store::snapshot).getMessage());
            assertHarmless(catchThrowable(elsewhere::snapshot).getMessage());
        }
    }

    @Test
    void decisionsOnUnreadableFilesAreRefusedWithTheirNamesEscaped() throws IOException {
        remote.commit(Map.of(CLUSTERS + EVIL + ".yaml", "kind: [\n"));
        try (GitClusterStore store = builder().open()) {
            Throwable failure = catchThrowable(() ->
                    store.update(current -> StoreChange.save(List.of(Clusters.host(EVIL, "1")), null)));
            assertHarmless(failure.getMessage());
            assertThat(failure).hasMessageContaining("\\u001b[2J");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"plain text, 中文, é, 😀 | plain text, 中文, é, 😀", "a\tb | a b"})
    void harmlessTextIsNotChanged(String text, String shown) {
        assertThat(OneLine.escaped(text)).isEqualTo(shown);
    }

    @Test
    void lineBreaksAreSpacesAndOtherControlsAreEscaped() {
        assertThat(OneLine.escaped("a\r\nb\u001bc\u0000d\u2029e\u2066f"))
                .isEqualTo("a b\\u001bc\\u0000d\\u2029e\\u2066f");
        assertThat(OneLine.shortened("x".repeat(299) + "😀")).isEqualTo("x".repeat(299) + "…");
        assertThat(OneLine.escaped(new String(new byte[] {(byte) 0x9b}, StandardCharsets.ISO_8859_1)))
                .isEqualTo("\\u009b");
    }
}
