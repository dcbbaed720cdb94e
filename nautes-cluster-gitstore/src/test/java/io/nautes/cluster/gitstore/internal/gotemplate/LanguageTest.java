package io.nautes.cluster.gitstore.internal.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of each construct of the language. In the tables, {@code \n} represents a line break. */
class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain§plain",
                "a\\n  {{.name}}\\nb§a\\n  pipeline-1\\nb",
                "a\\n  {{- .name}}\\nb§apipeline-1\\nb",
                "a\\n  {{.name -}}\\n  b§a\\n  pipeline-1b",
                "a \\n\\t{{- .name -}}\\r\\n b§apipeline-1b",
                "a{{- 3 -}} b§a3b",
                "a {{-3}} b§a -3 b",
                "a {{/* no }} end \\n here */}} b§a  b",
                "a {{- /* trimmed */ -}} b§ab",
                "a {{- /* left only */}} b§a b",
                "{{- .name}}§pipeline-1",
                "{{.name -}}   §pipeline-1",
                "{{if .yes -}}  x  {{- end}}§x",
                "{{  .name  }}§pipeline-1",
                "{{\\n.name\\n}}§pipeline-1",
                "} }} {§} }} {",
                "{{.name}}{{.name}}§pipeline-1pipeline-1",
                "a\\u00a0{{- .name}}§a\\u00a0pipeline-1",
            })
    void whiteSpaceIsTrimmedOnlyAtMarkers(String template, String expected) {
        assertThat(Rendering.of(lines(template))).isEqualTo(lines(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{\"{{cluster}}\"}}§{{cluster}}",
                "{{`}}` }}§}}",
                "{{\"a\\\"}}b\"}}§a\"}}b",
                "{{\"tab\\there\"}}§tab\there",
                "{{\"\\u4e2d\\U0001F600\\x41\\101\"}}§中😀AA",
                "{{\"\\xe4\\xb8\\xad\"}}§中",
                "{{`raw \\n`}}§raw \\n",
                "{{'a'}}§97",
                "{{'\\n'}}§10",
                "{{'\\''}}§39",
                "{{'中'}}§20013",
                "{{42}}§42",
                "{{-42}}§-42",
                "{{+7}}§7",
                "{{0x1F}}§31",
                "{{0b101}}§5",
                "{{0o17}}§15",
                "{{017}}§15",
                "{{1_000}}§1000",
                "{{1.5}}§1.5",
                "{{.5}}§0.5",
                "{{1e3}}§1000",
                "{{1e21}}§1e+21",
                "{{1.25e-7}}§1.25e-07",
                "{{true}} {{false}}§true false",
                "{{9223372036854775807}}§9223372036854775807",
            })
    void constantsHaveTheValuesOfGo(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{.cluster.Spec.Usage}}§host",
                "{{$.name}}§pipeline-1",
                "{{(.cluster.Spec).Usage}}§host",
                "{{(index .list 1)}}§b",
                "{{.cluster.Spec.Host}}§<nil>",
                "{{.absent}} {{.absent.deeper}}§<no value> <no value>",
                "{{.nothing}}§<no value>",
                "{{.list}}§[a b c]",
                "{{.ports}}§map[http:30080 https:30443]",
                "{{.numbers}}§[3 5]",
                "{{.ports.http}}§30080",
                "{{$x := .cluster}}{{$x.Spec.Port}}§6443",
                "{{$x := 1}}{{$x}}{{$x = 2}}{{$x}}§12",
                "{{$x := 1}}{{if .yes}}{{$x = 2}}{{end}}{{$x}}§2",
                "{{$x := 1}}{{if .yes}}{{$x := 2}}{{$x}}{{end}}{{$x}}§21",
                "{{$x := 1}}{{range $x := .list}}{{$x}}{{end}}{{$x}}§abc1",
                "{{$n := 0}}{{range .numbers}}{{$n = .}}{{end}}{{$n}}§5",
                "{{$a:=1}}{{$b:=2}}{{$a}}{{$b}}§12",
                "{{join \"a\" \"b\"}}§a+b",
                "{{\"b\" | join \"a\"}}§a+b",
                "{{.name | join \"x\" | join \"y\"}}§y+x+pipeline-1",
                "{{join (join \"a\" \"b\") (\"c\" | join \"d\")}}§a+b+d+c",
                "{{join|len}}§0",
                "{{len (join (`a`) `b`)}}§3",
                "{{$x := .name | len}}{{$x}}§10",
            })
    void valuesComeFromFieldsVariablesAndPipelines(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            emptyValue = "",
            value = {
                "{{if .yes}}a{{end}}§a",
                "{{if .empty}}a{{else}}b{{end}}§b",
                "{{if .zero}}a{{else if .name}}b{{else}}c{{end}}§b",
                "{{if .zero}}a{{else if .none}}b{{else if .nothing}}c{{else}}d{{end}}§d",
                "{{if .cluster}}a{{end}}§a",
                "{{if 0.0}}a{{else}}b{{end}}§b",
                "{{if .ports}}a{{end}}{{if .list}}b{{end}}{{if .none}}c{{end}}§ab",
                "{{if $x := .name}}{{$x}}{{else}}none{{end}}§pipeline-1",
                "{{if $x := .empty}}{{$x}}{{else}}[{{$x}}]{{end}}§[]",
                "{{with .cluster}}{{.Name}}{{end}}§c1",
                "{{with .cluster}}{{$.name}}{{end}}§pipeline-1",
                "{{with .empty}}a{{else}}{{.name}}{{end}}§pipeline-1",
                "{{with $x := .cluster.Spec}}{{$x.Usage}}{{.Port}}{{end}}§host6443",
                "{{range .list}}{{.}},{{end}}§a,b,c,",
                "{{range $v := .list}}{{$v}}{{.}}{{end}}§aabbcc",
                "{{range $i, $v := .list}}{{$i}}{{$v}}{{end}}§0a1b2c",
                "{{range $k, $v := .ports}}{{$k}}={{$v}};{{end}}§http=30080;https=30443;",
                "{{range .none}}a{{else}}b{{end}}§b",
                "{{range .nothing}}a{{else}}b{{end}}§b",
                "{{range .list}}{{range $.numbers}}{{.}}{{end}}{{end}}§353535",
                "{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}§a",
                "{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}§ac",
                "{{range .list}}{{range $.list}}{{break}}{{end}}{{.}}{{end}}§abc",
                "{{$i := 0}}{{$v := \"\"}}{{range $i, $v = .list}}{{end}}{{$i}}{{$v}}§2c",
                "{{range .list -}} {{.}} {{- end}}§abc",
                "{{range (index . \"list\")}}{{.}}{{end}}§abc",
            })
    void blocksDependOnTheirValues(String template, String expected) {
        assertThat(Rendering.of(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("roots")
    void rootMayHaveAnyType(Object root, String expected) {
        assertThat(Rendering.of("{{.}}", root)).isEqualTo(expected);
    }

    static Object[][] roots() {
        return new Object[][] {
            {"text", "text"},
            {7, "7"},
            {2.5, "2.5"},
            {null, "<nil>"},
            {GoStruct.of("Pair", Map.of("A", "x")), "{x}"},
        };
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r")
                .replace("\\u00a0", "\u00a0");
    }
}
