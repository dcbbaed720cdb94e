package io.nautes.cluster.model.internal.yaml;

import java.util.Comparator;

/**
 * The order in which gopkg.in/yaml.v2 writes the keys of a map, which Nautes 0.4 uses: letters come after all other
 * characters, runs of digits compare as numbers, and everything else compares by code point.
 */
public final class YamlKeyOrder {

    /** Zero for equal keys only. As in yaml.v2 it is not transitive: 6 comes before 20, 20 before 2x, 2x before 6. */
    public static final Comparator<String> KEY_ORDER = YamlKeyOrder::compare;

    private YamlKeyOrder() {}

    private static int compare(String left, String right) {
        int at = firstDifference(left, right);
        if (at == left.length() || at == right.length()) {
            return left.length() - right.length();
        }
        int leftChar = left.codePointAt(at);
        int rightChar = right.codePointAt(at);
        boolean leftIsLetter = Character.isLetter(leftChar);
        boolean rightIsLetter = Character.isLetter(rightChar);
        if (leftIsLetter != rightIsLetter) {
            return leftIsLetter ? 1 : -1;
        }
        if (!leftIsLetter && (Character.isDigit(leftChar) || Character.isDigit(rightChar))) {
            int order = compareNumbers(left, right, at);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftChar, rightChar);
    }

    private static int firstDifference(String left, String right) {
        int end = Math.min(left.length(), right.length());
        int at = 0;
        while (at < end && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        return splitsPair(left, at) || splitsPair(right, at) ? at - 1 : at;
    }

    private static boolean splitsPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    private static int compareNumbers(String left, String right, int at) {
        boolean zero = left.charAt(at) == '0' || right.charAt(at) == '0';
        // Without a leading one, a zero inside a number would count for nothing and 10 would sort like 1.
        long seed = zero && followsNonZeroDigit(left, at) ? 1 : 0;
        int leftEnd = endOfDigits(left, at);
        int rightEnd = endOfDigits(right, at);
        int order = Long.compare(valueOf(left, at, leftEnd, seed), valueOf(right, at, rightEnd, seed));
        return order != 0
                ? order
                : Integer.compare(left.codePointCount(at, leftEnd), right.codePointCount(at, rightEnd));
    }

    private static boolean followsNonZeroDigit(String text, int at) {
        int before = at;
        while (before > 0 && Character.isDigit(text.codePointBefore(before))) {
            int digit = text.codePointBefore(before);
            if (digit != '0') {
                return true;
            }
            before -= Character.charCount(digit);
        }
        return false;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Digits of other scripts count by their distance from ASCII zero, and long runs wrap around, as in yaml.v2. */
    private static long valueOf(String text, int from, int end, long seed) {
        long value = seed;
        for (int at = from; at < end; at += Character.charCount(text.codePointAt(at))) {
            value = value * 10 + (text.codePointAt(at) - '0');
        }
        return value;
    }
}
