package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Assignment;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Call;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Constant;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Dot;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Fields;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parser of the content of actions: pipelines of calls, fields, variables and constants. */
final class ExpressionParser {
    private final TokenReader tokens;
    private final Variables variables;
    private final Set<String> functions;

    ExpressionParser(TokenReader tokens, Variables variables, Set<String> functions) {
        this.tokens = tokens;
        this.variables = variables;
        this.functions = functions;
    }

    /** Reads a pipeline and its optional assignment, up to and including the end of the action. */
    Expression pipeline(String context) {
        Token.Kind end = Token.Kind.ACTION_END;
        Token first = tokens.peekBehindSpace();
        int start = tokens.mark();
        if (first.is(Token.Kind.VARIABLE)) {
            tokens.next();
            Token operator = tokens.nextBehindSpace();
            if (operator.is(Token.Kind.DECLARE) || operator.is(Token.Kind.ASSIGN)) {
                int slot = operator.is(Token.Kind.ASSIGN) ? visible(first) : Variables.NONE;
                Expression value = stages(context, end);
                slot = slot == Variables.NONE ? variables.declare(first.text()) : slot;
                return new Assignment(
                        new Span(first.span().start(), value.span().end()), value, slot);
            }
            if (operator.is(Token.Kind.COMMA)) {
                throw tokens.error("only range can declare two variables", operator);
            }
            tokens.backTo(start);
        }
        return stages(context, end);
    }

    int visible(Token variable) {
        int slot = variables.find(variable.text());
        if (slot == Variables.NONE) {
            throw tokens.error("undefined variable \"" + variable.text() + "\"", variable);
        }
        return slot;
    }

    /**
     * Returns the commands of a pipeline. Each command but the first is a call, whose last argument is the value before
     * it.
     */
    Expression stages(String context, Token.Kind end) {
        Expression value = null;
        int depth = 0;
        while (true) {
            Token first = tokens.peekBehindSpace();
            if (first.is(end) || first.is(Token.Kind.PIPE)) {
                throw tokens.error("a value is missing in " + context, first);
            }
            tokens.enter(first);
            depth++;
            value = command(first, value, context);
            Token next = tokens.nextBehindSpace();
            if (next.is(end)) {
                break;
            }
            if (!next.is(Token.Kind.PIPE)) {
                throw tokens.unexpected(next, context);
            }
        }
        while (depth-- > 0) {
            tokens.leave();
        }
        return value;
    }

    private Expression command(Token first, @Nullable Expression piped, String context) {
        boolean isCall = first.is(Token.Kind.IDENTIFIER) && !isConstantWord(first);
        List<Expression> arguments = new ArrayList<>();
        Expression head = null;
        if (isCall && functions.contains(first.text()) && isPlainName()) {
            tokens.next();
        } else {
            isCall = false;
            head = operand(context);
        }
        while (tokens.peek().is(Token.Kind.SPACE) && !endsCommand(tokens.peekBehindSpace())) {
            arguments.add(operand(context));
        }
        Token behind = tokens.peek();
        if (!behind.is(Token.Kind.SPACE) && !endsCommand(behind)) {
            throw tokens.unexpected(behind, context);
        }
        return isCall ? call(first, arguments, piped) : value(first, head, arguments, piped);
    }

    /** Returns whether the next token is a name that is not followed by a field. */
    private boolean isPlainName() {
        int mark = tokens.mark();
        tokens.next();
        boolean plain = !tokens.peek().is(Token.Kind.FIELD);
        tokens.backTo(mark);
        return plain;
    }

    private static boolean endsCommand(Token token) {
        return token.is(Token.Kind.PIPE) || token.is(Token.Kind.CLOSE) || token.is(Token.Kind.ACTION_END);
    }

    private Call call(Token name, List<Expression> arguments, @Nullable Expression piped) {
        if (piped != null) {
            arguments.add(piped);
        }
        Span own = tokens.since(name);
        return new Call(own, name.text(), List.copyOf(arguments), piped != null);
    }

    private Expression value(
            Token first, @Nullable Expression head, List<Expression> arguments, @Nullable Expression piped) {
        if (head == null || (head instanceof Constant constant && constant.value() == GoValues.NO_VALUE)) {
            throw tokens.error("nil is not a command", first);
        }
        if (!arguments.isEmpty() || piped != null) {
            throw tokens.error("only a function can take arguments, and " + first.shown() + " is not one", first);
        }
        return head;
    }

    private static boolean isConstantWord(Token token) {
        return token.isWord("true") || token.isWord("false") || token.isWord("nil");
    }

    /** Returns a term and the fields after it. */
    private Expression operand(String context) {
        Token first = tokens.peekBehindSpace();
        Expression term = term(context);
        if (!tokens.peek().is(Token.Kind.FIELD)) {
            return term;
        }
        if (term instanceof Constant || term instanceof Dot) {
            throw tokens.unexpected(tokens.peek(), context + ": " + first.shown() + " has no fields");
        }
        return fields(first, term, new ArrayList<>());
    }

    private Expression fields(Token first, Expression of, List<String> names) {
        while (tokens.peek().is(Token.Kind.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return new Fields(tokens.since(first), of, List.copyOf(names));
    }

    private Expression term(String context) {
        Token token = tokens.next();
        Span span = token.span();
        return switch (token.kind()) {
            case DOT -> new Dot(span);
            case VARIABLE -> new Variable(span, visible(token));
            case STRING, RAW_STRING, CHARACTER, NUMBER -> constant(token);
            case IDENTIFIER -> word(token);
            case FIELD ->
                fields(
                        token,
                        new Dot(span),
                        new ArrayList<>(List.of(token.text().substring(1))));
            case OPEN -> {
                tokens.enter(token);
                Expression inner = stages("the parenthesis", Token.Kind.CLOSE);
                tokens.leave();
                yield inner;
            }
            default -> throw tokens.unexpected(token, context);
        };
    }

    private Constant constant(Token token) {
        try {
            return new Constant(token.span(), GoLiterals.value(token));
        } catch (FunctionException e) {
            throw tokens.error(String.valueOf(e.getMessage()), token);
        }
    }

    private Expression word(Token token) {
        return switch (token.text()) {
            case "true" -> new Constant(token.span(), true);
            case "false" -> new Constant(token.span(), false);
            case "nil" -> new Constant(token.span(), GoValues.NO_VALUE);
            default -> {
                if (!functions.contains(token.text())) {
                    throw tokens.error("function \"" + token.text() + "\" is not defined", token);
                }
                yield new Call(token.span(), token.text(), List.of(), false);
            }
        };
    }
}
