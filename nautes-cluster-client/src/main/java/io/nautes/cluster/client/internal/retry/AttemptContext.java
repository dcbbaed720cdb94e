package io.nautes.cluster.client.internal.retry;

/**
 * The context of an attempt, which a decision takes into account besides the call and the result.
 *
 * @param number the number of the attempt, counted from 1
 * @param nanosLeft the time until the deadline, in nanoseconds
 * @param tokenCanBeRenewed whether another token may be requested
 * @param redactor removes secrets from messages
 */
public record AttemptContext(int number, long nanosLeft, boolean tokenCanBeRenewed, Redactor redactor) {}
