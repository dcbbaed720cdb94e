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

    static <K, V> Map<K, V> map(@Nullable Map<K, V> source, String what) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        if (source instanceof FrozenMap) {
            return source;
        }
        Map<K, V> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> copy.put(key, checked(key, value, what)));
        return new FrozenMap<>(copy);
    }

    private static <V> V checked(@Nullable Object key, @Nullable V value, String what) {
        if (key == null || value == null) {
            throw new IllegalArgumentException(what + " must not hold null (key " + key + ")");
        }
        return value;
    }

    static Map<ComponentCategory, Component> components(@Nullable Map<ComponentCategory, Component> source) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        if (source instanceof FrozenMap) {
            return source;
        }
        if (source instanceof EnumMap<ComponentCategory, Component> sorted && !sorted.containsValue(null)) {
            return new FrozenMap<>(new EnumMap<>(sorted));
        }
        Map<ComponentCategory, Component> copy = new EnumMap<>(ComponentCategory.class);
        source.forEach((category, component) -> copy.put(category, checked(category, component, "components_list")));
        return new FrozenMap<>(copy);
    }

    static <V> Map<String, List<V>> mapOfLists(@Nullable Map<String, List<V>> source, String what) {
        if (source == null || source.isEmpty()) {
            return Map.of();
        }
        if (source instanceof FrozenMap) {
            return source;
        }
        Map<String, List<V>> copy = new LinkedHashMap<>();
        source.forEach((key, values) -> {
            List<V> list = checked(key, values, what);
            if (hasNull(list)) {
                throw new IllegalArgumentException(what + "/" + key + " must not hold null");
            }
            copy.put(key, List.copyOf(list));
        });
        return new FrozenMap<>(copy);
    }

    private static boolean hasNull(List<?> list) {
        for (Object value : list) {
            if (value == null) {
                return true;
            }
        }
        return false;
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
