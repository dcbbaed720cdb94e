package io.nautes.cluster.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times, medians, and the lines of the tables that compare them. */
public final class Figures {
    private Figures() {}

    /** Work whose time is measured. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does the work.
         *
         * @throws Exception if it fails, which ends the benchmark
         */
        void run() throws Exception;
    }

    /** Runs work and returns its time in milliseconds. */
    public static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Returns the median; {@code NaN} for no values. */
    public static double median(List<Double> values) {
        return median(values, 0);
    }

    /** Returns the median of all but the first values, which are a warm-up. */
    public static double median(List<Double> values, int warmUp) {
        return median(
                values.stream().skip(warmUp).mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns the median; {@code NaN} for no values. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Prints the head of a table. */
    public static void header(String title) {
        System.out.printf(
                Locale.ROOT, "%n%-52s %10s %10s %7s %6s  %s%n", title, "ours", "peer", "ratio", "goal", "met");
    }

    /** Prints a line that compares a value with a peer's, or with a limit. */
    public static void print(String work, double ours, double peer, double goal) {
        double ratio = ours / peer;
        System.out.printf(
                Locale.ROOT,
                "%-52s %10.1f %10.1f %7.2f %6.2f  %s%n",
                work,
                ours,
                peer,
                ratio,
                goal,
                ratio <= goal ? "yes" : "NO");
    }

    /**
     * Runs work and returns the megabytes that are allocated meanwhile, by all threads that are alive at the end.
     */
    public static double megabytes(Work work) throws Exception {
        Map<Long, Long> before = allocated();
        work.run();
        double bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return bytes / 1e6;
    }

    private static Map<Long, Long> allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], Math.max(0, bytes[i]));
        }
        return allocated;
    }
}
