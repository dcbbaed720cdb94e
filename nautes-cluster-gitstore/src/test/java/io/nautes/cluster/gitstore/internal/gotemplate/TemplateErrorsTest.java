package io.nautes.cluster.gitstore.internal.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "a\\n {{.name§2:2§the action is not closed with }}",
                "{{/* a§1:3§the comment is not closed with */",
                "{{/* a */ }}§1:10§a comment must be followed by }} immediately, or by \" -}}\"",
                "{{(1}}§1:1§a ( of this action is not closed",
                "{{1)}}§1:4§this ) has no matching (",
                "{{\"a}}§1:3§the string is not closed on its line",
                "{{'a}}§1:3§the character is not closed on its line",
                "{{`a}}§1:3§the raw string is not closed",
                "{{\"\\q\"}}§1:3§the escape \\q is not valid in this constant",
                "{{\"\\xff\"}}§1:3§the escapes result in bytes that are not UTF-8",
                "{{\"\\u12\"}}§1:3§this escape requires 4 digits",
                "{{'ab'}}§1:3§a character constant must contain exactly one character",
                "{{.a#}}§1:5§the character U+0023 '#' cannot follow \".a\"",
                "{{#}}§1:3§the character U+0023 '#' is not valid in an action",
                "{{a : 1}}§1:5§a = is expected after :",
                "{{12x}}§1:3§\"12x\" is not a number",
                "{{08}}§1:3§\"08\" is not a number",
                "{{09}}§1:3§\"09\" is not a number",
                "{{1+2i}}§1:4§unexpected \"+2i\" in the action",
                "{{99999999999999999999}}§1:3§the number 99999999999999999999 is out of range",
                "{{}}§1:3§a value is missing in the action",
                "{{if}}x{{end}}§1:5§a value is missing in if",
                "{{.name | }}§1:11§a value is missing in the action",
                "{{| .name}}§1:3§a value is missing in the action",
                "{{nil}}§1:3§nil is not a command",
                "{{.name .name}}§1:3§only a function can take arguments, and \".name\" is not one",
                "{{.name | .name}}§1:11§only a function can take arguments, and \".name\" is not one",
                "{{1 | 2}}§1:7§only a function can take arguments, and \"2\" is not one",
                "{{unknown 1}}§1:3§function \"unknown\" is not defined",
                "{{print (unknown)}}§1:10§function \"unknown\" is not defined",
                "{{$x}}§1:3§undefined variable \"$x\"",
                "{{$x = 1}}§1:3§undefined variable \"$x\"",
                "{{$x := $x}}§1:9§undefined variable \"$x\"",
                "{{if .yes}}{{$x := 1}}{{end}}{{$x}}§1:32§undefined variable \"$x\"",
                "{{range $x := .list}}{{else}}{{$y}}{{end}}§1:32§undefined variable \"$y\"",
                "{{$x, $y := .list}}§1:5§only range can declare two variables",
                "{{range $x, $y, $z := .list}}{{end}}§1:15§range declares at most two variables",
                "{{print \"a\"\"b\"}}§1:12§unexpected \"\"b\"\" in the action",
                "{{print .a, .b}}§1:11§unexpected \",\" in the action",
                "{{1.a}}§1:3§\"1.a\" is not a number",
                "{{\"a\".b}}§1:6§unexpected \".b\" in the action: \"\"a\"\" has no fields",
                "{{if .yes}}x§1:3§{{if}} has no {{end}}",
                "{{range .list}}x{{else}}y§1:3§{{range}} has no {{end}}",
                "{{end}}§1:3§{{end}} is not in a block",
                "{{else}}§1:3§{{else}} is not in a block",
                "{{if 1}}{{else}}{{else}}{{end}}§1:19§a second {{else}} for the same {{if}}",
                "{{with 1}}{{else if 2}}{{end}}§1:18§unexpected \"if\" in {{else}}",
                "{{end 1}}§1:3§{{end}} is not in a block",
                "{{if 1}}{{end 1}}§1:15§unexpected \"1\" in {{end}}",
                "{{break}}§1:3§{{break}} outside of {{range}}",
                "{{range .list}}{{else}}{{continue}}{{end}}§1:26§{{continue}} outside of {{range}}",
                "{{define \"x\"}}{{end}}§1:3§{{define}} is not supported: a file is one template",
                "{{template \"x\"}}§1:3§{{template}} is not supported: a file is one template",
            })
    void invalidTemplatesAreRefusedWithThePosition(String template, String place, String problem) {
        TemplateException thrown =
                catchThrowableOfType(TemplateException.class, () -> Rendering.compile(template.replace("\\n", "\n")));

        assertThat(thrown).hasMessage("t.yaml:" + place + ": " + problem);
        assertThat(thrown.kind()).isEqualTo(Kind.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{.cluster.Spec.Usge}}§<.cluster.Spec.Usge>: there is no field Usge in Spec; its fields are [Usage, Port, Host]",
                "{{.cluster.Spec.Host.Name}}§<.cluster.Spec.Host.Name>: there is no field Name in a value of type nil",
                "{{.cluster.name}}§<.cluster.name>: there is no field name in Cluster; its fields are [Name, Spec]",
                "{{.name.x}}§<.name.x>: there is no field x in a value of type string",
                "{{range .name}}{{end}}§<.name>: range cannot iterate over a value of type string",
                "{{range 3}}{{end}}§<3>: range cannot iterate over a value of type int",
                "{{if (index .list 7)}}{{end}}§<index .list 7>: index 7 is out of range of 3 elements",
            })
    void failedActionsAreShownWithTheirPosition(String action, String problem) {
        TemplateException thrown =
                catchThrowableOfType(TemplateException.class, () -> Rendering.of("first\nsecond " + action));

        assertThat(thrown.getMessage()).endsWith(": " + problem);
        assertThat(thrown.kind()).isEqualTo(Kind.EVALUATION);
        assertThat(thrown.file()).isEqualTo("t.yaml");
        assertThat(thrown.line()).isEqualTo(2);
        assertThat(thrown.column()).isEqualTo(8 + action.indexOf(problem.substring(1, problem.indexOf(">:"))));
    }

    @Test
    void valuesOfUnsupportedTypesAreRefused() {
        assertThatThrownBy(() -> Rendering.of("{{.x}}", Map.of("x", new StringBuilder("secret"))))
                .hasMessage("t.yaml:1:3: <.x>: templates do not support values of type java.lang.StringBuilder");
    }

    @Test
    void longActionsAreShortenedInMessages() {
        String pieces = ".name ".repeat(40);

        assertThatThrownBy(() -> Rendering.of("{{len " + pieces + "}}"))
                .hasMessageContaining("<len " + ".name ".repeat(9) + ".…>: 1 argument is required (got 40)");
    }

    @Test
    void declaredFunctionThatIsMissingIsReportedWhenCalled() {
        GoTemplate template = Rendering.compile("{{join \"a\"}}");

        assertThatThrownBy(() -> template.render(null, Map.of(), Escaping.NONE))
                .hasMessageContaining("function join is missing in this rendering");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '°',
            value = {
                "{{range .list}}{{range $.list}}{{end}}{{end}}§the loops run more than 10 times",
                "{{range .list}}{{range $.list}}x{{break}}{{end}}0123456789{{end}}§the text grows beyond 30 characters",
                "{{$s := `12345678`}}{{range .list}}{{$s = print $s $s}}{{end}}§the text grows beyond 30 characters",
                "{{printf `%40d` 1}}§the text grows beyond 30 characters",
                "{{html `<<<<<<<<<<`}}§the text grows beyond 30 characters",
                "{{(((((1)))))}}§more than 5 nested levels",
                "{{1 | print | print | print | print | print}}§more than 5 nested levels",
                "{{if 1}}{{if 1}}{{if 1}}{{if 1}}{{if 1}}{{if 1}}§more than 5 nested levels",
                "{{if 1}}{{else if 1}}{{else if 1}}{{else if 1}}{{else if 1}}{{else if 1}}§more than 5 nested levels",
            })
    void exceededLimitsAreReported(String template, String problem) {
        TemplateException thrown = catchThrowableOfType(
                TemplateException.class,
                () -> GoTemplate.compile("t.yaml", template, Set.of(), new TemplateLimits(30, 10, 5, 1_000, 1_000))
                        .render(Rendering.WORLD, Map.of(), Escaping.NONE));

        assertThat(thrown).hasMessageEndingWith(problem);
        assertThat(thrown.kind()).isEqualTo(Kind.LIMIT);
    }

    @Test
    void escapingIsAppliedToValuesOnly() {
        GoTemplate template = Rendering.compile("<{{.name}}{{.absent}}{{\"b\" | html}}>");

        String rendered = template.render(
                Rendering.WORLD, Map.of(), (text, hasValue, last) -> "[" + text + hasValue + last + "]");

        assertThat(rendered).isEqualTo("<[pipeline-1truenull][<no value>falsenull][btruehtml]>");
    }

    @Test
    void templateCanBeRenderedByManyThreads() throws InterruptedException, ExecutionException {
        GoTemplate template = Rendering.compile("{{$sum := \"\"}}{{range .}}{{$sum = print $sum .}}{{end}}{{$sum}}");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> result : threads.invokeAll(IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        Object root = List.of("a", String.valueOf(i), "z");
                        return template.render(root, Map.of(), Escaping.NONE).equals("a" + i + "z");
                    })
                    .toList())) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
