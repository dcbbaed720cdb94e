package io.nautes.cluster.gitstore.internal.gotemplate;

/** The name and the text of a template. */
record Source(String name, String text) {
    private static final int SHOWN = 60;

    int line(int offset) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }

    /** Returns a part of the template in one line. */
    String shown(Span span) {
        String piece = text.substring(span.start(), span.end()).strip().replaceAll("\\s+", " ");
        return piece.length() <= SHOWN ? piece : piece.substring(0, SHOWN - 1) + "…";
    }
}
