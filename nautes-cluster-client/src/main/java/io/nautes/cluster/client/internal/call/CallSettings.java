package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of requests.
 *
 * @param tokens supplies access tokens
 * @param deadline the maximum duration of a call
 * @param version the version of HTTP
 * @param headers the headers of every request, besides those that the API requires
 */
public record CallSettings(
        CredentialSupplier<AccessToken> tokens,
        Duration deadline,
        HttpClient.Version version,
        Map<String, String> headers) {}
