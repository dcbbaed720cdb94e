package io.nautes.cluster.core;

import java.util.Locale;

/** The localized text of a {@link Finding}. Codes are stable, texts are not. */
public interface FindingText {
    /**
     * Returns the description of the problem and the received value.
     *
     * @param locale the reader's locale; Chinese and English are supported, others get English
     * @return one sentence
     */
    String message(Locale locale);

    /**
     * Returns the description of the fix.
     *
     * @param locale the reader's locale; Chinese and English are supported, others get English
     * @return one sentence
     */
    String hint(Locale locale);

    /**
     * Creates a text that is the same in every language.
     *
     * @param message what is wrong
     * @param hint how to fix it
     * @return the text
     */
    static FindingText of(String message, String hint) {
        return new FindingText() {
            @Override
            public String message(Locale locale) {
                return message;
            }

            @Override
            public String hint(Locale locale) {
                return hint;
            }
        };
    }
}
