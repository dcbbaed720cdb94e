package io.nautes.cluster.model;

/**
 * A text is not the document it should be: not JSON or YAML, or of another shape. The message names the place and never
 * shows the text around it, which may hold secrets.
 */
public final class MalformedDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * A malformed document.
     *
     * @param problem what is wrong
     * @param line the line, counted from 1; 0 if not known
     * @param column the column, counted from 1; 0 if not known
     */
    public MalformedDocumentException(String problem, int line, int column) {
        super(line > 0 ? "line " + line + ", column " + column + ": " + problem : problem);
        this.line = line;
        this.column = column;
    }

    /**
     * The line of the problem.
     *
     * @return the line, counted from 1; 0 if not known
     */
    public int line() {
        return line;
    }

    /**
     * The column of the problem.
     *
     * @return the column, counted from 1; 0 if not known
     */
    public int column() {
        return column;
    }
}
