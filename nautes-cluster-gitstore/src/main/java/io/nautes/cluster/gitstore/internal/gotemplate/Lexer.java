package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A lexer that splits a template into tokens, and removes the white space next to trim markers. */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String OPEN_COMMENT = "/*";
    private static final String CLOSE_COMMENT = "*/";

    /** The maximum length of a number. It is more than that of the longest number that Go prints by default. */
    private static final int MAX_NUMBER = 400;

    private static final char NONE = '\uFFFF';
    /** The length of a trim marker such as {@code "- "}: the minus and the white space next to it. */
    private static final int MARKER = 2;

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        boolean trimStart = false;
        while (true) {
            int start = trimStart ? skipSpace(position) : position;
            int open = text.indexOf(OPEN, position);
            if (open < 0) {
                addText(start, text.length());
                add(Token.Kind.END, text.length(), text.length());
                return;
            }
            boolean trimEnd = isSetOffMinus(open + OPEN.length());
            addText(start, trimEnd ? skipSpaceBack(open, start) : open);
            position = open + OPEN.length() + (trimEnd ? MARKER : 0);
            if (text.startsWith(OPEN_COMMENT, position)) {
                comment();
            } else {
                add(Token.Kind.ACTION_START, open, open + OPEN.length());
                action(open);
            }
            trimStart = closeTrims();
        }
    }

    private void addText(int start, int end) {
        if (start < end) {
            add(Token.Kind.TEXT, start, end);
        }
    }

    private void add(Token.Kind kind, int start, int end) {
        tokens.add(new Token(kind, text.substring(start, end), new Span(start, end)));
    }

    private void comment() {
        int start = position;
        int end = text.indexOf(CLOSE_COMMENT, position + OPEN_COMMENT.length());
        if (end < 0) {
            throw error("the comment is not closed with " + CLOSE_COMMENT, start);
        }
        position = end + CLOSE_COMMENT.length();
        if (!atClose()) {
            throw error("a comment must be followed by " + CLOSE + " immediately, or by \" -" + CLOSE + "\"", position);
        }
    }

    private boolean atClose() {
        return text.startsWith(CLOSE, position) || atTrimmingClose();
    }

    private boolean atTrimmingClose() {
        return isSpace(at(position)) && text.startsWith("-" + CLOSE, position + 1);
    }

    /** Skips the end of an action or a comment, and returns whether the text after it is trimmed. */
    private boolean closeTrims() {
        boolean trims = atTrimmingClose();
        position += (trims ? MARKER : 0) + CLOSE.length();
        return trims;
    }

    private void action(int open) {
        int depth = 0;
        while (!atClose()) {
            char next = at(position);
            if (next == NONE && position >= text.length()) {
                throw error("the action is not closed with " + CLOSE, open);
            }
            if (next == '(') {
                depth++;
            } else if (next == ')' && --depth < 0) {
                throw error("this ) has no matching (", position);
            }
            token(next);
        }
        if (depth > 0) {
            throw error("a ( of this action is not closed", open);
        }
        boolean trims = atTrimmingClose();
        int end = position + (trims ? MARKER : 0);
        add(Token.Kind.ACTION_END, end, end + CLOSE.length());
    }

    private void token(char next) {
        int start = position;
        switch (next) {
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> single(Token.Kind.ASSIGN);
            case '|' -> single(Token.Kind.PIPE);
            case ',' -> single(Token.Kind.COMMA);
            case '(' -> single(Token.Kind.OPEN);
            case ')' -> single(Token.Kind.CLOSE);
            case ':' -> {
                if (at(start + 1) != '=') {
                    throw error("a = is expected after :", start);
                }
                position += 2;
                add(Token.Kind.DECLARE, start, position);
            }
            case '"' -> quoted(Token.Kind.STRING, '"', "string");
            case '\'' -> quoted(Token.Kind.CHARACTER, '\'', "character");
            case '`' -> raw();
            case '$' -> word(Token.Kind.VARIABLE);
            case '.' -> {
                if (isDigit(at(start + 1))) {
                    number();
                } else {
                    word(Token.Kind.FIELD);
                }
            }
            default -> {
                if (next == '+' || next == '-' || isDigit(next)) {
                    number();
                } else if (isAlphanumeric(start)) {
                    word(Token.Kind.IDENTIFIER);
                } else {
                    throw error("the character " + character(start) + " is not valid in an action", start);
                }
            }
        }
    }

    private void single(Token.Kind kind) {
        add(kind, position, position + 1);
        position++;
    }

    /** Reads white space up to the next token, except for the white space of a closing trim marker. */
    private void space() {
        int start = position;
        while (isSpace(at(position)) && !atTrimmingClose()) {
            position++;
        }
        add(Token.Kind.SPACE, start, position);
    }

    private void quoted(Token.Kind kind, char quote, String what) {
        int start = position++;
        while (at(position) != quote) {
            if (at(position) == '\\') {
                position++;
            }
            if (position >= text.length() || at(position) == '\n') {
                throw error("the " + what + " is not closed on its line", start);
            }
            position++;
        }
        position++;
        add(kind, start, position);
    }

    private void raw() {
        int end = text.indexOf('`', position + 1);
        if (end < 0) {
            throw error("the raw string is not closed", position);
        }
        add(Token.Kind.RAW_STRING, position, end + 1);
        position = end + 1;
    }

    /** Reads a name after the sign of its kind. A sign without a name is a token as well. */
    private void word(Token.Kind kind) {
        int start = position;
        if (kind != Token.Kind.IDENTIFIER) {
            position++;
        }
        int name = position;
        while (isAlphanumeric(position)) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (!atEndOfWord()) {
            throw error(
                    "the character " + character(position) + " cannot follow \"" + text.substring(start, position)
                            + "\"",
                    position);
        }
        add(kind == Token.Kind.FIELD && position == name ? Token.Kind.DOT : kind, start, position);
    }

    private boolean atEndOfWord() {
        char next = at(position);
        return position >= text.length() || isSpace(next) || ".,|:)(".indexOf(next) >= 0 || atClose();
    }

    private void number() {
        int start = position;
        if (at(position) == '+' || at(position) == '-') {
            position++;
        }
        boolean isHexadecimal = text.regionMatches(true, position, "0x", 0, 2);
        char exponent = isHexadecimal ? 'p' : 'e';
        while (isAlphanumeric(position) || at(position) == '.' || isExponentSign(start, exponent)) {
            position++;
            if (position - start > MAX_NUMBER) {
                throw TemplateException.at(
                        Kind.LIMIT, "the number is longer than " + MAX_NUMBER + " characters", source, start);
            }
        }
        add(Token.Kind.NUMBER, start, position);
    }

    /** Returns whether the next character is the sign of an exponent, as in {@code 1e-3} and {@code 0x1p-3}. */
    private boolean isExponentSign(int start, char exponent) {
        char sign = at(position);
        return (sign == '+' || sign == '-') && position > start && Character.toLowerCase(at(position - 1)) == exponent;
    }

    private boolean isSetOffMinus(int index) {
        return at(index) == '-' && isSpace(at(index + 1));
    }

    private int skipSpace(int start) {
        int end = start;
        while (isSpace(at(end))) {
            end++;
        }
        return end;
    }

    private int skipSpaceBack(int end, int from) {
        int start = end;
        while (start > from && isSpace(at(start - 1))) {
            start--;
        }
        return start;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : NONE;
    }

    private boolean isAlphanumeric(int index) {
        if (index >= text.length()) {
            return false;
        }
        int character = text.codePointAt(index);
        return character == '_'
                || Character.isLetter(character)
                || Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private String character(int index) {
        if (index >= text.length()) {
            return "at the end";
        }
        int character = text.codePointAt(index);
        String code = String.format(Locale.ROOT, "U+%04X", character);
        return GoText.isPrintable(character) ? code + " '" + Character.toString(character) + "'" : code;
    }

    private TemplateException error(String problem, int offset) {
        return TemplateException.at(Kind.SYNTAX, problem, source, Math.min(offset, text.length()));
    }
}
