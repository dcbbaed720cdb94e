package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * The failure to compile or render a template. The message begins with the file, line and column, and shows the part of
 * the template that was read or evaluated. It never shows a value that the template was given.
 */
public final class TemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failures. */
    public enum Kind {
        /** The text is not in the template language. */
        SYNTAX,
        /** An action failed for the values that the template was given. */
        EVALUATION,
        /** The template exceeds one of its {@link TemplateLimits}. */
        LIMIT,
        /** The rendering was stopped from outside, for example because it timed out. */
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

    /** Returns the kind of the failure. */
    public Kind kind() {
        return kind;
    }

    /** Returns the name of the template, as given to the compiler. */
    public String file() {
        return file;
    }

    /** Returns the line of the problem, counted from 1. */
    public int line() {
        return line;
    }

    /** Returns the column of the problem in UTF-16 characters, counted from 1. */
    public int column() {
        return column;
    }
}
