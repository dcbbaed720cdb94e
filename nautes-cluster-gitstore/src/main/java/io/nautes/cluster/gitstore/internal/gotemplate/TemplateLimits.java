package io.nautes.cluster.gitstore.internal.gotemplate;

/**
 * The limits of a template. Exceeding one is a {@link TemplateException} of kind {@code LIMIT}.
 *
 * @param text characters of the output, and of any text that a function returns
 * @param iterations passes of all loops together
 * @param nesting blocks, parentheses and pipeline stages inside each other
 * @param work steps of one rendering: each action and call is one, and so are 16 characters or 4 elements of an argument
 * @param created characters and elements of all values that functions create in one rendering
 */
public record TemplateLimits(int text, int iterations, int nesting, int work, int created) {
    /** Far more than any cluster template needs, and less than two seconds and 64 MB. */
    public static final TemplateLimits DEFAULT = new TemplateLimits(1 << 20, 1_000_000, 100, 5_000_000, 4 << 20);

    /** Checks the values. */
    public TemplateLimits {
        if (text < 1 || iterations < 1 || nesting < 1 || work < 1 || created < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
