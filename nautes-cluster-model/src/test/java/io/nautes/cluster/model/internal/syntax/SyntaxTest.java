package io.nautes.cluster.model.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    /** RFC 1123 allows 63 characters in a label and, with the dots, 253 in a name. */
    private static final String LONGEST_LABEL = "a".repeat(63);

    private static final String LONGEST_NAME = (LONGEST_LABEL + ".").repeat(3) + "a".repeat(61);

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "0", "9", "a-b", "a--b", "0-z"})
    void labelHasLettersDigitsAndInnerHyphens(String text) {
        assertThat(Syntax.isLabel(text)).isTrue();
        assertThat(Syntax.isDnsName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "A", "aZ", "a_b", "a b", "\u00e9", "a`", "a{", "a/", "a:", "\uff11"})
    void otherTextIsNotALabel(String text) {
        assertThat(Syntax.isLabel(text)).isFalse();
        assertThat(Syntax.isDnsName(text)).isFalse();
    }

    @Test
    void labelHas63CharactersAtMost() {
        assertThat(Syntax.isLabel(LONGEST_LABEL)).isTrue();
        assertThat(Syntax.isLabel(LONGEST_LABEL + "a")).isFalse();
        assertThat(Syntax.isDnsName("b." + LONGEST_LABEL)).isTrue();
        assertThat(Syntax.isDnsName("b." + LONGEST_LABEL + "a")).isFalse();
        assertThat(Syntax.isDnsName("b." + LONGEST_LABEL + "a.b")).isFalse();
    }

    @Test
    void labelHasNoDot() {
        assertThat(Syntax.isLabel("a.b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, true",
        "a.b-c.0, true",
        ".a, false",
        "a., false",
        "a..b, false",
        "a.-b, false",
        "a-.b, false",
        "., false"
    })
    void nameIsLabelsJoinedByDots(String text, boolean expected) {
        assertThat(Syntax.isDnsName(text)).isEqualTo(expected);
    }

    @Test
    void nameHas253CharactersAtMost() {
        assertThat(LONGEST_NAME).hasSize(253);
        assertThat(Syntax.isDnsName(LONGEST_NAME)).isTrue();
        assertThat(Syntax.isDnsName(LONGEST_NAME + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_a", "a-", "a.b", "a_B-1.c", "git", "a.gitx", "atom"})
    void groupPathHasLettersDigitsAndInnerSigns(String text) {
        assertThat(Syntax.isGroupPath(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-a", ".a", "a.", "a.git", "a.GIT", "a.atom", "a.Atom", "a b", "a/b", "a@b", "a[b", "a`b", "a{b",
                "a:b", "\u00e9"
            })
    void otherTextIsNotAGroupPath(String text) {
        assertThat(Syntax.isGroupPath(text)).isFalse();
    }

    @Test
    void groupPathHas255CharactersAtMost() {
        assertThat(Syntax.isGroupPath("a".repeat(255))).isTrue();
        assertThat(Syntax.isGroupPath("a".repeat(256))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "0, true",
        "9, true",
        "0123456789, true",
        "1a, false",
        "-1, false",
        "/, false",
        ":, false",
        "\uff11, false"
    })
    void digitsAreThoseOfAscii(String text, boolean expected) {
        assertThat(Syntax.isDigits(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "80, 80",
        "00080, 80",
        "65535, 65535",
        "0, -1",
        "65536, -1",
        "000080, -1",
        "99999999999, -1",
        "'', -1",
        "+1, -1",
        "8a, -1"
    })
    void portIsANumberFrom1To65535InUpToFiveDigits(String text, int port) {
        assertThat(Syntax.port(text)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\t", "\na", "a\u00a0", "a\u2028b", "\u3000"})
    void spacesTabsAndLineBreaksAreWhiteSpace(String text) {
        assertThat(Syntax.hasWhiteSpace(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a-b", "\u4e2d"})
    void otherTextHasNoWhiteSpace(String text) {
        assertThat(Syntax.hasWhiteSpace(text)).isFalse();
    }

    @Test
    void lowerCaseIncludesLettersOfEveryLanguage() {
        assertThat(Syntax.lowerCase("TITLE")).isEqualTo("title");
    }
}
