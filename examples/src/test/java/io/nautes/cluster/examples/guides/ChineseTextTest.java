package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Chinese pages and messages: one spelling for each term, and the spacing and punctuation of Chinese text. */
class ChineseTextTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`|\\]\\([^)\\s]+\\)");

    /** Chinese next to Latin letters or digits without a space. */
    private static final Pattern MISSING_SPACE =
            Pattern.compile(".{0,10}(?:\\p{IsHan}[A-Za-z0-9]|[A-Za-z0-9]\\p{IsHan}).{0,10}");

    /** Western punctuation after Chinese. */
    private static final Pattern WESTERN_PUNCTUATION = Pattern.compile(".{0,10}\\p{IsHan}[,;:?!(].{0,10}");

    /** Other spellings of terms, and colloquial forms of words. */
    private static final Pattern OTHER_TERM =
            Pattern.compile("(?i)API ?Server|服务账户|租户配置仓库|主机集群|请把|去掉|未给出|物理的部署|自己作为宿主|缺省");

    private static List<Path> texts() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/zh-CN"))) {
            return Stream.concat(
                            pages.sorted(),
                            Stream.of(
                                            "README.zh-CN.md",
                                            "nautes-cluster-core/src/main/resources/io/nautes/cluster/core/Findings_zh.properties",
                                            "nautes-cluster-model/src/main/resources/ContributorValidationMessages_zh.properties",
                                            "nautes-cluster-preflight/src/main/resources/io/nautes/cluster/preflight/finding/"
                                                    + "Preflight_zh.properties",
                                            "examples/src/main/java/io/nautes/cluster/examples/tool/graph/GraphText.java")
                                    .map(ROOT::resolve))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void spacesAndPunctuationAreThoseOfChineseText(Path file) throws IOException {
        String text = prose(file);

        assertThat(found(MISSING_SPACE, text)).isEmpty();
        assertThat(found(WESTERN_PUNCTUATION, text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachTermHasOneSpelling(Path file) throws IOException {
        assertThat(found(OTHER_TERM, prose(file))).isEmpty();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Returns the text without code and the targets of links. */
    private static String prose(Path file) throws IOException {
        return CODE.matcher(Files.readString(file)).replaceAll(" ");
    }
}
