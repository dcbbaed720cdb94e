/**
 * Exchanges with a Git server. {@link io.nautes.cluster.gitstore.internal.transport.RemoteBranch} fetches and pushes a
 * branch over HTTP, over SSH, or from a local path. Each exchange ends at its deadline, and its failures are translated
 * here.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.transport;

import org.jspecify.annotations.NullMarked;
