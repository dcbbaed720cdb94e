package io.nautes.cluster.gitstore.internal.gotemplate;

/**
 * A token of a template.
 *
 * @param kind the kind
 * @param text the text of the token in the template; for a {@link Kind#TEXT}, the text after trimming
 * @param span the position in the template
 */
record Token(Kind kind, String text, Span span) {
    enum Kind {
        TEXT("text"),
        ACTION_START("{{"),
        ACTION_END("}}"),
        SPACE("space"),
        IDENTIFIER("a name"),
        FIELD("a field"),
        DOT("."),
        VARIABLE("a variable"),
        NUMBER("a number"),
        CHARACTER("a character"),
        STRING("a string"),
        RAW_STRING("a raw string"),
        PIPE("|"),
        DECLARE(":="),
        ASSIGN("="),
        COMMA(","),
        OPEN("("),
        CLOSE(")"),
        END("the end of the file");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isWord(String word) {
        return kind == Kind.IDENTIFIER && text.equals(word);
    }

    String shown() {
        return kind == Kind.END || kind == Kind.ACTION_END || kind == Kind.SPACE ? kind.toString() : "\"" + text + "\"";
    }
}
