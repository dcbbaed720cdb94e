package io.nautes.cluster.gitstore.internal.gotemplate;

import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The remaining limits of one rendering. Used by one thread. */
final class Budget {
    private static final int CHARACTERS_PER_STEP = 16;
    private static final int ELEMENTS_PER_STEP = 4;

    /** The number of steps between two checks of whether to stop. */
    private static final int STEPS_PER_CHECK = 1_000;

    private final TemplateLimits limits;
    private final BooleanSupplier stop;
    private long work;
    private long created;
    private long nextCheck = STEPS_PER_CHECK;

    Budget(TemplateLimits limits, BooleanSupplier stop) {
        this.limits = limits;
        this.stop = stop;
    }

    /**
     * Counts steps.
     *
     * @throws FunctionException if there are too many steps, or if the rendering must stop
     */
    void work(long steps) {
        work += steps;
        if (work > limits.work()) {
            throw FunctionException.limit("the template takes more than " + limits.work() + " steps");
        }
        if (work >= nextCheck) {
            nextCheck = work + STEPS_PER_CHECK;
            if (stop.getAsBoolean()) {
                throw new FunctionException(Kind.STOPPED, "the rendering was stopped");
            }
        }
    }

    /** Counts a call with its arguments. */
    void call(List<@Nullable Object> arguments) {
        long steps = 1;
        for (Object argument : arguments) {
            if (argument instanceof String text) {
                steps += text.length() / CHARACTERS_PER_STEP;
            } else {
                steps += size(argument) / ELEMENTS_PER_STEP;
            }
        }
        work(steps);
    }

    private static int size(@Nullable Object value) {
        return value instanceof List<?> list ? list.size() : value instanceof Map<?, ?> map ? map.size() : 0;
    }

    /** Counts a value that a function returned. */
    void created(@Nullable Object value) {
        if (value instanceof String text) {
            if (text.length() > limits.text()) {
                throw FunctionException.limit("the text grows beyond " + limits.text() + " characters");
            }
            created += text.length();
        } else if (value instanceof List<?> list) {
            created += list.size();
            for (Object element : list) {
                created += element instanceof String text ? text.length() : 0;
            }
        } else {
            created += size(value);
        }
        if (created > limits.created()) {
            throw FunctionException.limit(
                    "the functions create more than " + limits.created() + " characters and elements");
        }
    }
}
