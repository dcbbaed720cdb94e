package io.nautes.cluster.client.internal.call;

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
        TokenSupplier tokens, Duration deadline, HttpClient.Version version, Map<String, String> headers) {
    /** Stands for every longer time, so that sums of times in nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Returns a time, or one that is as good as endless if it is longer than that. */
    public static Duration bounded(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }
}
