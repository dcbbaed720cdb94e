package io.nautes.cluster.model.error;

/**
 * Thrown when a text is not the document that it should be: not JSON or YAML, or of another structure. The message says
 * where, and never shows the text around it, which may hold secrets.
 */
public final class MalformedDocumentException extends NautesException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * Creates an exception.
     *
     * @param problem what is wrong
     * @param line the line, counted from 1; 0 if not known
     * @param column the column, counted from 1; 0 if not known
     */
    public MalformedDocumentException(String problem, int line, int column) {
        super(line > 0 ? "line " + line + ", column " + column + ": " + problem : problem, null);
        this.line = line;
        this.column = column;
    }

    /**
     * Returns the line of the problem.
     *
     * @return the line, counted from 1; 0 if not known
     */
    public int line() {
        return line;
    }

    /**
     * Returns the column of the problem.
     *
     * @return the column, counted from 1; 0 if not known
     */
    public int column() {
        return column;
    }
}
