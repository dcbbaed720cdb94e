package io.nautes.cluster.gitstore.internal.gotemplate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formatting of values as {@code print}, {@code println} and {@code printf} do, by the rules of Go's {@code fmt}. */
final class GoFormat {
    private static final String VERBS = "%s, %d, %v, %q and %%";
    private static final int MAX_WIDTH = 1000;
    private static final int MIN_PLAIN_EXPONENT = -4;
    private static final int MAX_PLAIN_EXPONENT = 6;

    private final BoundedText text;

    private GoFormat(int limit) {
        this.text = new BoundedText(limit);
    }

    /** Returns a value as an action writes it. */
    static String shown(@Nullable Object value, int limit) {
        if (value instanceof String string) {
            return string;
        }
        if (value == GoValues.NO_VALUE) {
            return "<no value>";
        }
        GoFormat format = new GoFormat(limit);
        format.write(value, Directive.PLAIN);
        return format.text.toString();
    }

    /** Returns the values one after the other, with a space between two values if neither is a string. */
    static String print(List<@Nullable Object> values, int limit) {
        GoFormat format = new GoFormat(limit);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String)) {
                format.text.append(' ');
            }
            format.write(values.get(i), Directive.PLAIN);
        }
        return format.text.toString();
    }

    static String printLine(List<@Nullable Object> values, int limit) {
        GoFormat format = new GoFormat(limit);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                format.text.append(' ');
            }
            format.write(values.get(i), Directive.PLAIN);
        }
        return format.text.append('\n').toString();
    }

    static String printFormatted(String pattern, List<@Nullable Object> values, int limit) {
        GoFormat format = new GoFormat(limit);
        int used = 0;
        int i = 0;
        while (i < pattern.length()) {
            int percent = pattern.indexOf('%', i);
            if (percent < 0) {
                break;
            }
            format.text.append(pattern.substring(i, percent));
            Directive directive = Directive.at(pattern, percent + 1);
            i = directive.end();
            if (directive.verb() == '%') {
                format.text.append('%');
            } else if (used == values.size()) {
                format.text.append("%!" + directive.verb() + "(MISSING)");
            } else {
                format.write(values.get(used++), directive);
            }
        }
        format.text.append(pattern.substring(i));
        format.writeExtra(values, used);
        return format.text.toString();
    }

    private void writeExtra(List<@Nullable Object> values, int from) {
        if (from >= values.size()) {
            return;
        }
        text.append("%!(EXTRA ");
        for (int i = from; i < values.size(); i++) {
            text.append(i > from ? ", " : "");
            Object value = values.get(i);
            if (GoValues.isNil(value)) {
                text.append("<nil>");
            } else {
                text.append(GoValues.type(value)).append('=');
                write(value, Directive.PLAIN);
            }
        }
        text.append(')');
    }

    /**
     * The directive after a percent sign.
     *
     * @param width the minimum number of characters; negative to pad on the right
     * @param zeros whether numbers are padded with zeros
     */
    private record Directive(char verb, int width, boolean zeros, int end) {
        static final Directive PLAIN = new Directive('v', 0, false, 0);

        Directive withVerb(char other) {
            return new Directive(other, width, zeros, end);
        }

        static Directive at(String pattern, int start) {
            int i = start;
            boolean left = false;
            boolean zeros = false;
            while (i < pattern.length() && (pattern.charAt(i) == '-' || pattern.charAt(i) == '0')) {
                left |= pattern.charAt(i) == '-';
                zeros |= pattern.charAt(i) == '0';
                i++;
            }
            int width = 0;
            while (i < pattern.length() && pattern.charAt(i) >= '0' && pattern.charAt(i) <= '9') {
                width = Math.min(width * 10 + pattern.charAt(i) - '0', MAX_WIDTH + 1);
                i++;
            }
            if (width > MAX_WIDTH) {
                throw new FunctionException("printf pads to at most " + MAX_WIDTH + " characters");
            }
            if (i == pattern.length() || "sdvq%".indexOf(pattern.charAt(i)) < 0) {
                throw new FunctionException("printf supports " + VERBS + " with a width, but not "
                        + pattern.substring(start - 1, Math.min(i + 1, pattern.length())));
            }
            return new Directive(pattern.charAt(i), left ? -width : width, zeros && !left, i + 1);
        }

        String padded(String value) {
            int missing = Math.abs(width) - value.codePointCount(0, value.length());
            if (missing <= 0) {
                return value;
            }
            if (width < 0) {
                return value + " ".repeat(missing);
            }
            boolean signed = zeros && verb != 's' && verb != 'q' && value.startsWith("-");
            String fill = (zeros ? "0" : " ").repeat(missing);
            return signed ? "-" + fill + value.substring(1) : fill + value;
        }
    }

    private void write(@Nullable Object value, Directive directive) {
        if (value instanceof List<?> list) {
            writeAll(list, '[', ']', directive);
        } else if (value instanceof GoStruct struct) {
            writeAll(struct.values(), '{', '}', directive);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, directive);
        } else {
            writeScalar(value, directive);
        }
    }

    private void writeAll(Iterable<?> values, char open, char close, Directive directive) {
        text.append(open);
        boolean first = true;
        for (Object value : values) {
            text.append(first ? "" : " ");
            write(GoValues.of(value), directive);
            first = false;
        }
        text.append(close);
    }

    private void writeMap(Map<?, ?> map, Directive directive) {
        text.append("map[");
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : sorted(map).entrySet()) {
            text.append(first ? "" : " ");
            write(entry.getKey(), directive);
            text.append(':');
            write(GoValues.of(entry.getValue()), directive);
            first = false;
        }
        text.append(']');
    }

    /** Returns the entries of a map in Go's order. */
    static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(GoValues::compare);
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        return sorted;
    }

    private void writeScalar(@Nullable Object value, Directive directive) {
        String written = written(value, directive.verb());
        if (written != null) {
            text.append(directive.padded(written));
            return;
        }
        text.append("%!").append(directive.verb()).append('(');
        if (GoValues.isNil(value)) {
            text.append("<nil>");
        } else {
            text.append(GoValues.type(value)).append('=');
            writeScalar(value, directive.withVerb('v'));
        }
        text.append(')');
    }

    /** Returns a value formatted by a verb; {@code null} if the verb does not support the value. */
    private static @Nullable String written(@Nullable Object value, char verb) {
        if (value instanceof String string) {
            return verb == 'd' ? null : verb == 'q' ? GoText.quoted(string, '"') : string;
        }
        if (value instanceof Long number) {
            return verb == 's' ? null : verb == 'q' ? character(number) : number.toString();
        }
        if (verb != 'v') {
            return null;
        }
        return GoValues.isNil(value)
                ? "<nil>"
                : value instanceof Double number ? decimal(number) : String.valueOf(value);
    }

    private static String character(long code) {
        boolean valid = code >= 0 && code <= Character.MAX_CODE_POINT;
        return GoText.quoted(Character.toString(valid ? (int) code : 0xFFFD), '\'');
    }

    /** Returns the shortest decimal that represents a number, with an exponent if it is below 1e-4 or at least 1e6. */
    private static String decimal(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent < MAX_PLAIN_EXPONENT) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
