package io.nautes.cluster.model.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlLimitsTest {
    private static final String LONGEST = "x".repeat(YamlLimits.MAX_LINE);
    private static final String HALF = "x".repeat(YamlLimits.MAX_LINE / 2);

    private static void assertRefused(String yaml, int line, String problem) {
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlLimits.checkLines(yaml))
                .withMessageContaining(problem)
                .satisfies(e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r", "\r\n"})
    void lineOfTheGreatestLengthIsAccepted(String lineBreak) {
        assertThatCode(() -> YamlLimits.checkLines(LONGEST + lineBreak)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r", "\r\n"})
    void lineBeyondTheGreatestLengthIsRefused(String lineBreak) {
        assertRefused(LONGEST + "x" + lineBreak, 1, "the line has more than " + YamlLimits.MAX_LINE + " characters");
    }

    static Stream<Arguments> linesBefore() {
        return Stream.of(
                arguments("a\nb\n", 3),
                arguments("a\rb\r", 3),
                arguments("a\r\nb\r\n", 3),
                arguments("\n\r", 3),
                arguments("\r\n\n\r\r\n", 5));
    }

    @ParameterizedTest
    @MethodSource("linesBefore")
    void eachLineBreakStartsALine(String before, int line) {
        assertRefused(before + LONGEST + "x", line, "the line has more than");
    }

    /** The squares of four halves add up to the square of the longest line. */
    @Test
    void squaresOfTheLineLengthsAreLimited() {
        String four = (HALF + "\n").repeat(4);

        assertThatCode(() -> YamlLimits.checkLines(four)).doesNotThrowAnyException();
        assertRefused(four + "x", 5, "the lines up to here are too long to be read together");
    }

    @Test
    void manyShortLinesAreAcceptedWhateverTheirSum() {
        assertThatCode(() -> YamlLimits.checkLines("x\n".repeat(YamlLimits.MAX_LINE)))
                .doesNotThrowAnyException();
    }

    @Test
    void longestLineAfterAnotherOneIsTooLongTogetherWithIt() {
        assertRefused("x\n" + LONGEST, 2, "the lines up to here are too long to be read together");
    }
}
