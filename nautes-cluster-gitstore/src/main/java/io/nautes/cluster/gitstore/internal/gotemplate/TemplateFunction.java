package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that templates can call. */
@FunctionalInterface
public interface TemplateFunction {
    /**
     * Calls the function.
     *
     * @param arguments the arguments, with a piped value last; each is nil ({@code null}), a {@link String}, a {@link
     *     Long}, a {@link Double}, a {@link Boolean}, a list, a map or a {@link GoStruct}
     * @return a value of the same types; {@code null} for nil
     * @throws FunctionException if the function does not accept the arguments
     */
    @Nullable
    Object call(List<@Nullable Object> arguments);
}
