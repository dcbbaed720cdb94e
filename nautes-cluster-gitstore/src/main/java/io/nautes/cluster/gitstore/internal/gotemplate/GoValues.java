package io.nautes.cluster.gitstore.internal.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The truth, order, size and elements of values, by Go's rules. */
final class GoValues {
    /** The value of {@code nil}, and of a missing key of a map. It is written in another way than {@code null}. */
    static final Object NO_VALUE = new Object();

    private GoValues() {}

    static boolean isNil(@Nullable Object value) {
        return value == null || value == NO_VALUE;
    }

    /** Returns a value converted to one of the types that templates support. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value == null
                || value == NO_VALUE
                || value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof List
                || value instanceof Map
                || value instanceof GoStruct) {
            return value;
        }
        throw new FunctionException(
                "templates do not support values of type " + value.getClass().getName());
    }

    static String type(@Nullable Object value) {
        if (isNil(value)) {
            return "nil";
        }
        if (value instanceof GoStruct struct) {
            return struct.toString();
        }
        return value instanceof String
                ? "string"
                : value instanceof Long
                        ? "int"
                        : value instanceof Double ? "float64" : value instanceof Boolean ? "bool" : collection(value);
    }

    private static String collection(@Nullable Object value) {
        return value instanceof List ? "list" : "map";
    }

    /**
     * Returns whether a value is true: everything except nil, false, zero, and empty values; a struct is always true.
     */
    static boolean isTrue(@Nullable Object value) {
        if (isNil(value)) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        // size(text) would count the bytes of the text.
        return value instanceof GoStruct || (value instanceof String text ? !text.isEmpty() : size(value) > 0);
    }

    /** Returns the number of elements of a collection, or of bytes of a text. */
    static int size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new FunctionException("a value of type " + type(value) + " has no length");
    }

    static @Nullable Object field(@Nullable Object value, String name) {
        if (value instanceof GoStruct struct) {
            return of(struct.get(name));
        }
        if (value instanceof Map<?, ?> map) {
            return map.containsKey(name) ? orNoValue(map.get(name)) : NO_VALUE;
        }
        if (value == NO_VALUE) {
            return NO_VALUE;
        }
        throw new FunctionException("there is no field " + name + " in a value of type " + type(value));
    }

    private static @Nullable Object orNoValue(@Nullable Object value) {
        return value == null ? NO_VALUE : of(value);
    }

    static @Nullable Object index(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Map<?, ?> map && key instanceof String name) {
            return field(map, name);
        }
        if (!(value instanceof List) && !(value instanceof String)) {
            throw new FunctionException(
                    "a value of type " + type(value) + " has no element with an index of type " + type(key));
        }
        if (!(key instanceof Long index)) {
            throw new FunctionException("an index must be an int, and this one is of type " + type(key));
        }
        int size = size(value);
        if (index < 0 || index >= size) {
            throw new FunctionException("index " + index + " is out of range of " + size + " elements");
        }
        return value instanceof List<?> list
                ? orNoValue(list.get(index.intValue()))
                : (Object) (long) (((String) value).getBytes(StandardCharsets.UTF_8)[index.intValue()] & 0xFF);
    }

    static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (isNil(left) || isNil(right)) {
            return isNil(left) && isNil(right);
        }
        if (left instanceof List || left instanceof Map || right instanceof List || right instanceof Map) {
            throw new FunctionException("lists and maps cannot be compared");
        }
        if (left instanceof GoStruct && right instanceof GoStruct) {
            return left == right;
        }
        requireSameType(left, right);
        return Objects.equals(left, right);
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        requireSameType(left, right);
        if (left instanceof String text && right instanceof String other) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof Long number && right instanceof Long other) {
            return number.compareTo(other);
        }
        if (left instanceof Double number && right instanceof Double other) {
            return number < other ? -1 : number > other ? 1 : 0;
        }
        throw new FunctionException("values of type " + type(left) + " have no order");
    }

    private static void requireSameType(@Nullable Object left, @Nullable Object right) {
        if (!type(left).equals(type(right))) {
            throw new FunctionException(
                    "a value of type " + type(left) + " cannot be compared with one of type " + type(right));
        }
    }
}
