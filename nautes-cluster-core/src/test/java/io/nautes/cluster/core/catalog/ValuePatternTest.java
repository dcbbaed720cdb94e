package io.nautes.cluster.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of catalogs mean what they mean to Go. */
class ValuePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^a$          | a    | true",
                "^a$          | ab   | false",
                "b            | abc  | true",
                "^[$]$        | $    | true",
                "^[a$]$       | $    | true",
                "^[]$]x$      | ]x   | true",
                "^[]$]x$      | $x   | true",
                "^[^]$]x$     | ax   | true",
                "^[^]$]x$     | ]x   | false",
                "^[^]$]x$     | $x   | false",
                "^\\$$        | $    | true",
                "^\\[a$       | [a   | true",
                "^[\\]a]$     | ]    | true",
                "^(?P<n>a)$   | a    | true"
            })
    void patternMatchesAsInGo(String regex, String value, boolean isFound) {
        assertThat(ValuePattern.compile(regex).isFoundIn(value)).isEqualTo(isFound);
    }

    @Test
    void endAnchorMatchesOnlyAtTheEndOfTheText() {
        assertThat(ValuePattern.compile("^a$").isFoundIn("a\n")).isFalse();
        assertThat(ValuePattern.compile("(?m)^a$").isFoundIn("a\nb")).isTrue();
        assertThat(ValuePattern.compile("^[]$]$").isFoundIn("$\n")).isFalse();
    }

    @Test
    void valuesOfMoreThan1024CharactersDoNotMatch() {
        ValuePattern pattern = ValuePattern.compile("^a+$");

        assertThat(pattern.isFoundIn("a".repeat(1024))).isTrue();
        assertThat(pattern.isFoundIn("a".repeat(1025))).isFalse();
    }

    @Test
    void searchWithTooManyStepsFindsNothing() {
        assertThat(ValuePattern.compile("^(a+)+$").isFoundIn("a".repeat(1000) + "b"))
                .isFalse();
    }

    @Test
    void invalidPatternIsRefusedWithItsPosition() {
        assertThatThrownBy(() -> ValuePattern.compile("a\\"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a regular expression: ")
                .hasMessageContaining("\"a\\\"");
        assertThatThrownBy(() -> ValuePattern.compile("(a")).hasMessageContaining("at index 2 of \"(a\"");
    }
}
