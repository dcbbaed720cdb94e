package io.nautes.cluster.core.catalog;

import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from a catalog. It may come from a user's file and must not block the program: long values never
 * match, and a search that takes too many steps is a mismatch.
 */
final class ValuePattern {
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_STEPS = 200_000;
    private static final String END = "\\z";

    /** A flag with which {@code $} is the end of any line, in Go as in Java. */
    private static final Pattern LINE_MODE = Pattern.compile("\\(\\?[a-zA-Z]*m");

    /** Hand-written checks for the patterns that Nautes 0.4 deploys and the standard catalog contains. */
    private static final Map<String, Predicate<String>> BY_HAND = Map.of(
            StandardCatalog.DIGITS,
            Syntax::isDigits,
            StandardCatalog.DNS_NAME,
            Syntax::isDnsName,
            "^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9\\-]*[a-zA-Z0-9])?)\\.)*(?:[A-Za-z0-9](?:[A-Za-z0-9\\-]*[A-Za-z0-9])?)$",
            Syntax::isDnsName);

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
            return new ValuePattern(regex, Pattern.compile(inJava(regex), Pattern.UNIX_LINES));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription() + " at index "
                    + e.getIndex() + " of \"" + regex + "\"");
        }
    }

    /**
     * Translates a Go pattern to Java: the syntax of named groups differs, and {@code $} matches only the very end of
     * the text.
     */
    private static String inJava(String regex) {
        boolean hasLineMode = LINE_MODE.matcher(regex).find();
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        int classStart = -1;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                java.append(c).append(regex.charAt(++i));
                continue;
            }
            if (inClass) {
                // A closing bracket at the start of a class is a literal member of the class.
                inClass = c != ']' || i == classStart;
            } else if (c == '[') {
                inClass = true;
                classStart = regex.startsWith("^", i + 1) ? i + 2 : i + 1;
            }
            java.append(c == '$' && !inClass && !hasLineMode ? END : String.valueOf(c));
        }
        return java.toString().replace("(?P<", "(?<");
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

    /** A character sequence that limits the work of the regex engine: the engine reads every character through it. */
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
