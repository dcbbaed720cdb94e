package io.nautes.cluster.gitstore.internal.branch;

import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import java.time.Duration;

/**
 * A head that is known without asking the server.
 *
 * @param snapshot the content that was read or written last
 * @param age the time since the server last confirmed it
 */
public record ConfirmedHead(GitSnapshot snapshot, Duration age) {}
