package io.nautes.cluster.gitstore.internal.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the built-in functions against Go's documentation. */
class BuiltinsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{eq 1 1}} {{eq 1 2}}§true false",
                "{{eq .name \"x\" \"pipeline-1\"}}§true",
                "{{eq .nothing nil}} {{eq .name nil}} {{ne .name nil}} {{ne nil nil}}§true false true false",
                "{{eq .cluster .cluster}}§true",
                "{{eq true true}} {{ne 1.5 1.5}}§true false",
                "{{lt 1 2}} {{lt 2 2}} {{le 2 2}} {{gt 3 2}} {{ge 1 2}}§true false true true false",
                "{{lt \"a\" \"b\"}} {{gt \"Z\" \"a\"}} {{lt \"a\" \"aa\"}}§true false true",
                "{{lt \"\uFFFD\" \"😀\"}}§true",
                "{{gt 1.5 1.25}}§true",
                "{{and 1 2}} {{and 0 2}} {{and .name .empty .list}}.§2 0 .",
                "{{or 0 2}} {{or .empty .zero}} {{or .name (index .list 9)}}§2 0 pipeline-1",
                "{{and false (index .list 9)}}§false",
                "{{.empty | or .zero}}.§.",
                "{{not .yes}} {{not .none}}§false true",
                "{{len .list}} {{len .name}} {{len .ports}} {{len \"中\"}}§3 10 2 3",
                "{{index .list 2}} {{index .ports \"http\"}} {{index . \"ports\" \"https\"}}§c 30080 30443",
                "{{index .ports \"absent\"}}§<no value>",
                "{{index \"abc\" 1}} {{index .list}}§98 [a b c]",
            })
    void comparisonsAndSelections(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{print 1 2 \"a\" \"b\" 3 4}}§1 2ab3 4",
                "{{print \"a\" 1 true nil}}§a1 true <nil>",
                "{{println \"a\" 1}}.§a 1\\n.",
                "{{print}}.§.",
                "{{printf \"%s-%d\" .name 7}}§pipeline-1-7",
                "{{printf \"%v %v %v %v\" .list .ports true 1.5}}§[a b c] map[http:30080 https:30443] true 1.5",
                "{{printf \"%q %q %q\" \"a\\\"b\" 'x' .list}}§\"a\\\"b\" 'x' [\"a\" \"b\" \"c\"]",
                "{{printf \"%q\" \"\\n\\x00中\\u00a0\"}}§\"\\n\\x00中\\u00a0\"",
                "{{printf \"100%%\"}}§100%",
                "{{printf \"%s\"}}§%!s(MISSING)",
                "{{printf \"%d\" \"abc\"}}§%!d(string=abc)",
                "{{printf \"%s %s\" 5 nil}}§%!s(int=5) %!s(<nil>)",
                "{{printf \"%s\" .numbers}}§[%!s(int=3) %!s(int=5)]",
                "{{printf \"a\" 1 \"b\"}}§a%!(EXTRA int=1, string=b)",
                "{{printf \"[%5d|%-5d|%05d|%05d]\" 42 42 42 -42}}§[   42|42   |00042|-0042]",
                "{{printf \"[%4s|%-4s]\" \"ab\" \"ab\"}}§[  ab|ab  ]",
                "{{printf \"%v %v\" .nothing .cluster.Spec.Host}}§<nil> <nil>",
                "{{printf \"%4d\" .numbers}}§[   3    5]",
                "{{printf \"%5d|%6d\" \"abc\" nil}}§%!d(string=  abc)|%!d(<nil>)",
                "{{print 100000.0}} {{print 1000000.0}} {{print 0.0001}}§100000 1e+06 0.0001",
            })
    void printing(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected.replace("\\n.", "\n."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{html \"<a href='x'>+&\\\"\"}}§&lt;a href=&#39;x&#39;&gt;+&amp;&#34;",
                "{{\"a<b\" | html}}§a&lt;b",
                "{{html 1 2}}§1 2",
                "{{.absent | html}} {{html nil}} {{html .cluster.Spec.Host}}§&lt;no value&gt; &lt;no value&gt; &lt;nil&gt;",
                "{{urlquery \"a b&c=d/中+~*\"}}§a+b%26c%3Dd%2F%E4%B8%AD%2B~%2A",
                "{{js \"it's <b> \\\"x\\\" = \\\\ & \\n 中\"}}§it\\'s \\u003Cb\\u003E \\\"x\\\" \\u003D \\\\ \\u0026 \\u000A 中",
            })
    void escaping(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{eq 1 \"1\"}}§a value of type int cannot be compared with one of type string",
                "{{eq 1}}§at least 2 arguments are required (got 1)",
                "{{ne 1 2 3}}§2 arguments are required (got 3)",
                "{{lt 1 1.5}}§a value of type int cannot be compared with one of type float64",
                "{{lt true false}}§values of type bool have no order",
                "{{lt nil nil}}§values of type nil have no order",
                "{{eq .list .list}}§lists and maps cannot be compared",
                "{{len 3}}§a value of type int has no length",
                "{{len nil}}§a value of type nil has no length",
                "{{index .list 3}}§index 3 is out of range of 3 elements",
                "{{index .list -1}}§index -1 is out of range of 3 elements",
                "{{index .list \"a\"}}§an index must be an int, and this one is of type string",
                "{{index nil 1}}§a value of type nil has no element with an index of type int",
                "{{printf 1}}§the first argument must be the format, a string",
                "{{printf \"%x\" 1}}§printf supports %s, %d, %v, %q and %% with a width, but not %x",
                "{{printf \"%\" 1}}§printf supports %s, %d, %v, %q and %% with a width, but not %",
                "{{printf \"%9999d\" 1}}§printf pads to at most 1000 characters",
                "{{and}}§at least 1 argument is required (got none)",
                "{{join 1}}§join takes strings",
            })
    void invalidArgumentsAreReportedWithTheirPosition(String template, String problem) {
        String shown = template.substring(2, template.length() - 2);

        assertThatThrownBy(() -> Rendering.of("a\n  " + template))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t.yaml:2:5: <" + shown + ">: " + problem);
    }

    @Test
    void printedStructShowsItsFieldsAsInGo() {
        assertThat(Rendering.of("{{.cluster.Spec}}")).isEqualTo("{host 6443 <nil>}");
    }
}
