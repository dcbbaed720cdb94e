package io.nautes.cluster.model;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document. Its pointer is only made for what does not fit, which is seldom.
 *
 * @param outer what it stands in; {@code null} for the whole document
 * @param key its key there; {@code null} in a list
 * @param index its index in a list
 */
record Place(@Nullable Place outer, @Nullable String key, int index) {
    static final Place DOCUMENT = new Place(null, null, 0);

    Place child(String name) {
        return new Place(this, name, 0);
    }

    Place child(int position) {
        return new Place(this, null, position);
    }

    /** The JSON pointer (RFC 6901). */
    String pointer() {
        if (outer == null) {
            return "";
        }
        return key == null ? JsonPointers.child(outer.pointer(), index) : JsonPointers.child(outer.pointer(), key);
    }
}
