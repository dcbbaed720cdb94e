package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.Nullable;

/** A failure of a function or an operator. The caller that evaluates it adds the position. */
public final class FunctionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final TemplateException.Kind kind;

    /**
     * Creates a failure of an evaluation.
     *
     * @param problem the problem, without values that may be secret
     */
    public FunctionException(String problem) {
        this(TemplateException.Kind.EVALUATION, problem, null);
    }

    FunctionException(TemplateException.Kind kind, String problem) {
        this(kind, problem, null);
    }

    private FunctionException(TemplateException.Kind kind, String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
    }

    /**
     * Returns a failure because of a limit.
     *
     * @param problem the limit that is exceeded, without values that may be secret
     */
    public static FunctionException limit(String problem) {
        return new FunctionException(TemplateException.Kind.LIMIT, problem, null);
    }

    TemplateException.Kind kind() {
        return kind;
    }
}
