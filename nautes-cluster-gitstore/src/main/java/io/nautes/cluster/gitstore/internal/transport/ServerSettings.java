package io.nautes.cluster.gitstore.internal.transport;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings for access to a server.
 *
 * @param credentials the source of credentials, which is called for each exchange
 * @param connectTimeout the maximum duration of connecting
 * @param idleTimeout the maximum time without any data from the server
 * @param tls the TLS context; {@code null} for that of the platform
 * @param proxy the proxy selector; {@code null} for that of the platform
 * @param ssh the access over SSH; {@code null} if the server is not accessed over SSH
 */
public record ServerSettings(
        CredentialSource credentials,
        Duration connectTimeout,
        Duration idleTimeout,
        @Nullable SSLContext tls,
        @Nullable ProxySelector proxy,
        @Nullable SshAccess ssh) {}
