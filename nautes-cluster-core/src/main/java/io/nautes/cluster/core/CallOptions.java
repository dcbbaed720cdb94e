package io.nautes.cluster.core;

import io.nautes.cluster.model.internal.support.HeaderSyntax;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings of a single call that apply to every operation. Immutable. */
public final class CallOptions {
    private static final CallOptions DEFAULTS = new CallOptions(null, Map.of());

    private final @Nullable Duration deadline;
    private final Map<String, String> headers;

    private CallOptions(@Nullable Duration deadline, Map<String, String> headers) {
        this.deadline = deadline;
        this.headers = headers;
    }

    /**
     * Returns the defaults: the registry's deadline and no headers.
     *
     * @return the options
     */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy with a deadline that replaces the registry's.
     *
     * @param value the time from the start of the call to its end
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public CallOptions withDeadline(Duration value) {
        return new CallOptions(TimeLimits.positive("deadline", value), headers);
    }

    /**
     * Returns a copy with an additional header for HTTP requests.
     *
     * @param name the header's name
     * @param value the value, of visible ASCII characters and spaces
     * @return a copy
     * @throws IllegalArgumentException if the header cannot be sent; the message does not show the value
     */
    public CallOptions withHeader(String name, String value) {
        String problem =
                HeaderSyntax.problem(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new CallOptions(deadline, Collections.unmodifiableMap(all));
    }

    /**
     * Returns how long the call may take.
     *
     * @return the time from the start of the call to its end; empty for the deadline of the registry
     */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /**
     * Returns the headers of HTTP requests.
     *
     * @return the values by name; an unmodifiable map that ignores the case of names
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the deadline and the names of the headers, without their values. */
    @Override
    public String toString() {
        return "CallOptions[deadline " + (deadline == null ? "of the registry" : deadline) + ", headers "
                + headers.keySet() + "]";
    }
}
