package io.nautes.cluster.gitstore.internal.mirror;

/**
 * The rule that decides when a mirror has become so large that it should be renewed. Guarded by the lock of its {@link
 * ObjectMirror}.
 */
final class MirrorGrowth {
    private final long wasteBytes;
    private long bytesAfterFetch;

    /** The size at which a renewal failed. The next one is tried after the mirror has grown by the limit again. */
    private long bytesAtFailure = -1;

    /**
     * Creates the rule.
     *
     * @param wasteBytes the allowed size beyond four times the size after the last fetch of everything
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

    /** Resets the rule after all objects were discarded. */
    void reset() {
        bytesAfterFetch = 0;
        bytesAtFailure = -1;
    }
}
