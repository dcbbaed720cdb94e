package io.nautes.cluster.model;

/** Builds JSON pointers (RFC 6901). */
public final class JsonPointers {
    private JsonPointers() {}

    /**
     * Returns a pointer one step deeper.
     *
     * @param pointer a pointer; empty for the whole document
     * @param key the key or index
     * @return the pointer to the key's value
     */
    public static String child(String pointer, String key) {
        return pointer + "/" + escape(key);
    }

    /**
     * Returns a pointer one step deeper.
     *
     * @param pointer a pointer; empty for the whole document
     * @param index the index in a list, counted from 0
     * @return the pointer to the item
     */
    public static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    private static String escape(String key) {
        return key.indexOf('~') < 0 && key.indexOf('/') < 0
                ? key
                : key.replace("~", "~0").replace("/", "~1");
    }
}
