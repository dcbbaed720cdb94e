package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            keys.add(code.code() + ".message");
            keys.add(code.code() + ".hint");
        }

        assertThat(ENGLISH.keySet().stream()
                        .filter(key -> !key.startsWith("fragment."))
                        .collect(Collectors.toSet()))
                .isEqualTo(keys);
    }

    @ParameterizedTest
    @EnumSource
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
    void apostrophesAreWrittenTwice() {
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
            assertThat(BundleText.of(FindingCode.USAGE_MISSING).message(Locale.ENGLISH))
                    .startsWith("a cluster is");
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FindingCode.API_SERVER_MISSING.code()).isEqualTo("api_server_missing");
        } finally {
            Locale.setDefault(before);
            ResourceBundle.clearCache();
        }
    }
}
