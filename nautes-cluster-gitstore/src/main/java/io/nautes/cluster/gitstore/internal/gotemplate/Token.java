package io.nautes.cluster.gitstore.internal.gotemplate;

/**
 * A piece of a template's text with a meaning.
 *
 * @param kind its meaning
 * @param text the piece as it stands in the template; of a {@link Kind#TEXT} what is left after trimming
 * @param span where it stands
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
