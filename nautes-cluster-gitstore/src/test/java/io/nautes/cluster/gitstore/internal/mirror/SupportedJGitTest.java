package io.nautes.cluster.gitstore.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedJGitTest {
    @ParameterizedTest
    @ValueSource(strings = {"6.10.1.202505221210-r", "7.2.1.202505142326-r", "7.2", "8.0.0-SNAPSHOT", "5.13.3"})
    void versionsOutsideTheRangeAreRefusedWithTheRange(String version) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SupportedJGit.check(version))
                .withMessageContaining("version " + version + " is not supported")
                .withMessageContaining("JGit 7.3 or newer, before 8")
                .withMessageContaining("add a supported version of org.eclipse.jgit:org.eclipse.jgit");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"7.3.0.202506031305-r", "7.8.1.202611041320-r", "7.12.0", "7.3", "", "repackaged"})
    void versionsInTheRangeAndUnknownOnesAreAccepted(String version) {
        assertThatCode(() -> SupportedJGit.check(version)).doesNotThrowAnyException();
    }

    @Test
    void theVersionOfThisBuildIsAccepted() {
        assertThatCode(SupportedJGit::check).doesNotThrowAnyException();
    }

    /** A program in a single jar has a manifest with the version of the program. */
    @Test
    void versionOfAProgramThatContainsJGitIsNotTakenAsJGits() {
        assertThat(SupportedJGit.ofJGit("JGit org.eclipse.jgit", "7.8.1.202611041320-r"))
                .isEqualTo("7.8.1.202611041320-r");
        assertThat(SupportedJGit.ofJGit("shop", "0.1.0")).isNull();
        assertThat(SupportedJGit.ofJGit(null, "0.1.0")).isNull();
    }
}
