package io.nautes.cluster.gitstore.internal.gotemplate;

/**
 * The limits of a template. Exceeding one fails with a {@link TemplateException} of kind {@code LIMIT}.
 *
 * @param text the number of characters of the output, and of each text that a function returns
 * @param iterations the number of iterations of all loops together
 * @param nesting the nesting depth of blocks, parentheses and pipeline stages
 * @param work the number of steps of one rendering; each action and call is one step, and so are 16 characters or 4
 *     elements of an argument
 * @param created the number of characters and elements of all values that functions create in one rendering
 */
public record TemplateLimits(int text, int iterations, int nesting, int work, int created) {
    /**
     * Limits that are far higher than any cluster template needs, and low enough for less than two seconds and 64 MB.
     */
    public static final TemplateLimits DEFAULT = new TemplateLimits(1 << 20, 1_000_000, 100, 5_000_000, 4 << 20);

    /** Checks that the limits are positive. */
    public TemplateLimits {
        if (text < 1 || iterations < 1 || nesting < 1 || work < 1 || created < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
