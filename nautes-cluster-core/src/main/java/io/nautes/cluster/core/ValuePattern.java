package io.nautes.cluster.core;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a catalog, which may come from a user's file and must not hang us: long values do not match,
 * and a search that takes too many steps ends as not found.
 */
final class ValuePattern {
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_STEPS = 200_000;

    /** What Nautes 0.4 deploys and the standard catalog has; these are decided by hand where they hold. */
    private static final Map<String, Predicate<String>> BY_HAND = Map.of(
            StandardCatalog.DIGITS,
            Texts::isDigits,
            StandardCatalog.DNS_NAME,
            Texts::isDnsName,
            "^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9\\-]*[a-zA-Z0-9])?)\\.)*(?:[A-Za-z0-9](?:[A-Za-z0-9\\-]*[A-Za-z0-9])?)$",
            Texts::isDnsName);

    private final String regex;
    private final Pattern pattern;
    private final Predicate<String> surelyHolds;

    private ValuePattern(String regex, Pattern pattern) {
        this.regex = regex;
        this.pattern = pattern;
        this.surelyHolds = BY_HAND.getOrDefault(regex, value -> false);
    }

    static ValuePattern compile(String regex) {
        try {
            return new ValuePattern(regex, Pattern.compile(regex.replace("(?P<", "(?<")));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription() + " at index "
                    + e.getIndex() + " of \"" + regex + "\"");
        }
    }

    String regex() {
        return regex;
    }

    boolean isFoundIn(String value) {
        if (surelyHolds.test(value)) {
            return true;
        }
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        try {
            return pattern.matcher(new CountedText(value)).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    /** The regex engine reads every character it looks at through here, so reads bound its work. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int stepsLeft = MAX_STEPS;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--stepsLeft < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }
}
