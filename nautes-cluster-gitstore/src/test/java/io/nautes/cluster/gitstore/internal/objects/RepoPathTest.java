package io.nautes.cluster.gitstore.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "a/../b",
                "a\0b",
                ".git",
                "a/.GIT/config",
                ".git. ",
                "git~1/hooks",
                "GIT~1",
                ".git::$INDEX_ALLOCATION/config",
                "a\\.git\\config",
                ".g\u200cit",
                ".gitmodules",
                "a/.GitModules",
                "gitmod~1",
                "GI7EBA~1",
                ".gitmodules ",
                "a\ud800"
            })
    void refusesNamesThatGitOrAFileSystemReserves(String path) {
        assertThatThrownBy(() -> RepoPath.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "集群/é/😀.yaml",
                ".github/x",
                ".gitignore",
                "git",
                "a.git",
                "git~10",
                "...",
                " a ",
                "a:b",
                "\u00ff"
            })
    void acceptsEverythingElse(String path) {
        assertThat(RepoPath.of(path)).hasToString(path);
    }

    @Test
    void refusesPathsThatAreTooLong() {
        assertThatThrownBy(() -> RepoPath.of("a/".repeat(3000) + "a")).hasMessageContaining("4096 bytes");
    }

    @Test
    void isInItselfAndInEnclosingFolders() {
        RepoPath folder = RepoPath.of("a/b");

        assertThat(RepoPath.of("a/b/c").isIn(folder)).isTrue();
        assertThat(folder.isIn(folder)).isTrue();
        assertThat(RepoPath.of("a/bc").isIn(folder)).isFalse();
        assertThat(folder.child("c")).isEqualTo(RepoPath.of("a/b/c"));
    }
}
