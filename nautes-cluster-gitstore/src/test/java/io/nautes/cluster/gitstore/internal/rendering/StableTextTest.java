package io.nautes.cluster.gitstore.internal.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class StableTextTest {
    private final List<Integer> drawn = new ArrayList<>();

    private String render(Function<IntFunction<String>, String> rendering, String stored) {
        return new StableText(rendering, length -> {
                    drawn.add(length);
                    return "n".repeat(length);
                })
                .render(() -> Optional.ofNullable(stored));
    }

    @Test
    void storedValueIsKept() {
        assertThat(render(random -> "a: 1\nkey: \"" + random.apply(4) + "\"\nb: 2\n", "key: \"s3cr\"\n"))
                .isEqualTo("a: 1\nkey: \"s3cr\"\nb: 2\n");
        assertThat(drawn).isEmpty();
    }

    @Test
    void newFileGetsANewValue() {
        assertThat(render(random -> "key: " + random.apply(4), null)).isEqualTo("key: nnnn");
        assertThat(drawn).containsExactly(4);
    }

    @Test
    void lineWithAnotherLengthOrNameIsNotUsed() {
        assertThat(render(random -> "key: " + random.apply(4), "key: abcde\nkey: abc\nkex: abcd\nmy key: abcd"))
                .isEqualTo("key: nnnn");
    }

    @Test
    void indentationMayChange() {
        assertThat(render(random -> "    key: " + random.apply(4), "  key: abcd"))
                .isEqualTo("    key: abcd");
    }

    @Test
    void equalLinesKeepTheirOrderAndAreUsedOnce() {
        Function<IntFunction<String>, String> three =
                random -> "k: " + random.apply(2) + "\nk: " + random.apply(2) + "\nk: " + random.apply(2);

        assertThat(render(three, "k: aa\nk: bb")).isEqualTo("k: aa\nk: bb\nk: nn");
    }

    @Test
    void valueDerivedFromARandomValueIsKeptToo() {
        assertThat(render(random -> "n: " + random.apply(3).hashCode() % 10, "n: 7"))
                .isEqualTo("n: 7");
    }

    @Test
    void textWithoutRandomValuesIsRenderedOnceWithoutReading() {
        int[] renderings = new int[1];
        String text = new StableText(
                        random -> {
                            renderings[0]++;
                            return "plain";
                        },
                        length -> "n")
                .render(() -> {
                    throw new AssertionError("nothing stored is needed");
                });

        assertThat(text).isEqualTo("plain");
        assertThat(renderings[0]).isEqualTo(1);
    }

    @Test
    void textWhoseLinesDependOnTheValueIsRenderedAgain() {
        assertThat(render(
                        random -> {
                            String value = random.apply(1);
                            return value.equals("z") ? "a\nb " + value : "a " + value;
                        },
                        "a s"))
                .isEqualTo("a n");
    }
}
