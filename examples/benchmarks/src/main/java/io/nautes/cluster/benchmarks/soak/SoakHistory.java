package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.benchmarks.soak.Operation.Kind;
import io.nautes.cluster.benchmarks.soak.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operations that all processes have reported. Thread-safe. */
final class SoakHistory {
    private final Map<String, Operation> begun = new HashMap<>();
    private final List<Operation> ended = new ArrayList<>();
    private final Map<String, Integer> troubles = new TreeMap<>();
    private final List<String> crashes = new ArrayList<>();

    /** Returns the number of failures that processes caused themselves, by kind. */
    synchronized Map<String, Integer> troubles() {
        return new TreeMap<>(troubles);
    }

    /** Adds a line that a process printed. */
    synchronized void add(String line) {
        String[] parts = line.split(" ", -1);
        switch (parts[0]) {
            case "BEGIN" ->
                begun.put(
                        parts[1],
                        new Operation(
                                parts[1],
                                parts[2],
                                Kind.valueOf(parts[3]),
                                value(parts[4]),
                                Outcome.UNKNOWN,
                                Long.parseLong(parts[5]),
                                Long.MAX_VALUE));
            case "END" -> {
                Operation operation = begun.remove(parts[1]);
                if (operation != null) {
                    ended.add(new Operation(
                            operation.id(),
                            operation.cluster(),
                            operation.kind(),
                            operation.kind() == Kind.READ ? value(parts[3]) : operation.value(),
                            Outcome.valueOf(parts[2]),
                            operation.start(),
                            Long.parseLong(parts[4])));
                }
            }
            case "CRASH" -> crashes.add(line);
            case "TROUBLE" -> troubles.merge(parts[1], 1, Integer::sum);
            default -> {}
        }
    }

    private static @Nullable String value(String text) {
        return text.equals("null") ? null : text;
    }

    /** Adds the final registrations after all processes have ended. */
    synchronized void addFinalRead(String cluster, @Nullable String value) {
        long now = System.nanoTime();
        ended.add(new Operation("final-" + cluster, cluster, Kind.READ, value, Outcome.DONE, now, now + 1));
    }

    synchronized List<String> crashes() {
        return List.copyOf(crashes);
    }

    synchronized Set<String> clusters() {
        return new TreeSet<>(byCluster().keySet());
    }

    /** Returns all operations by cluster. Those that never ended have an unknown outcome. */
    synchronized Map<String, List<Operation>> byCluster() {
        Map<String, List<Operation>> byCluster = new TreeMap<>();
        for (List<Operation> operations : List.of(ended, List.copyOf(begun.values()))) {
            operations.forEach(operation -> byCluster
                    .computeIfAbsent(operation.cluster(), name -> new ArrayList<>())
                    .add(operation));
        }
        return byCluster;
    }

    /** Returns the clusters with a change of unknown outcome that no later, definite change has followed. */
    synchronized Set<String> clustersWithAnUnknownChange() {
        Set<String> open = new TreeSet<>();
        byCluster().forEach((cluster, operations) -> {
            long lastDefinite = operations.stream()
                    .filter(operation -> operation.kind() != Kind.READ
                            && (operation.outcome() == Outcome.DONE || operation.outcome() == Outcome.ABSENT))
                    .mapToLong(Operation::start)
                    .max()
                    .orElse(Long.MIN_VALUE);
            boolean isOpen =
                    operations.stream().anyMatch(operation -> operation.isOptional() && operation.end() > lastDefinite);
            if (isOpen) {
                open.add(cluster);
            }
        });
        return open;
    }

    /** Returns the number of operations by kind and outcome. */
    @Override
    public synchronized String toString() {
        Map<String, Integer> counts = new TreeMap<>();
        byCluster()
                .values()
                .forEach(operations -> operations.forEach(
                        operation -> counts.merge(operation.kind() + " " + operation.outcome(), 1, Integer::sum)));
        return "operations: " + counts;
    }
}
