package io.nautes.cluster.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * What requests are made with.
 *
 * @param tokens where access tokens come from
 * @param deadline how long a call may take
 * @param version the version of HTTP
 * @param headers headers of every request besides those that the contract demands
 */
record ClientSettings(TokenSource tokens, Duration deadline, HttpClient.Version version, Map<String, String> headers) {}
