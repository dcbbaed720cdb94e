package io.nautes.cluster.preflight.finding;

import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.model.internal.support.OneLine;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The text of a finding, from the resource bundles.
 *
 * @param code the kind of finding
 * @param arguments what is filled in
 */
record PreflightText(PreflightCode code, List<Object> arguments) implements FindingText {
    /** Lists of permissions are the longest arguments; what a server sends may be longer still. */
    private static final int MAX_LENGTH = 1_000;

    private static final String BUNDLE = "io.nautes.cluster.preflight.finding.Preflight";

    @Override
    public String message(Locale locale) {
        return format(locale, code.code() + ".message");
    }

    @Override
    public String hint(Locale locale) {
        return format(locale, code.code() + ".hint");
    }

    private String format(Locale locale, String key) {
        boolean isChinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
        ResourceBundle bundle = ResourceBundle.getBundle(
                BUNDLE, isChinese ? Locale.CHINESE : Locale.ROOT, PreflightText.class.getModule());
        Object[] shown = arguments.stream()
                .map(argument -> OneLine.shown(String.valueOf(argument), MAX_LENGTH))
                .toArray();
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(shown);
    }
}
