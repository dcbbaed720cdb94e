package io.nautes.cluster.gitstore;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the server is spoken to.
 *
 * @param credentials asked once for each operation; may give {@code null}
 * @param connectTimeout how long to wait for a connection
 * @param idleTimeout how long the server may be silent
 * @param tls one factory for all connections, so that they can be kept alive; {@code null} for the platform's
 * @param proxy {@code null} for the platform's
 * @param ssh {@code null} if the server is not spoken to over SSH
 */
record HttpSettings(
        Supplier<? extends @Nullable GitCredentials> credentials,
        Duration connectTimeout,
        Duration idleTimeout,
        @Nullable SSLSocketFactory tls,
        @Nullable ProxySelector proxy,
        @Nullable GitSsh ssh) {}
