package io.nautes.cluster.gitstore.internal.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GluedSeparatorsTest {
    @Test
    void separatorsAreMovedToSeparateLines() {
        assertThat(GluedSeparators.repaired("---\nkind: A\nport: 80---\nkind: B\nport: 81---\nkind: C\nport: 82"))
                .hasValue("---\nkind: A\nport: 80\n---\nkind: B\nport: 81\n---\nkind: C\nport: 82");
    }

    @Test
    void valueThatEndsWithASeparatorIsKept() {
        assertThat(GluedSeparators.repaired("note: a---\nkind: A\nport: 80---\nnote: b---\nkind: B\n"))
                .hasValue("note: a---\nkind: A\nport: 80\n---\nnote: b---\nkind: B\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: [\n", "a: 1\na: 2\n", "a: b---\na: [\n", "a: 1---", "a: 1---\n", "a: 1---\n  a: 2\n", ""})
    void otherErrorsAreNotRepaired(String text) {
        assertThat(GluedSeparators.repaired(text)).isEmpty();
    }

    @Test
    void everyDocumentOfALongFileIsRepaired() {
        String glued = "kind: A\nport: 80---\n".repeat(2_000) + "kind: A\n";
        assertThat(GluedSeparators.repaired(glued)).hasValue("kind: A\nport: 80\n---\n".repeat(2_000) + "kind: A\n");
    }

    /** Each line could end with a separator. Trying all of them takes work that is quadratic in their number. */
    @Test
    void repairIsAbandonedIfItTakesTooMuchWork() {
        assertThat(GluedSeparators.repaired("- a---\n".repeat(20_000) + "a: [\n"))
                .isEmpty();
    }
}
