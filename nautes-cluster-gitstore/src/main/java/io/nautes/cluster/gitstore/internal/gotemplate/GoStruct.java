package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value with a fixed set of named fields, like a Go struct. Reading a field that does not exist is an error, whereas
 * a map returns no value. {@link #toString} shows only the type, because fields may be secret.
 */
public final class GoStruct {
    private final String type;
    private final Map<String, @Nullable Object> fields;

    private GoStruct(String type, Map<String, @Nullable Object> fields) {
        this.type = type;
        this.fields = fields;
    }

    /**
     * Returns a struct.
     *
     * @param type the name of its type, for messages
     * @param fields the fields in their order; {@code null} is nil
     */
    public static GoStruct of(String type, Map<String, @Nullable Object> fields) {
        return new GoStruct(type, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /**
     * Returns the value of a field.
     *
     * @param name the name of the field
     * @return the value; {@code null} for nil
     * @throws FunctionException if there is no such field
     */
    public @Nullable Object get(String name) {
        Object value = fields.get(name);
        if (value == null && !fields.containsKey(name)) {
            throw new FunctionException(
                    "there is no field " + name + " in " + type + "; its fields are " + fields.keySet());
        }
        return value;
    }

    Set<String> names() {
        return fields.keySet();
    }

    Iterable<@Nullable Object> values() {
        return fields.values();
    }

    @Override
    public String toString() {
        return type;
    }
}
