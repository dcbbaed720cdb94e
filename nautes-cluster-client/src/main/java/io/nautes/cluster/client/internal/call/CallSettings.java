package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * What requests are made with.
 *
 * @param tokens supplies access tokens
 * @param deadline how long a call may take
 * @param version the version of HTTP
 * @param headers headers of every request besides those that the contract demands
 */
public record CallSettings(
        CredentialSupplier<AccessToken> tokens,
        Duration deadline,
        HttpClient.Version version,
        Map<String, String> headers) {}
