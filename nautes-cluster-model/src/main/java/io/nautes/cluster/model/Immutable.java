package io.nautes.cluster.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies into unmodifiable collections that keep their order, which the copies of the JDK's factories do not. */
final class Immutable {
    private Immutable() {}

    static <K, V> Map<K, V> map(@Nullable Map<? extends K, ? extends V> source, String what) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        Map<K, V> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (key == null || value == null) {
                throw new IllegalArgumentException(what + " must not hold null (key " + key + ")");
            }
            copy.put(key, value);
        });
        return Collections.unmodifiableMap(copy);
    }

    static Map<ComponentCategory, Component> components(@Nullable Map<ComponentCategory, Component> source) {
        Map<ComponentCategory, Component> copy = new EnumMap<>(ComponentCategory.class);
        copy.putAll(map(source, "components_list"));
        return copy.isEmpty() ? Map.of() : Collections.unmodifiableMap(copy);
    }

    static <V> Map<String, List<V>> mapOfLists(@Nullable Map<String, List<V>> source, String what) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        Map<String, List<V>> copy = new LinkedHashMap<>();
        map(source, what).forEach((key, values) -> copy.put(key, list(values, what + "/" + key)));
        return Collections.unmodifiableMap(copy);
    }

    static <V> List<V> list(@Nullable List<? extends V> source, String what) {
        if (source == null || source.isEmpty()) {
            return List.of();
        }
        for (V value : source) {
            if (value == null) {
                throw new IllegalArgumentException(what + " must not hold null");
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(source));
    }

    /** Copies a tree of maps, lists and scalars; {@code null} is a value here. */
    static Map<String, @Nullable Object> tree(@Nullable Map<String, ? extends @Nullable Object> source) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> copy.put(key, value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), value(inner)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(inner -> copy.add(value(inner)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
