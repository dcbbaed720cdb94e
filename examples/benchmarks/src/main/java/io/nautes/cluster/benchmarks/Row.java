package io.nautes.cluster.benchmarks;

/**
 * A row of the table.
 *
 * @param work the unit of work
 * @param ours our benchmark
 * @param peer the benchmark it is compared with
 * @param goal the greatest ratio of ours to the peer's
 * @param allocationToo whether the goal also applies to allocation
 */
record Row(String work, String ours, String peer, double goal, boolean allocationToo) {}
