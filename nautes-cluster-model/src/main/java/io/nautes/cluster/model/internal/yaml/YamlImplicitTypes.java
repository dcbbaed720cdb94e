package io.nautes.cluster.model.internal.yaml;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strings which gopkg.in/yaml.v2 quotes because they would otherwise read back as null, a boolean, a number or a
 * timestamp. Nautes 0.4 uses yaml.v2, whose notion of these types follows Go's parsers rather than the YAML 1.1
 * specification.
 */
final class YamlImplicitTypes {

    private static final Set<String> WORDS = Set.of(
            ("y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL "
                            + ".nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF")
                    .split(" "));

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\.\\d+|\\d+(?:\\.\\d*)?)(?:[eE][-+]?\\d+)?");

    /** Only after a leading point does yaml.v2 leave underscores to Go, which wants them between digits. */
    private static final Pattern FRACTION = Pattern.compile("\\.\\d(?:_?\\d)*+(?:[eE][-+]?\\d(?:_?\\d)*+)?");

    private static final Pattern PREFIXED_INTEGER =
            Pattern.compile("(?<sign>[-+]?)0(?:[xX](?<hex>[0-9a-fA-F]+)|[oO](?<octal>[0-7]+)|[bB](?<binary>[01]+))");

    private static final Pattern SIGN_AFTER_BINARY_PREFIX = Pattern.compile("0b(?<sign>[-+])(?<binary>[01]+)");

    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?\\d[\\d_]*(?::[0-5]?\\d)++(?:\\.[\\d_]*)?");

    private static final String CLOCK = "(?:[01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d(?:[.,]\\d{1,9})?";

    /** Go reads each half of an offset as a number of two characters, of which the first may be a sign. */
    private static final String OFFSET = "(?:Z|[-+][-+\\d]\\d:[-+\\d]\\d)";

    private static final Pattern TIMESTAMP = Pattern.compile(
            "(?<year>\\d{4})-(?<month>0?[1-9]|1[0-2])-(?<day>\\d\\d?)(?:[Tt]" + CLOCK + OFFSET + "| +" + CLOCK + ")?");

    private YamlImplicitTypes() {}

    /** Returns whether the bare text would read back as something else than this string. */
    static boolean claim(String text) {
        if (text.isEmpty() || WORDS.contains(text)) {
            return true;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return FRACTION.matcher(text).matches() && isFinite(text.replace("_", ""));
        }
        if (first != '+' && first != '-' && !isDigit(first)) {
            return false;
        }
        return isNumber(text.replace("_", "")) || SEXAGESIMAL.matcher(text).matches() || isTimestamp(text);
    }

    private static boolean isNumber(String text) {
        return DECIMAL.matcher(text).matches() ? isFinite(text) : isPrefixedInteger(text);
    }

    /** Returns whether Go's float64 can hold the number; a larger one remains a string. */
    private static boolean isFinite(String decimal) {
        return Double.isFinite(Double.parseDouble(decimal));
    }

    private static boolean isPrefixedInteger(String text) {
        Matcher signed = SIGN_AFTER_BINARY_PREFIX.matcher(text);
        if (signed.matches()) {
            return fitsInteger(signed.group("sign"), signed.group("binary"), 2);
        }
        Matcher prefixed = PREFIXED_INTEGER.matcher(text);
        if (!prefixed.matches()) {
            return false;
        }
        String sign = prefixed.group("sign");
        if (prefixed.group("hex") != null) {
            return fitsInteger(sign, prefixed.group("hex"), 16);
        }
        return prefixed.group("octal") != null
                ? fitsInteger(sign, prefixed.group("octal"), 8)
                : fitsInteger(sign, prefixed.group("binary"), 2);
    }

    /**
     * Returns whether Go reads the digits as an integer: with a sign the number must fit Go's int64, without one its
     * uint64.
     */
    private static boolean fitsInteger(String sign, String digits, int radix) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > Long.SIZE) {
            return false;
        }
        BigInteger magnitude = new BigInteger(significant, radix);
        return switch (sign) {
            case "+" -> magnitude.bitLength() < Long.SIZE;
            case "-" -> magnitude.negate().bitLength() < Long.SIZE;
            default -> magnitude.bitLength() <= Long.SIZE;
        };
    }

    private static boolean isTimestamp(String text) {
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (!timestamp.matches()) {
            return false;
        }
        int day = Integer.parseInt(timestamp.group("day"));
        YearMonth month =
                YearMonth.of(Integer.parseInt(timestamp.group("year")), Integer.parseInt(timestamp.group("month")));
        return day > 0 && month.isValidDay(day);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
