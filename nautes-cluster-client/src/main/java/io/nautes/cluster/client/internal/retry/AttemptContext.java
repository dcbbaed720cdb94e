package io.nautes.cluster.client.internal.retry;

/**
 * What a decision depends on besides the call and the result of the attempt.
 *
 * @param number which attempt it was, counted from 1
 * @param nanosLeft time until the deadline
 * @param tokenCanBeRenewed whether another token may be asked for
 * @param redactor takes secrets out of the server's words
 */
public record AttemptContext(int number, long nanosLeft, boolean tokenCanBeRenewed, Redactor redactor) {}
