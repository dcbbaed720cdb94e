package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.gotemplate.Escaping;
import org.jspecify.annotations.Nullable;

/**
 * What Nautes 0.4 does to values: it renders manifests by Go's {@code html/template}, which escapes them as text of an HTML
 * page. Text of the template itself stays as it is, a {@code <} in it included.
 */
enum NautesEscaping implements Escaping {
    INSTANCE;

    private static final String ALREADY_ESCAPED_BY = "html";

    @Override
    public String escape(String text, boolean hasValue, @Nullable String lastFunction) {
        if (!hasValue) {
            return "";
        }
        return ALREADY_ESCAPED_BY.equals(lastFunction) ? text : escaped(text);
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
