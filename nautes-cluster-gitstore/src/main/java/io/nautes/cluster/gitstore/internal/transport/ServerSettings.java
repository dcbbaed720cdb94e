package io.nautes.cluster.gitstore.internal.transport;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to communicate with a server.
 *
 * @param credentials asked for each exchange
 * @param connectTimeout how long to wait for a connection
 * @param idleTimeout how long the server may be silent
 * @param tls {@code null} for the platform's context
 * @param proxy {@code null} for the platform's selector
 * @param ssh {@code null} if the server is not reached over SSH
 */
public record ServerSettings(
        CredentialSource credentials,
        Duration connectTimeout,
        Duration idleTimeout,
        @Nullable SSLContext tls,
        @Nullable ProxySelector proxy,
        @Nullable SshAccess ssh) {}
