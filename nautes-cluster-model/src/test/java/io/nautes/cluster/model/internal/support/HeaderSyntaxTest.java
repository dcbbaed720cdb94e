package io.nautes.cluster.model.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110: a name is a token, and a value has visible characters and spaces here. */
class HeaderSyntaxTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "X-Request-Id", "!#$%&'*+-.^_`|~"})
    void nameIsAToken(String name) {
        assertThat(HeaderSyntax.problem(name, "value")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a/", "a@", "a[", "a{", "a\"", "a\u007f", "\u00e9", "\n"})
    void nameWithOtherCharactersIsRefusedWithoutBeingShown(String name) {
        assertThat(HeaderSyntax.problem(name, "value"))
                .contains("a header's name must consist of letters, digits and '-'")
                .contains("got a name of " + name.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "~", "Bearer a.b-c ~!"})
    void valueHasVisibleCharactersAndSpaces(String value) {
        assertThat(HeaderSyntax.problem("name", value)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "hush\n", "\u001f", "\u007f", "hush-\u00e9"})
    void valueWithOtherCharactersIsRefusedWithoutBeingShown(String value) {
        assertThat(HeaderSyntax.problem("X-Name", value))
                .contains("the value of the header X-Name must consist of visible ASCII characters and spaces")
                .doesNotContain(value);
    }
}
