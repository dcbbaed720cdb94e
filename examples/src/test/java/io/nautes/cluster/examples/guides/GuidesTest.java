package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.examples.tool.ClusterTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The guides in {@code docs}, English and Chinese: their Java code is that of tests, and what they link to and call exists.
 */
class GuidesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path CHINESE_DOCS = DOCS.resolve("zh-CN");
    private static final Path SOURCES = Path.of("src/test/java");

    /** Its recipes are code of the projects in {@code .ci}; FrameworksTest compares them. */
    private static final String FRAMEWORKS = "frameworks.md";

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern OUR_ARTIFACT =
            Pattern.compile("<groupId>io\\.nautes\\.cluster</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    private static final Pattern GRADLE_ARTIFACT = Pattern.compile("io\\.nautes\\.cluster:([a-z-]+)");
    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static List<Path> guides() throws IOException {
        List<Path> guides = new ArrayList<>(guides(DOCS));
        guides.addAll(guides(CHINESE_DOCS));
        return guides;
    }

    private static List<Path> guides(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(guides());
        pages.add(ROOT.resolve("README.md"));
        pages.add(ROOT.resolve("README.zh-CN.md"));
        return pages;
    }

    /** Returns the Chinese pages, each with the English page that it translates. */
    private static List<Arguments> translations() throws IOException {
        List<Arguments> translations = new ArrayList<>();
        translations.add(Arguments.of(ROOT.resolve("README.md"), ROOT.resolve("README.zh-CN.md")));
        for (Path page : guides(CHINESE_DOCS)) {
            translations.add(Arguments.of(DOCS.resolve(page.getFileName()), page));
        }
        return translations;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the blocks of a language. */
    private static List<String> blocks(Path page, String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void javaBlocksAreCodeOfTests() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> withoutSpace(text(file)))
                    .toList();
        }
        int count = 0;
        for (Path guide : guides()) {
            if (guide.endsWith(FRAMEWORKS)) {
                continue;
            }
            for (String block : blocks(guide, "java")) {
                count++;
                assertThat(sources)
                        .as("%s:%n%s", guide, block)
                        .anySatisfy(source -> assertThat(source).contains(withoutSpace(block)));
            }
        }
        assertThat(count).isGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void pagesInBothLanguagesLinkToEachOther(Path english, Path chinese) {
        String toChinese = english.getParent().relativize(chinese).toString().replace('\\', '/');
        String toEnglish = chinese.getParent().relativize(english).toString().replace('\\', '/');

        assertThat(text(english).lines().skip(1)).first().isEqualTo("English | [简体中文](" + toChinese + ")");
        assertThat(text(chinese).lines().skip(1)).first().isEqualTo("[English](" + toEnglish + ") | 简体中文");
    }

    /** Returns the translations but two: the tool's page is generated from its help, and the index lists what is translated. */
    private static List<Arguments> faithfulTranslations() throws IOException {
        return translations().stream()
                .filter(pages -> Stream.of("docs/README.md", "docs/tool.md")
                        .noneMatch(name -> ((Path) pages.get()[0]).endsWith(name)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("faithfulTranslations")
    void translationHasTheCodeAndTheSectionsOfTheEnglishPage(Path english, Path chinese) {
        assertThat(codeOf(chinese)).isEqualTo(codeOf(english));
        assertThat(sectionsOf(chinese)).isEqualTo(sectionsOf(english));
    }

    private static List<String> codeOf(Path page) {
        return CODE.matcher(text(page)).results().map(MatchResult::group).toList();
    }

    /** Returns the levels of the headings, and the number of rows of each table. */
    private static List<String> sectionsOf(Path page) {
        String prose = CODE.matcher(text(page)).replaceAll("");
        return Pattern.compile("(?m)^(#+) |(?:^\\|.*\n)+")
                .matcher(prose)
                .results()
                .map(part -> part.group(1) != null
                        ? part.group(1)
                        : part.group().lines().count() + " rows")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(Path page) {
        String prose = text(page).replaceAll("(?ms)^```.*?^```$", "").replaceAll("`[^`\n]*`", "");
        List<String> targets = LINK.matcher(prose)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();

        assertThat(targets).allSatisfy(target -> {
            int hash = target.indexOf('#');
            String path = hash < 0 ? target : target.substring(0, hash);
            Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
            assertThat(file).exists();
            if (hash >= 0) {
                assertThat(anchors(file)).contains(target.substring(hash + 1));
            }
        });
    }

    /** Returns the anchors that GitHub and GitLab give to the headings of a page. */
    private static List<String> anchors(Path page) {
        return text(page)
                .replaceAll("(?ms)^```.*?^```$", "")
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shellBlocksCallTheToolAsItIs(Path page) {
        List<String> calls = blocks(page, "shell").stream()
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .filter(line -> !line.startsWith("alias "))
                .map(line -> line.replaceFirst("(?:^|.* )java -jar \\S*nautes-cluster\\.jar", "nautes-cluster"))
                .filter(line -> line.startsWith("nautes-cluster "))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(problemOf(call)).isEmpty());
    }

    private static String problemOf(String call) {
        CommandSpec command = ClusterTool.commandLine().getCommandSpec();
        String[] words = call.replaceFirst(" (?:[|>&]| #).*", "").split("\\s+");
        for (int i = 1; i < words.length; i++) {
            String name = words[i].replaceFirst("=.*", "");
            if (i == 1 && !name.startsWith("-")) {
                CommandLine subcommand = command.subcommands().get(name);
                if (subcommand == null) {
                    return "there is no command " + name;
                }
                command = subcommand.getCommandSpec();
            } else if (name.startsWith("-") && name.length() > 1 && command.findOption(name) == null) {
                return command.name() + " has no option " + name;
            }
        }
        return "";
    }

    @Test
    void problemsOfCallsAreFound() {
        assertThat(problemOf("nautes-cluster get --repository r | less --raw")).isEmpty();
        assertThat(problemOf("nautes-cluster fetch x")).isEqualTo("there is no command fetch");
        assertThat(problemOf("nautes-cluster get --all")).isEqualTo("get has no option --all");
    }

    @Test
    void dependenciesNameModules() throws IOException {
        String parent = text(ROOT.resolve("pom.xml"));
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            for (String block : blocks(page, "xml")) {
                OUR_ARTIFACT.matcher(block).results().forEach(match -> named.add(match.group(1)));
            }
            for (String block : blocks(page, "kotlin")) {
                GRADLE_ARTIFACT.matcher(block).results().forEach(match -> named.add(match.group(1)));
            }
        }

        assertThat(named)
                .contains("nautes-cluster-bom", "nautes-cluster-client")
                .allSatisfy(module -> assertThat(parent).contains("<module>" + module + "</module>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zh-CN"})
    void indexLeadsToEveryPage(String language) throws IOException {
        Path folder = DOCS.resolve(language);
        Set<String> pages = guides(folder).stream()
                .map(guide -> guide.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> linked = LINK.matcher(text(folder.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.contains("/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(linked).isEqualTo(pages);
    }
}
