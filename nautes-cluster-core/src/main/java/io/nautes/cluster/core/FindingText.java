package io.nautes.cluster.core;

import java.util.Locale;

/** The words of a {@link Finding}, in a language. Codes are stable, words are not. */
public interface FindingText {
    /**
     * Returns what is wrong, where, and what was received.
     *
     * @param locale the reader's; English and Chinese are known, others get English
     * @return one sentence
     */
    String message(Locale locale);

    /**
     * Returns how to fix it.
     *
     * @param locale the reader's; English and Chinese are known, others get English
     * @return one sentence
     */
    String hint(Locale locale);

    /**
     * Returns a text that is the same in every language.
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
