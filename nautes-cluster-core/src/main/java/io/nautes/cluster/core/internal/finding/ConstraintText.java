package io.nautes.cluster.core.internal.finding;

import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.internal.finding.BundleText.Fragment;
import io.nautes.cluster.model.internal.syntax.ConstraintTexts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a violated constraint: the text from the model's bundle, followed by the received value. It is formatted
 * only when it is read.
 *
 * @param code the message key
 * @param received the value received; {@code null} if no value was received
 */
public record ConstraintText(String code, @Nullable String received) implements FindingText {
    /** Returns whether the model has a text for a code. */
    public static boolean isKnown(String code) {
        return ConstraintTexts.hasText(code);
    }

    @Override
    public String message(Locale locale) {
        Fragment suffix = received == null ? Fragment.of("received_nothing") : Fragment.of("received", received);
        return ConstraintTexts.text(code, BundleText.isChinese(locale)) + BundleText.text(locale, suffix);
    }

    @Override
    public String hint(Locale locale) {
        return ConstraintTexts.text(code + ".hint", BundleText.isChinese(locale));
    }
}
