package io.nautes.cluster.model.internal.yaml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A formatter of 64-bit floating-point numbers that writes them like gopkg.in/yaml.v2, which Nautes 0.4 uses. It writes
 * the fewest digits that are read back as the same number, with an exponent for values of a million and above and below
 * one ten-thousandth.
 */
final class YamlNumbers {

    private static final int EXPONENT_FROM = 6;
    private static final int LOWEST_PLAIN_EXPONENT = -4;
    private static final int MAX_DIGITS = 17;

    /** Below a power of two the nearest short decimal may fall outside the number's interval, its neighbour not. */
    private static final List<RoundingMode> ROUNDINGS =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

    private YamlNumbers() {}

    /** Returns the number as YAML writes it; infinities and NaN have the spellings of YAML 1.1. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < LOWEST_PLAIN_EXPONENT || exponent >= EXPONENT_FROM
                ? withExponent(shortest, exponent)
                : shortest.toPlainString();
    }

    /**
     * Returns the shortest decimal that is read back as the same number. {@link Double#toString} is not used, because
     * before Java 19 it returns more digits than needed for some numbers.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            for (RoundingMode rounding : ROUNDINGS) {
                BigDecimal candidate = exact.round(new MathContext(digits, rounding));
                if (candidate.doubleValue() == value) {
                    return candidate;
                }
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String withExponent(BigDecimal value, int exponent) {
        StringBuilder text = new StringBuilder(value.unscaledValue().abs().toString());
        if (text.length() > 1) {
            text.insert(1, '.');
        }
        if (value.signum() < 0) {
            text.insert(0, '-');
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
    }
}
