package io.nautes.cluster.gitstore.internal.mirror;

/** Decides when a mirror has grown so much that it should be renewed. Guarded by the lock of its {@link ObjectMirror}. */
final class MirrorGrowth {
    private final long wasteBytes;
    private long bytesAfterFetch;

    /** The size at which a renewal failed; the next one is tried when as much as the limit was added. */
    private long bytesAtFailure = -1;

    /**
     * Creates the rule.
     *
     * @param wasteBytes how much may pile up beyond four times what was fetched
     */
    MirrorGrowth(long wasteBytes) {
        this.wasteBytes = wasteBytes;
    }

    boolean isOutgrown(long bytes) {
        if (bytesAfterFetch == 0) {
            bytesAfterFetch = bytes;
        }
        boolean isToRetry = bytesAtFailure < 0 || bytes > bytesAtFailure + wasteBytes;
        return isToRetry && bytes > wasteBytes + 4 * bytesAfterFetch;
    }

    void renewalFailed(long bytes) {
        bytesAtFailure = bytes;
    }

    /** Begins again, after all was thrown away. */
    void reset() {
        bytesAfterFetch = 0;
        bytesAtFailure = -1;
    }
}
