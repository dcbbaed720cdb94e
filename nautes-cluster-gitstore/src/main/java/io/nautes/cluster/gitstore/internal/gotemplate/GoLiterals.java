package io.nautes.cluster.gitstore.internal.gotemplate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Evaluation of constants by Go's rules for literals. */
final class GoLiterals {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9](_?[0-9])*)");
    private static final Pattern PREFIXED =
            Pattern.compile("[+-]?0([xX](_?[0-9a-fA-F])+|[oO]?(_?[0-7])+|[bB](_?[01])+)");
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?([0-9](_?[0-9])*\\.?([0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)([eE][+-]?[0-9](_?[0-9])*)?");
    private static final Pattern HEXADECIMAL_FLOAT =
            Pattern.compile("[+-]?0[xX](_?[0-9a-fA-F])*\\.?(_?[0-9a-fA-F])*[pP][+-]?[0-9](_?[0-9])*");

    private GoLiterals() {}

    static Object value(Token token) {
        String text = token.text();
        String inside = text.substring(1, Math.max(1, text.length() - 1));
        return switch (token.kind()) {
            case STRING -> unquoted(inside, '"');
            case RAW_STRING -> inside.replace("\r", "");
            case CHARACTER -> character(inside);
            default -> number(text);
        };
    }

    private static Long character(String inside) {
        String value = unquoted(inside, '\'');
        if (value.codePointCount(0, value.length()) != 1) {
            throw new FunctionException("a character constant must contain exactly one character");
        }
        return (long) value.codePointAt(0);
    }

    private static Object number(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        try {
            if (DECIMAL.matcher(text).matches()) {
                return Long.parseLong(digits);
            }
            if (PREFIXED.matcher(text).matches()) {
                return prefixed(digits);
            }
            boolean integral = text.indexOf('.') < 0 && digits.indexOf('e') < 0;
            if ((!integral && FLOAT.matcher(text).matches())
                    || HEXADECIMAL_FLOAT.matcher(text).matches()) {
                return finite(Double.parseDouble(digits));
            }
        } catch (NumberFormatException e) {
            throw new FunctionException("the number " + text + " is out of range");
        }
        throw new FunctionException("\"" + text + "\" is not a number");
    }

    private static long prefixed(String digits) {
        int signs = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        String sign = digits.substring(0, signs);
        int radix = switch (digits.charAt(signs + 1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
        boolean lettered = Character.isLetter(digits.charAt(signs + 1));
        return Long.parseLong(sign + digits.substring(signs + (lettered ? 2 : 1)), radix);
    }

    private static Double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    /** Returns a text without its escapes. It is built from bytes, because escapes can represent single bytes. */
    private static String unquoted(String inside, char quote) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < inside.length()) {
            int escape = inside.indexOf('\\', i);
            if (escape != i) {
                int end = escape < 0 ? inside.length() : escape;
                bytes.writeBytes(inside.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            } else {
                i = escape(inside, i, quote, bytes);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FunctionException("the escapes result in bytes that are not UTF-8");
        }
    }

    private static int escape(String inside, int start, char quote, ByteArrayOutputStream bytes) {
        char kind = inside.charAt(start + 1);
        int simple = "abfnrtv\\".indexOf(kind);
        if (simple >= 0) {
            bytes.write("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
            return start + 2;
        }
        if (kind == quote) {
            bytes.write(kind);
            return start + 2;
        }
        int length = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 3;
        boolean octal = kind >= '0' && kind <= '7';
        if (!octal && length == 3) {
            throw new FunctionException("the escape \\" + kind + " is not valid in this constant");
        }
        int digits = octal ? start + 1 : start + 2;
        long code = code(inside, digits, length, octal ? 8 : 16);
        if (kind == 'u' || kind == 'U') {
            if ((code >= 0xD800 && code <= 0xDFFF) || code > Character.MAX_CODE_POINT) {
                throw new FunctionException("the escape \\" + kind + " is not a character");
            }
            bytes.writeBytes(Character.toString((int) code).getBytes(StandardCharsets.UTF_8));
        } else if (code > 0xFF) {
            throw new FunctionException("an octal escape must be at most \\377");
        } else {
            bytes.write((int) code);
        }
        return digits + length;
    }

    private static long code(String inside, int start, int length, int radix) {
        long code = 0;
        for (int i = start; i < start + length; i++) {
            int digit = i < inside.length() ? Character.digit(inside.charAt(i), radix) : -1;
            if (digit < 0 || inside.charAt(i) > 'f') {
                throw new FunctionException("this escape requires " + length + " digits");
            }
            code = code * radix + digit;
        }
        return code;
    }
}
