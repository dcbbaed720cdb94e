package io.nautes.cluster.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What requests are made with.
 *
 * @param base the API server's URL without a slash at the end
 * @param tokens where access tokens come from
 * @param deadline how long a call may take
 * @param version the version of HTTP
 * @param headers headers of every request besides those that the contract demands
 * @param observers who is told of attempts
 * @param bodyLimit the greatest length of an answer, in bytes
 * @param errorBodyLimit the greatest length of the body of a failure, in bytes
 */
record ClientSettings(
        String base,
        TokenSource tokens,
        Duration deadline,
        HttpClient.Version version,
        Map<String, String> headers,
        List<ClientObserver> observers,
        int bodyLimit,
        int errorBodyLimit) {}
