package io.nautes.cluster.core.internal.finding;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.internal.text.Texts;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The text of a finding of the standard rules, from the resource bundles. It is formatted only when it is read.
 *
 * @param code the code of the finding
 * @param arguments the arguments of the message; a {@link Fragment} is translated, too
 */
public record BundleText(FindingCode code, List<Object> arguments) implements FindingText {
    private static final String BUNDLE = "io.nautes.cluster.core.Findings";

    /**
     * A part of a text that has its own translation.
     *
     * @param key its key in the bundles
     * @param arguments the arguments of the fragment
     */
    public record Fragment(String key, List<Object> arguments) {
        public static Fragment of(String key, Object... arguments) {
            return new Fragment(key, List.of(arguments));
        }
    }

    public static BundleText of(FindingCode code, Object... arguments) {
        return new BundleText(code, List.of(arguments));
    }

    @Override
    public String message(Locale locale) {
        return format(bundle(locale), code.code() + ".message", arguments);
    }

    @Override
    public String hint(Locale locale) {
        return format(bundle(locale), code.code() + ".hint", arguments);
    }

    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, isChinese(locale) ? Locale.CHINESE : Locale.ROOT, BundleText.class.getModule());
    }

    static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    static String text(Locale locale, Fragment fragment) {
        return format(bundle(locale), "fragment." + fragment.key(), fragment.arguments());
    }

    private static String format(ResourceBundle bundle, String key, List<Object> arguments) {
        Object[] words = new Object[arguments.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments.get(i) instanceof Fragment fragment
                    ? format(bundle, "fragment." + fragment.key(), fragment.arguments())
                    : Texts.shown(arguments.get(i).toString());
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(words);
    }
}
