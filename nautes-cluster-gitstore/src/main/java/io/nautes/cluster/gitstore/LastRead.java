package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreSnapshot;
import java.time.Duration;

/**
 * The content that a {@link GitClusterStore} knows without asking the server.
 *
 * @param snapshot the content that was read or written last
 * @param age the time since the server last confirmed it
 */
public record LastRead(StoreSnapshot snapshot, Duration age) {}
