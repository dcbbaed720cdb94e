package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Assignment;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Call;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Constant;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Dot;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Fields;
import io.nautes.cluster.gitstore.internal.gotemplate.Expression.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One rendering of a template. */
final class Execution {
    private final GoTemplate template;
    private final Source source;
    private final TemplateLimits limits;
    private final Map<String, TemplateFunction> functions;
    private final Escaping escaping;
    private final @Nullable Object[] variables;
    private final BoundedText output;
    private final Budget budget;
    private int iterations;

    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Execution(
            GoTemplate template,
            Map<String, TemplateFunction> functions,
            Escaping escaping,
            @Nullable Object root,
            BooleanSupplier stop) {
        this.template = template;
        this.source = template.source();
        this.limits = template.limits();
        this.functions = functions;
        this.escaping = escaping;
        this.variables = new @Nullable Object[template.slots()];
        this.variables[Variables.ROOT] = root;
        this.output = new BoundedText(limits.text());
        this.budget = new Budget(limits, stop);
    }

    String run(List<Node> nodes) {
        execute(nodes, variables[Variables.ROOT]);
        return output.toString();
    }

    private Flow execute(List<Node> nodes, @Nullable Object dot) {
        for (Node node : nodes) {
            Flow flow = execute(node, dot);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow execute(Node node, @Nullable Object dot) {
        if (node instanceof Node.Text text) {
            write(text);
        } else if (node instanceof Node.Output written) {
            output(written.value(), dot);
        } else if (node instanceof Node.Keep keep) {
            evaluate(keep.assignment(), dot);
        } else if (node instanceof Node.If branch) {
            boolean holds = GoValues.isTrue(evaluate(branch.condition(), dot));
            return execute(holds ? branch.then() : branch.otherwise(), dot);
        } else if (node instanceof Node.With with) {
            Object value = evaluate(with.value(), dot);
            return GoValues.isTrue(value) ? execute(with.then(), value) : execute(with.otherwise(), dot);
        } else if (node instanceof Node.Range range) {
            return range(range, dot);
        } else {
            return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private void output(Expression expression, @Nullable Object dot) {
        Object value = evaluate(expression, dot);
        try {
            budget.call(Collections.singletonList(value));
            String text = GoFormat.shown(value, limits.text());
            output.append(escaping.escape(text, value != GoValues.NO_VALUE, Expression.lastFunction(expression)));
        } catch (FunctionException e) {
            throw TemplateException.at(e, source, expression.span());
        }
    }

    private void write(Node.Text text) {
        try {
            budget.work(1);
            output.append(escaping.literal(text.text()));
        } catch (FunctionException e) {
            throw TemplateException.at(e, source, text.span());
        }
    }

    private Flow range(Node.Range range, @Nullable Object dot) {
        Object over = evaluate(range.over(), dot);
        spend(Collections.singletonList(over), range.over());
        if (over instanceof List<?> list && !list.isEmpty()) {
            long index = 0;
            for (Object element : list) {
                if (pass(range, index++, element) == Flow.BREAK) {
                    break;
                }
            }
            return Flow.ON;
        }
        if (over instanceof Map<?, ?> map && !map.isEmpty()) {
            for (Map.Entry<String, @Nullable Object> entry :
                    GoFormat.sorted(map).entrySet()) {
                if (pass(range, entry.getKey(), entry.getValue()) == Flow.BREAK) {
                    break;
                }
            }
            return Flow.ON;
        }
        if (!GoValues.isNil(over) && !(over instanceof List) && !(over instanceof Map)) {
            throw failure("range cannot iterate over a value of type " + GoValues.type(over), range.over());
        }
        return execute(range.otherwise(), dot);
    }

    private Flow pass(Node.Range range, Object key, @Nullable Object element) {
        if (++iterations > limits.iterations()) {
            FunctionException problem =
                    FunctionException.limit("the loops run more than " + limits.iterations() + " times");
            throw TemplateException.at(problem, source, range.over().span());
        }
        spend(List.of(), range.over());
        Object value = checked(element, range.over());
        if (range.key() != Node.NOWHERE) {
            variables[range.key()] = key;
        }
        if (range.element() != Node.NOWHERE) {
            variables[range.element()] = value;
        }
        return execute(range.body(), value);
    }

    private void spend(List<@Nullable Object> arguments, Expression on) {
        try {
            budget.call(arguments);
        } catch (FunctionException e) {
            throw TemplateException.at(e, source, on.span());
        }
    }

    private @Nullable Object checked(@Nullable Object value, Expression from) {
        try {
            return GoValues.of(value);
        } catch (FunctionException e) {
            throw TemplateException.at(e, source, from.span());
        }
    }

    private TemplateException failure(String problem, Expression expression) {
        return TemplateException.at(new FunctionException(problem), source, expression.span());
    }

    private @Nullable Object evaluate(Expression expression, @Nullable Object dot) {
        if (expression instanceof Constant constant) {
            return constant.value();
        }
        if (expression instanceof Dot) {
            return dot;
        }
        if (expression instanceof Variable variable) {
            return variables[variable.slot()];
        }
        if (expression instanceof Fields fields) {
            return fields(fields, dot);
        }
        if (expression instanceof Assignment assignment) {
            Object value = evaluate(assignment.value(), dot);
            variables[assignment.slot()] = value;
            return value;
        }
        return call((Call) expression, dot);
    }

    private @Nullable Object fields(Fields fields, @Nullable Object dot) {
        spend(List.of(), fields);
        Object value = evaluate(fields.of(), dot);
        for (String name : fields.names()) {
            try {
                value = GoValues.field(value, name);
            } catch (FunctionException e) {
                throw TemplateException.at(e, source, fields.span());
            }
        }
        return value;
    }

    private @Nullable Object call(Call call, @Nullable Object dot) {
        if (call.function().equals(Builtins.AND) || call.function().equals(Builtins.OR)) {
            return shortCircuit(call, dot);
        }
        int last = call.arguments().size() - 1;
        Object piped = call.piped() ? evaluate(call.arguments().get(last), dot) : null;
        List<@Nullable Object> arguments = new ArrayList<>(call.arguments().size());
        for (int i = 0; i <= last; i++) {
            arguments.add(
                    call.piped() && i == last
                            ? piped
                            : evaluate(call.arguments().get(i), dot));
        }
        try {
            budget.call(arguments);
            Object result = GoValues.of(function(call).call(Collections.unmodifiableList(arguments)));
            budget.created(result);
            return result;
        } catch (FunctionException e) {
            throw TemplateException.at(e, source, call.span());
        }
    }

    private TemplateFunction function(Call call) {
        TemplateFunction builtin = template.builtin(call.function());
        TemplateFunction function = builtin == null ? functions.get(call.function()) : builtin;
        if (function == null) {
            throw new FunctionException("function " + call.function() + " is missing in this rendering");
        }
        return function;
    }

    /**
     * Returns the first argument that determines the result, or the last argument. The arguments after it are not
     * evaluated.
     */
    private @Nullable Object shortCircuit(Call call, @Nullable Object dot) {
        if (call.arguments().isEmpty()) {
            throw failure("at least 1 argument is required (got none)", call);
        }
        boolean deciding = call.function().equals(Builtins.OR);
        Object value = null;
        spend(List.of(), call);
        for (Expression argument : call.arguments()) {
            value = evaluate(argument, dot);
            if (GoValues.isTrue(value) == deciding) {
                break;
            }
        }
        return value;
    }
}
