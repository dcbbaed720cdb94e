package io.nautes.cluster.client.internal.retry;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the pieces of a text that occur in secrets. The secrets are read once from end to end with a rolling hash, so
 * the time grows with the sum of the lengths and not with their product. Two pieces with the same hash count as the
 * same: at worst a harmless piece is taken for a secret one.
 */
final class SecretPieces {
    private static final int FILTER_SIZE = 1 << 16;
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private SecretPieces() {}

    /** Returns the positions in a text at which a piece of the given length begins that is in one of the secrets. */
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

    /** Returns the slot of a hash. A bit for each hash of the text saves most look-ups in the map, and their boxes. */
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
