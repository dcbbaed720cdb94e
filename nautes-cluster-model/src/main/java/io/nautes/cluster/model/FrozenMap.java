package io.nautes.cluster.model;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map that keeps its order. Unlike an unmodifiable view of the JDK, it can be recognized as immutable,
 * so that a copy of a record does not copy its maps again.
 */
final class FrozenMap<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> entries;

    /** Wraps a map to which there are no other references. */
    FrozenMap(Map<K, V> entries) {
        this.entries = entries;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }

    @Override
    public Set<K> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public Collection<V> values() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries.forEach(action);
    }

    @Override
    public @Nullable V get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
