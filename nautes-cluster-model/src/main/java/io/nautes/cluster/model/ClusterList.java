package io.nautes.cluster.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a list.
 *
 * @param items the clusters; {@code null} if the reply has no such field
 */
record ClusterList(@Nullable List<Cluster> items) {}
