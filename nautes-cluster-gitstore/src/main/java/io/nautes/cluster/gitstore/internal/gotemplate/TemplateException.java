package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * A template cannot be compiled or rendered. The message begins with file, line and column and shows the piece of the
 * template that was being read or evaluated; it never shows a value that the template was given.
 */
public final class TemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Kind {
        /** The text is not in the template language. */
        SYNTAX,
        /** An action failed on the values that the template was given. */
        EVALUATION,
        /** The template exceeds one of its {@link TemplateLimits}. */
        LIMIT,
        /** The rendering was stopped from outside, such as because its time was over. */
        STOPPED
    }

    private final Kind kind;
    private final String file;
    private final int line;
    private final int column;

    private TemplateException(Kind kind, String problem, String file, int line, int column, @Nullable Throwable cause) {
        super(file + ":" + line + ":" + column + ": " + problem, cause);
        this.kind = kind;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    static TemplateException at(Kind kind, String problem, Source source, int offset) {
        return new TemplateException(kind, problem, source.name(), source.line(offset), source.column(offset), null);
    }

    static TemplateException at(FunctionException problem, Source source, Span span) {
        return new TemplateException(
                problem.kind(),
                "<" + source.shown(span) + ">: " + problem.getMessage(),
                source.name(),
                source.line(span.start()),
                source.column(span.start()),
                problem.getCause());
    }

    /**
     * Returns what kind of failure it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the template's name.
     *
     * @return the name it was compiled with
     */
    public String file() {
        return file;
    }

    /**
     * Returns where the problem is.
     *
     * @return the line, counted from 1
     */
    public int line() {
        return line;
    }

    /**
     * Returns where in its line the problem is.
     *
     * @return the column in UTF-16 characters, counted from 1
     */
    public int column() {
        return column;
    }
}
