package io.nautes.cluster.model.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected orders follow from {@code keyList.Less} of gopkg.in/yaml.v2 2.4.0. */
class YamlKeyOrderTest {
    static Stream<Arguments> pairs() {
        return Stream.of(
                // A beginning comes first.
                arguments("", "a"),
                arguments("a", "ab"),
                arguments("a1", "a10"),
                // Letters come last, and by code point among each other.
                arguments("~", "A"),
                arguments("9", "a"),
                arguments("a_", "aB"),
                arguments("A", "a"),
                arguments("z", "\u00e9"),
                arguments("-", "_"),
                arguments("20b", "2a"),
                // Runs of digits are numbers.
                arguments("2", "10"),
                arguments("a9b", "a10b"),
                arguments("a12", "a100"),
                arguments("a1", "a05"),
                arguments("a0", "a1"),
                arguments("-", "0"),
                arguments("!", "5"),
                // What is no digit has no number, which is zero, and the fewer digits come first.
                arguments("~", "5"),
                arguments("~", "0"),
                // Equal numbers are in the order of their numbers of digits.
                arguments("01", "001"),
                arguments("001", "0001"),
                arguments("x01", "x001"),
                // A zero after another digit than zero counts.
                arguments("101", "1001"),
                arguments("1011", "10001"),
                arguments("12", "101"),
                arguments("x1-0", "x1-1"),
                // A letter before the zero does not.
                arguments("b0", "b1"),
                arguments("b01", "b2"),
                // Digits of other scripts count by their distance from zero in ASCII.
                arguments("5", "\u0663"),
                arguments("\u0663", "\u0664"),
                arguments("\u0664", "\u0660\u0660"),
                arguments("9", "\ud835\udfce"),
                arguments("\ud835\udfce", "\ud835\udfcf"),
                arguments("\ud835\udfcf", "\ud835\udfce\ud835\udfce"),
                // One digit comes before six of the same value, 120735.
                arguments("\ud835\udfcf", "120735"),
                arguments("\ud835\udfce0", "\ud835\udfce1"),
                arguments("\ud835\udfce2", "\ud835\udfce01"),
                // Both halves of a pair are one character: a digit comes before a letter, whatever the halves are.
                arguments("\ud835\udfce", "\ud835\udc9c"),
                arguments("\ud83d\ude00", "\ud83d\ude01"),
                arguments("x\ud83d\ude00", "x\ud83d\ude01"),
                // The first halves differ, and the second ones are equal.
                arguments("\ud83d\ude00", "\ud83e\ude00"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void keysAreInTheOrderOfNautes(String first, String second) {
        assertThat(YamlKeyOrder.KEY_ORDER.compare(first, second)).isNegative();
        assertThat(YamlKeyOrder.KEY_ORDER.compare(second, first)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a10", "\ud83d\ude00"})
    void keyIsEqualOnlyToItself(String key) {
        assertThat(YamlKeyOrder.KEY_ORDER.compare(key, key)).isZero();
        assertThat(YamlKeyOrder.KEY_ORDER.compare(key, key + "0")).isNotZero();
    }
}
