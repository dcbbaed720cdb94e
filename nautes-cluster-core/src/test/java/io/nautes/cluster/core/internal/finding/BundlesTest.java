package io.nautes.cluster.core.internal.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundlesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final ResourceBundle ENGLISH = BundleText.bundle(Locale.ENGLISH);
    private static final ResourceBundle CHINESE = BundleText.bundle(Locale.CHINESE);

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(CHINESE.keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(CHINESE.getLocale()).isEqualTo(Locale.CHINESE);
        assertThat(ENGLISH.getLocale()).isEqualTo(Locale.ROOT);
    }

    @Test
    void everyKeyBelongsToACodeOrIsAFragment() {
        Set<String> keys = new TreeSet<>();
        for (FindingCode code : FindingCode.values()) {
            if (!ConstraintText.isKnown(code.code())) {
                keys.add(code.code() + ".message");
                keys.add(code.code() + ".hint");
            }
        }

        assertThat(ENGLISH.keySet().stream()
                        .filter(key -> !key.startsWith("fragment."))
                        .collect(Collectors.toSet()))
                .isEqualTo(keys);
    }

    static Stream<FindingCode> codes() {
        return Stream.of(FindingCode.values()).filter(code -> !ConstraintText.isKnown(code.code()));
    }

    /** Texts of constraints are those of the model, in the form that Jakarta Validation asks for. */
    @Test
    void everyTextOfAConstraintIsThatOfACodeInBothLanguages() {
        Set<String> codes =
                Stream.of(FindingCode.values()).map(FindingCode::code).collect(Collectors.toSet());

        assertThat(constraintTexts("_zh").stringPropertyNames())
                .isEqualTo(constraintTexts("").stringPropertyNames())
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(codes).contains(key.replace(".hint", "")));
        for (String language : List.of("", "_zh")) {
            assertThat(constraintTexts(language)).allSatisfy((key, text) -> {
                assertThat(key + "=" + text).doesNotContain("{", "}", "$");
                assertThat(text.toString()).isNotBlank();
                assertThat(constraintTexts(language)).containsKey(key.toString().replace(".hint", "") + ".hint");
            });
        }
    }

    private static Properties constraintTexts(String language) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                ClusterRequest.class.getResourceAsStream("/ContributorValidationMessages" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("codes")
    void bothLanguagesFillInTheSameValues(FindingCode code) {
        for (String part : new String[] {".message", ".hint"}) {
            assertThat(placeholders(CHINESE, code.code() + part)).isEqualTo(placeholders(ENGLISH, code.code() + part));
            assertThat(new MessageFormat(ENGLISH.getString(code.code() + part), Locale.ROOT).toPattern())
                    .isNotBlank();
        }
    }

    private static Set<String> placeholders(ResourceBundle bundle, String key) {
        return PLACEHOLDER
                .matcher(bundle.getString(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @Test
    void apostrophesAreDoubled() {
        assertThat(ENGLISH.keySet())
                .allSatisfy(key ->
                        assertThat(ENGLISH.getString(key).replace("''", "")).doesNotContain("'"));
    }

    @Test
    void defaultLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            ResourceBundle.clearCache();
            assertThat(BundleText.of(FindingCode.KUBECONFIG_MISSING).message(Locale.ENGLISH))
                    .startsWith("a physical cluster needs");
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FindingCode.API_SERVER_MISSING.code()).isEqualTo("api_server_missing");
        } finally {
            Locale.setDefault(before);
            ResourceBundle.clearCache();
        }
    }
}
