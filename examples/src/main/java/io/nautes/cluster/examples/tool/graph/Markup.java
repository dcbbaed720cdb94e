package io.nautes.cluster.examples.tool.graph;

/** Text in HTML and SVG. */
final class Markup {
    private Markup() {}

    /** Returns a text escaped for an element or a quoted attribute, with spaces in place of control characters. */
    static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
