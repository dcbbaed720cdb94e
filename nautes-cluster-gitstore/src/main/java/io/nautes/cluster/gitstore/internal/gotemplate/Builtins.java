package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The built-in functions of the language, except for {@code and} and {@code or}, which do not evaluate all arguments.
 */
final class Builtins {
    static final String AND = "and";
    static final String OR = "or";

    private final int limit;

    private Builtins(int limit) {
        this.limit = limit;
    }

    static Map<String, TemplateFunction> functions(int limit) {
        Builtins builtins = new Builtins(limit);
        return Map.ofEntries(
                Map.entry("eq", Builtins::isAnyEqual),
                Map.entry("ne", arguments -> !GoValues.areEqual(two(arguments, 0), two(arguments, 1))),
                Map.entry("lt", ordered(order -> order < 0)),
                Map.entry("le", ordered(order -> order <= 0)),
                Map.entry("gt", ordered(order -> order > 0)),
                Map.entry("ge", ordered(order -> order >= 0)),
                Map.entry("not", arguments -> !GoValues.isTrue(one(arguments))),
                Map.entry("len", arguments -> (long) GoValues.size(one(arguments))),
                Map.entry("index", Builtins::index),
                Map.entry("print", arguments -> GoFormat.print(arguments, limit)),
                Map.entry("println", arguments -> GoFormat.printLine(arguments, limit)),
                Map.entry("printf", builtins::printFormatted),
                Map.entry("html", builtins.escaped(GoText::html)),
                Map.entry("js", builtins.escaped(GoText::javaScript)),
                Map.entry("urlquery", builtins.escaped(GoText::urlQuery)));
    }

    private static boolean isAnyEqual(List<@Nullable Object> arguments) {
        if (arguments.size() < 2) {
            throw new FunctionException("at least 2 arguments are required (got " + arguments.size() + ")");
        }
        for (Object other : arguments.subList(1, arguments.size())) {
            if (GoValues.areEqual(arguments.get(0), other)) {
                return true;
            }
        }
        return false;
    }

    private static TemplateFunction ordered(IntPredicate wanted) {
        return arguments -> wanted.test(GoValues.compare(two(arguments, 0), two(arguments, 1)));
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least 1 argument is required (got none)");
        }
        Object value = arguments.get(0);
        for (Object key : arguments.subList(1, arguments.size())) {
            value = GoValues.index(value, key);
        }
        return value;
    }

    private String printFormatted(List<@Nullable Object> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String pattern)) {
            throw new FunctionException("the first argument must be the format, a string");
        }
        return GoFormat.printFormatted(pattern, arguments.subList(1, arguments.size()), limit);
    }

    private TemplateFunction escaped(UnaryOperator<String> escaper) {
        return arguments -> {
            String text =
                    arguments.size() == 1 ? GoFormat.shown(arguments.get(0), limit) : GoFormat.print(arguments, limit);
            return escaper.apply(text);
        };
    }

    private static @Nullable Object one(List<@Nullable Object> arguments) {
        if (arguments.size() != 1) {
            throw new FunctionException("1 argument is required (got " + arguments.size() + ")");
        }
        return arguments.get(0);
    }

    private static @Nullable Object two(List<@Nullable Object> arguments, int index) {
        if (arguments.size() != 2) {
            throw new FunctionException("2 arguments are required (got " + arguments.size() + ")");
        }
        return arguments.get(index);
    }
}
