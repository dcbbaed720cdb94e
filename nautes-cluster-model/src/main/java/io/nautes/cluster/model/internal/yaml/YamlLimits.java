package io.nautes.cluster.model.internal.yaml;

import io.nautes.cluster.model.error.MalformedDocumentException;

/**
 * Limits of what is read as YAML. They are far beyond what registrations, kubeconfigs and catalogs need, and keep every
 * text of any length within about a second and some ten megabytes.
 */
final class YamlLimits {
    /** Levels of objects and lists. */
    static final int MAX_DEPTH = 64;

    /** Characters of a stream of documents. */
    static final int MAX_CODE_POINTS = 16 * 1024 * 1024;

    /** Values of one document. */
    static final int MAX_NODES_OF_DOCUMENT = 200_000;

    /** Values of a stream of documents. */
    static final int MAX_NODES = 1_000_000;

    /** Values that aliases and merge keys add to a document. */
    static final int MAX_REPEATED = 100_000;

    /** Characters of a number; longer ones are strings, as no number of this size has a value that is used. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** Characters of a line. */
    static final int MAX_LINE = 1024 * 1024;

    /**
     * The sum of the squares of the lengths of lines. SnakeYAML keeps what it has read of a line or of a token and copies it
     * for each further 1,024 characters, so the time for a line grows with its square.
     */
    private static final double MAX_SQUARES = (double) MAX_LINE * MAX_LINE;

    private YamlLimits() {}

    /** Checks the lengths of lines, in the sense of YAML 1.1. */
    static void checkLines(String yaml) {
        double squares = 0;
        int line = 1;
        int start = 0;
        for (int i = 0; i <= yaml.length(); i++) {
            if (i < yaml.length() && yaml.charAt(i) != '\n' && yaml.charAt(i) != '\r') {
                continue;
            }
            double length = i - start;
            squares += length * length;
            if (length > MAX_LINE || squares > MAX_SQUARES) {
                throw new MalformedDocumentException(
                        length > MAX_LINE
                                ? "the line has more than " + MAX_LINE + " characters; break it, or write JSON"
                                : "the lines up to here are too long to be read together; break them, or write JSON",
                        line,
                        1);
            }
            boolean isPair = i + 1 < yaml.length() && yaml.charAt(i) == '\r' && yaml.charAt(i + 1) == '\n';
            if (!isPair) {
                line++;
            }
            start = i + 1;
        }
    }
}
