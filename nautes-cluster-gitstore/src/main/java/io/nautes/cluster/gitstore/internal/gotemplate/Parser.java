package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A parser of templates. */
final class Parser {
    private final TokenReader tokens;
    private final Variables variables = new Variables();
    private final ExpressionParser expressions;
    private int loops;

    private Parser(Source source, Set<String> functions, TemplateLimits limits) {
        this.tokens = new TokenReader(source, limits);
        this.expressions = new ExpressionParser(tokens, variables, functions);
    }

    /**
     * The parts of a template.
     *
     * @param nodes the parts in their order
     * @param slots the maximum number of variables that are visible at once
     */
    record Parsed(List<Node> nodes, int slots) {}

    static Parsed parse(Source source, Set<String> functions, TemplateLimits limits) {
        Parser parser = new Parser(source, functions, limits);
        List<Node> nodes = new ArrayList<>();
        Token closing = parser.block(nodes);
        if (!closing.is(Token.Kind.END)) {
            throw parser.tokens.error("{{" + closing.text() + "}} is not in a block", closing);
        }
        return new Parsed(List.copyOf(nodes), parser.variables.slots());
    }

    /**
     * Reads parts up to a keyword that ends or divides a block.
     *
     * @return the keyword, which is consumed, or the end of the text
     */
    private Token block(List<Node> nodes) {
        while (true) {
            Token token = tokens.next();
            switch (token.kind()) {
                case TEXT -> nodes.add(new Node.Text(token.text(), token.span()));
                case END -> {
                    return token;
                }
                default -> {
                    Token word = tokens.peekBehindSpace();
                    if (word.isWord("end") || word.isWord("else")) {
                        return tokens.next();
                    }
                    nodes.add(action(word));
                }
            }
        }
    }

    private Node action(Token word) {
        return switch (word.is(Token.Kind.IDENTIFIER) ? word.text() : "") {
            case "if" -> condition(tokens.next());
            case "with" -> with(tokens.next());
            case "range" -> range(tokens.next());
            case "break" -> jump(tokens.next(), new Node.Break());
            case "continue" -> jump(tokens.next(), new Node.Continue());
            case "define", "template", "block" ->
                throw tokens.error("{{" + word.text() + "}} is not supported: a file is one template", word);
            default -> {
                Expression value = expressions.pipeline("the action");
                yield value instanceof Assignment assignment ? new Node.Keep(assignment) : new Node.Output(value);
            }
        };
    }

    private Node jump(Token word, Node node) {
        if (loops == 0) {
            throw tokens.error("{{" + word.text() + "}} outside of {{range}}", word);
        }
        tokens.expect(Token.Kind.ACTION_END, "{{" + word.text() + "}}");
        return node;
    }

    private Node condition(Token word) {
        int mark = enter(word);
        Expression condition = expressions.pipeline("if");
        Branches branches = branches(word);
        leave(mark);
        return new Node.If(condition, branches.then(), branches.otherwise());
    }

    private Node with(Token word) {
        int mark = enter(word);
        Expression value = expressions.pipeline("with");
        Branches branches = branches(word);
        leave(mark);
        return new Node.With(value, branches.then(), branches.otherwise());
    }

    private Node range(Token word) {
        int mark = enter(word);
        RangeHead head = rangeHead();
        loops++;
        Branches branches = branches(word);
        leave(mark);
        return new Node.Range(head.over(), head.key(), head.element(), branches.then(), branches.otherwise());
    }

    private record Branches(List<Node> then, List<Node> otherwise) {}

    private Branches branches(Token word) {
        List<Node> then = new ArrayList<>();
        List<Node> otherwise = new ArrayList<>();
        boolean hasElse = isElse(block(then), word);
        loops -= word.isWord("range") ? 1 : 0;
        if (!hasElse) {
            end();
        } else if (word.isWord("if") && tokens.peekBehindSpace().isWord("if")) {
            // It shares the {{end}} of this block.
            otherwise.add(condition(tokens.next()));
        } else {
            otherwise(word, otherwise);
        }
        return new Branches(List.copyOf(then), List.copyOf(otherwise));
    }

    private record RangeHead(Expression over, int key, int element) {}

    /**
     * Reads {@code list}, {@code $element := list} or {@code $key, $element := list}. With {@code =}, the variables
     * must exist.
     */
    private RangeHead rangeHead() {
        List<Token> names = new ArrayList<>();
        tokens.skipSpace();
        int start = tokens.mark();
        while (tokens.peekBehindSpace().is(Token.Kind.VARIABLE)) {
            names.add(tokens.next());
            Token behind = tokens.nextBehindSpace();
            if (behind.is(Token.Kind.DECLARE) || behind.is(Token.Kind.ASSIGN)) {
                return rangeOver(names, behind.is(Token.Kind.DECLARE));
            }
            if (!behind.is(Token.Kind.COMMA)) {
                break;
            }
            if (names.size() == 2) {
                throw tokens.error("range declares at most two variables", behind);
            }
        }
        if (names.size() > 1) {
            throw tokens.error(":= or = is expected after the variables of range", tokens.peek());
        }
        tokens.backTo(start);
        Expression over = expressions.stages("range", Token.Kind.ACTION_END);
        return new RangeHead(over, Node.NOWHERE, Node.NOWHERE);
    }

    private RangeHead rangeOver(List<Token> names, boolean declares) {
        List<Integer> slots = new ArrayList<>();
        if (!declares) {
            names.forEach(name -> slots.add(expressions.visible(name)));
        }
        Expression over = expressions.stages("range", Token.Kind.ACTION_END);
        if (declares) {
            names.forEach(name -> slots.add(variables.declare(name.text())));
        }
        int element = slots.get(slots.size() - 1);
        return new RangeHead(over, slots.size() == 2 ? slots.get(0) : Node.NOWHERE, element);
    }

    private boolean isElse(Token closing, Token word) {
        if (closing.is(Token.Kind.END)) {
            throw tokens.error("{{" + word.text() + "}} has no {{end}}", word);
        }
        return closing.isWord("else");
    }

    private void otherwise(Token word, List<Node> nodes) {
        tokens.expect(Token.Kind.ACTION_END, "{{else}}");
        Token closing = block(nodes);
        if (isElse(closing, word)) {
            throw tokens.error("a second {{else}} for the same {{" + word.text() + "}}", closing);
        }
        end();
    }

    private void end() {
        tokens.expect(Token.Kind.ACTION_END, "{{end}}");
    }

    private int enter(Token word) {
        tokens.enter(word);
        return variables.mark();
    }

    private void leave(int mark) {
        variables.leave(mark);
        tokens.leave();
    }
}
