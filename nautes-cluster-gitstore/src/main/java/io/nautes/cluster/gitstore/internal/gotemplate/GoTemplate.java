package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled template in the language of Go's {@code text/template}. It supports actions, comments and trim markers,
 * {@code if}, {@code else}, {@code else if}, {@code with}, {@code range}, {@code break}, {@code continue}, variables,
 * fields, pipelines, parentheses, constants, and the functions {@code and or not eq ne lt le gt ge len index print
 * printf println html js urlquery}. Nested templates ({@code define}, {@code template}, {@code block}) and methods are
 * not supported.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class GoTemplate {
    private static final int MAX_TEMPLATE = 1 << 20;

    private final Source source;
    private final TemplateLimits limits;
    private final Map<String, TemplateFunction> builtins;
    private final List<Node> nodes;
    private final int slots;

    private GoTemplate(
            Source source, TemplateLimits limits, Map<String, TemplateFunction> builtins, Parser.Parsed parsed) {
        this.source = source;
        this.limits = limits;
        this.builtins = builtins;
        this.nodes = parsed.nodes();
        this.slots = parsed.slots();
    }

    /**
     * Compiles a template.
     *
     * @param name the name of the template for messages, such as its path
     * @param text the text of the template
     * @param functions the names of the functions that it can call besides the built-in ones
     * @param limits the limits of its renderings
     * @return the compiled template
     * @throws TemplateException if the text is not valid, calls an unknown function, or is nested too deeply
     */
    public static GoTemplate compile(String name, String text, Set<String> functions, TemplateLimits limits) {
        Source source = new Source(name, text);
        if (text.length() > MAX_TEMPLATE) {
            String problem = "the template is longer than " + MAX_TEMPLATE + " characters";
            throw TemplateException.at(TemplateException.Kind.LIMIT, problem, source, 0);
        }
        Map<String, TemplateFunction> builtins = Builtins.functions(limits.text());
        Set<String> known = new HashSet<>(functions);
        known.addAll(builtins.keySet());
        known.add(Builtins.AND);
        known.add(Builtins.OR);
        return new GoTemplate(source, limits, builtins, Parser.parse(source, known, limits));
    }

    /**
     * Renders the template. The rendering stops if the thread is interrupted.
     *
     * @param root the value of {@code .} and {@code $}
     * @param functions the functions, by the names that the template was compiled with
     * @param escaping the escaping of values
     * @return the text
     * @throws TemplateException if an action fails, a limit is exceeded, or the thread is interrupted
     */
    public String render(@Nullable Object root, Map<String, TemplateFunction> functions, Escaping escaping) {
        return render(root, functions, escaping, Thread.currentThread()::isInterrupted);
    }

    /**
     * Renders the template until it is stopped.
     *
     * @param root the value of {@code .} and {@code $}
     * @param functions the functions, by the names that the template was compiled with
     * @param escaping the escaping of values
     * @param stop called repeatedly in the thread of the rendering; {@code true} stops the rendering
     * @return the text
     * @throws TemplateException if an action fails, a limit is exceeded, or the rendering is stopped
     */
    public String render(
            @Nullable Object root, Map<String, TemplateFunction> functions, Escaping escaping, BooleanSupplier stop) {
        return new Execution(this, functions, escaping, GoValues.of(root), stop).run(nodes);
    }

    @Nullable
    TemplateFunction builtin(String name) {
        return builtins.get(name);
    }

    Source source() {
        return source;
    }

    TemplateLimits limits() {
        return limits;
    }

    int slots() {
        return slots;
    }
}
