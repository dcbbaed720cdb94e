package io.nautes.cluster.gitstore.internal.gotemplate;

/**
 * How much a template may ask for. Going beyond is a {@link TemplateException} of kind {@code LIMIT}.
 *
 * @param text characters of the output, and of any text that a function makes
 * @param iterations passes of all loops together
 * @param nesting blocks, parentheses and pipeline stages inside each other
 */
public record TemplateLimits(int text, int iterations, int nesting) {
    /** Far more than any cluster template needs, and far less than what hurts. */
    public static final TemplateLimits DEFAULT = new TemplateLimits(4 << 20, 1_000_000, 100);

    /** Checks the values. */
    public TemplateLimits {
        if (text < 1 || iterations < 1 || nesting < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
