package io.nautes.cluster.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What requests are made with.
 *
 * @param base the API server's URL without a slash at the end
 * @param tokens where access tokens come from
 * @param deadline how long an operation may take
 * @param userAgent the header {@code User-Agent}
 * @param headers more headers
 * @param observers who is told of attempts
 * @param bodyLimit the greatest length of an answer, in bytes
 * @param errorBodyLimit the greatest length of the body of a failure, in bytes
 */
record ClientSettings(
        String base,
        TokenSource tokens,
        Duration deadline,
        String userAgent,
        Map<String, String> headers,
        List<ClientObserver> observers,
        int bodyLimit,
        int errorBodyLimit) {}
