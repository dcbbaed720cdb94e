package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value with a fixed set of named fields, as a Go struct is. To ask for a field it does not have is an error, where a
 * map answers that there is no value. {@code toString} shows the type only: fields may be secret.
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
     * @param type its name in messages
     * @param fields its fields in their order; {@code null} is nil
     * @return the struct
     */
    public static GoStruct of(String type, Map<String, @Nullable Object> fields) {
        return new GoStruct(type, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /**
     * Returns a field's value.
     *
     * @param name the field
     * @return its value; {@code null} for nil
     * @throws FunctionException if there is no such field
     */
    public @Nullable Object get(String name) {
        Object value = fields.get(name);
        if (value == null && !fields.containsKey(name)) {
            throw new FunctionException("there is no field " + name + " in " + type + "; there are " + fields.keySet());
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
