package io.nautes.cluster.client.internal.retry;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the pieces of a text that occur in secrets. A rolling hash reads each secret once, so the time grows with the
 * sum of the lengths and not with their product. Pieces with equal hashes count as equal; at worst, a harmless piece is
 * treated as a secret.
 */
final class SecretPieces {
    private static final int FILTER_SIZE = 1 << 16;
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private SecretPieces() {}

    /** Returns the positions at which a piece of the given length begins that occurs in one of the secrets. */
    static BitSet find(String text, int length, List<String> secrets) {
        BitSet found = new BitSet();
        Map<Long, BitSet> positions = new HashMap<>();
        BitSet filter = new BitSet(FILTER_SIZE);
        roll(text, length, (start, hash) -> {
            positions.computeIfAbsent(hash, key -> new BitSet()).set(start);
            filter.set(slot(hash));
        });
        for (String secret : secrets) {
            roll(secret, length, (start, hash) -> {
                if (filter.get(slot(hash))) {
                    BitSet same = positions.remove(hash);
                    if (same != null) {
                        found.or(same);
                    }
                }
            });
        }
        return found;
    }

    /** Returns the slot of a hash in the filter, which avoids most lookups in the map and their boxed keys. */
    private static int slot(long hash) {
        return (int) ((hash ^ hash >>> 32) & (FILTER_SIZE - 1));
    }

    private interface Visitor {
        void visit(int start, long hash);
    }

    private static void roll(String text, int length, Visitor visitor) {
        long leaving = 1;
        for (int i = 0; i < length; i++) {
            leaving *= BASE;
        }
        long hash = 0;
        for (int end = 0; end < text.length(); end++) {
            hash = hash * BASE + text.charAt(end);
            if (end >= length) {
                hash -= leaving * text.charAt(end - length);
            }
            if (end + 1 >= length) {
                visitor.visit(end + 1 - length, hash);
            }
        }
    }
}
