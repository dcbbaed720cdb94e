package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException.Kind;
import java.util.List;

/** A reader that steps through the tokens of a template and reports unexpected ones. */
final class TokenReader {
    private final Source source;
    private final List<Token> tokens;
    private final int maxNesting;
    private int position;
    private int nesting;

    TokenReader(Source source, TemplateLimits limits) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
        this.maxNesting = limits.nesting();
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekBehindSpace() {
        skipSpace();
        return peek();
    }

    Token next() {
        Token token = peek();
        if (!token.is(Token.Kind.END)) {
            position++;
        }
        return token;
    }

    Token nextBehindSpace() {
        skipSpace();
        return next();
    }

    void skipSpace() {
        while (peek().is(Token.Kind.SPACE)) {
            position++;
        }
    }

    int mark() {
        return position;
    }

    void backTo(int mark) {
        position = mark;
    }

    Token expect(Token.Kind kind, String context) {
        Token token = nextBehindSpace();
        if (!token.is(kind)) {
            throw unexpected(token, context);
        }
        return token;
    }

    /** Enters a nested part, which must be left with {@link #leave}. */
    void enter(Token at) {
        if (++nesting > maxNesting) {
            throw TemplateException.at(
                    Kind.LIMIT,
                    "more than " + maxNesting + " nested levels",
                    source,
                    at.span().start());
        }
    }

    void leave() {
        nesting--;
    }

    /** Returns the range from a token to the last token that was read and is not white space. */
    Span since(Token first) {
        int last = position - 1;
        while (tokens.get(last).is(Token.Kind.SPACE)) {
            last--;
        }
        return new Span(first.span().start(), tokens.get(last).span().end());
    }

    TemplateException unexpected(Token token, String context) {
        return error("unexpected " + token.shown() + " in " + context, token);
    }

    TemplateException error(String problem, Token at) {
        return TemplateException.at(Kind.SYNTAX, problem, source, at.span().start());
    }
}
