package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.ClusterRegistry;
import java.util.Locale;
import java.util.Objects;

/**
 * An operation of a {@link ClusterRegistry}, as reported to its listeners. Immutable.
 */
public final class RegistryOperation {
    private final Type type;
    private final String cluster;

    /** The kinds of operations. More may be added. */
    public enum Type {
        /** Registers or changes one cluster. */
        SAVE,
        /** Registers or changes several clusters in one commit. */
        SAVE_ALL,
        /** Reads one cluster. */
        FIND,
        /** Reads several clusters. */
        LIST,
        /** Deletes one registration. */
        DELETE,
        /** Deletes several registrations in one commit. */
        DELETE_ALL,
        /** Plans changes, of one cluster or several, without making them. */
        PLAN;

        /**
         * Returns whether operations of this type only read.
         *
         * @return {@code false} if they change registrations
         */
        public boolean isRead() {
            return this == FIND || this == LIST || this == PLAN;
        }
    }

    private RegistryOperation(Type type, String cluster) {
        this.type = Objects.requireNonNull(type, "type");
        this.cluster = Objects.requireNonNull(cluster, "cluster");
    }

    /** Returns the save of one cluster. */
    public static RegistryOperation save(String cluster) {
        return new RegistryOperation(Type.SAVE, cluster);
    }

    /** Returns the save of several clusters in one commit. */
    public static RegistryOperation saveAll() {
        return new RegistryOperation(Type.SAVE_ALL, "");
    }

    /** Returns the read of one cluster. */
    public static RegistryOperation find(String cluster) {
        return new RegistryOperation(Type.FIND, cluster);
    }

    /** Returns the read of several clusters. */
    public static RegistryOperation list() {
        return new RegistryOperation(Type.LIST, "");
    }

    /** Returns the deletion of one registration. */
    public static RegistryOperation delete(String cluster) {
        return new RegistryOperation(Type.DELETE, cluster);
    }

    /** Returns the plan of a change of one cluster; of several if the name is empty. */
    public static RegistryOperation plan(String cluster) {
        return new RegistryOperation(Type.PLAN, cluster);
    }

    /** Returns the deletion of several registrations in one commit. */
    public static RegistryOperation deleteAll() {
        return new RegistryOperation(Type.DELETE_ALL, "");
    }

    /**
     * Returns the type of the operation.
     *
     * @return the type, which has few values and so can be a tag of a metric
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the cluster's name.
     *
     * @return the name; empty if the operation is not about one cluster
     */
    public String cluster() {
        return cluster;
    }

    /** Returns the operation as in log lines, such as {@code save host-1}. */
    @Override
    public String toString() {
        String verb = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return cluster.isEmpty() ? verb : verb + " " + cluster;
    }
}
