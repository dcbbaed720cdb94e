package io.nautes.cluster.core.spi;

import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a {@link KubeconfigStore}: a cluster's kubeconfig, and whether the save that it belongs to has ended.
 *
 * <p>A save stores its kubeconfig before it changes the registration, so for a short time the kubeconfig is
 * <em>pending</em>: readers already get it, and the entry also holds the previously confirmed kubeconfig. If the save
 * fails, the previous kubeconfig is restored. A process that is killed in between leaves a pending entry, which the
 * next save of the cluster takes over.
 *
 * <p>Immutable and safe for use by several threads. {@link #toString()} does not show the kubeconfig.
 */
public final class KubeconfigEntry {
    private final Kubeconfig kubeconfig;
    private final boolean pending;
    private final @Nullable Kubeconfig previous;

    private KubeconfigEntry(Kubeconfig kubeconfig, boolean pending, @Nullable Kubeconfig previous) {
        this.kubeconfig = Objects.requireNonNull(kubeconfig, "kubeconfig");
        this.pending = pending;
        this.previous = previous;
    }

    /**
     * Creates an entry whose save has ended.
     *
     * @param kubeconfig the cluster's kubeconfig
     * @return the entry
     */
    public static KubeconfigEntry confirmed(Kubeconfig kubeconfig) {
        return new KubeconfigEntry(kubeconfig, false, null);
    }

    /**
     * Creates an entry whose save is in progress.
     *
     * @param kubeconfig the kubeconfig that belongs to the save
     * @param previous the kubeconfig to restore if the save fails; {@code null} if there was none
     * @return the entry
     */
    public static KubeconfigEntry pending(Kubeconfig kubeconfig, @Nullable Kubeconfig previous) {
        return new KubeconfigEntry(kubeconfig, true, previous);
    }

    /**
     * Returns the kubeconfig that readers get.
     *
     * @return the kubeconfig
     */
    public Kubeconfig kubeconfig() {
        return kubeconfig;
    }

    /**
     * Returns whether the save that stored the kubeconfig has not ended yet.
     *
     * @return {@code true} from the time that the kubeconfig is stored until the save of the registration has ended
     */
    public boolean isPending() {
        return pending;
    }

    /**
     * Returns the kubeconfig that is restored if the pending save fails.
     *
     * @return the last confirmed kubeconfig; empty if there was none, or if this entry is confirmed
     */
    public Optional<Kubeconfig> previous() {
        return Optional.ofNullable(previous);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KubeconfigEntry that
                && pending == that.pending
                && kubeconfig.equals(that.kubeconfig)
                && Objects.equals(previous, that.previous);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kubeconfig, pending, previous);
    }

    /** Returns the entry's state without its content. */
    @Override
    public String toString() {
        return "KubeconfigEntry[" + (pending ? "pending" : "confirmed") + "]";
    }
}
