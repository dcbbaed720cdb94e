package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.gitstore.internal.gotemplate.Escaping;
import org.jspecify.annotations.Nullable;

/**
 * The escaping of Nautes 0.4. It renders manifests with Go's {@code html/template}, which escapes values as text of an
 * HTML page, and escapes each {@code <} in the template's text that does not begin a tag. In tags, comments and scripts,
 * Go escapes by the rules of HTML, JavaScript or CSS. Manifests are not HTML, and the templates of Nautes contain no
 * markup, so all values are escaped as text.
 */
enum NautesEscaping implements Escaping {
    INSTANCE;

    private static final String ALREADY_ESCAPED_BY = "html";
    private static final String DOCUMENT_TYPE = "!DOCTYPE";

    @Override
    public String escape(String text, boolean hasValue, @Nullable String lastFunction) {
        if (!hasValue) {
            return "";
        }
        return ALREADY_ESCAPED_BY.equals(lastFunction) ? text : escaped(text);
    }

    @Override
    public String literal(String text) {
        if (text.indexOf('<') < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '<' && !beginsTag(text, i + 1)) {
                escaped.append("&lt;");
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    /** Returns whether markup begins at an index: a letter, a slash and a letter, or a document type declaration. */
    private static boolean beginsTag(String text, int at) {
        int name = at < text.length() && text.charAt(at) == '/' ? at + 1 : at;
        return (name < text.length() && isLetter(text.charAt(name)))
                || text.regionMatches(true, at, DOCUMENT_TYPE, 0, DOCUMENT_TYPE.length());
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\0' -> escaped.append('\uFFFD');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '+' -> escaped.append("&#43;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
