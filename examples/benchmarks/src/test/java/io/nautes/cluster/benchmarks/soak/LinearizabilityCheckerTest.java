package io.nautes.cluster.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.benchmarks.soak.Operation.Kind;
import io.nautes.cluster.benchmarks.soak.Operation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Verifies that the checker accepts exactly the histories that a registry can produce. */
class LinearizabilityCheckerTest {
    private final List<Operation> history = new ArrayList<>();

    private LinearizabilityCheckerTest add(Kind kind, @Nullable String value, Outcome outcome, long start, long end) {
        history.add(new Operation("op-" + history.size(), "c", kind, value, outcome, start, end));
        return this;
    }

    private LinearizabilityCheckerTest save(String value, long start, long end) {
        return add(Kind.SAVE, value, Outcome.DONE, start, end);
    }

    private LinearizabilityCheckerTest unknownSave(String value, long start) {
        return add(Kind.SAVE, value, Outcome.UNKNOWN, start, start + 1);
    }

    private LinearizabilityCheckerTest read(@Nullable String value, long start, long end) {
        return add(Kind.READ, value, Outcome.DONE, start, end);
    }

    private LinearizabilityCheckerTest delete(Outcome outcome, long start, long end) {
        return add(Kind.DELETE, null, outcome, start, end);
    }

    private boolean isLinearizable() {
        return LinearizabilityChecker.isLinearizable(history);
    }

    @Test
    void sequentialOperationsAreAccepted() {
        read(null, 0, 1).save("a", 2, 3).read("a", 4, 5).save("b", 6, 7).read("b", 8, 9);
        delete(Outcome.DONE, 10, 11).read(null, 12, 13).delete(Outcome.ABSENT, 14, 15);

        assertThat(isLinearizable()).isTrue();
    }

    @Test
    void staleReadIsRefused() {
        save("a", 0, 1).save("b", 2, 3).read("a", 4, 5);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void lostSaveIsRefused() {
        save("a", 0, 1).read(null, 2, 3);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void saveThatIsReadAndThenLostIsRefused() {
        save("a", 0, 1).save("b", 2, 10).read("b", 3, 4).read("a", 5, 6);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void overlappingSavesMayComeInEitherOrder() {
        save("a", 0, 10).save("b", 1, 9).read("a", 11, 12);
        assertThat(isLinearizable()).isTrue();

        history.set(2, new Operation("r", "c", Kind.READ, "b", Outcome.DONE, 11, 12));
        assertThat(isLinearizable()).isTrue();
    }

    @Test
    void deletedClusterThatIsSeenAgainIsRefused() {
        save("a", 0, 1).delete(Outcome.DONE, 2, 3).read("a", 4, 5);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void deleteOfNothingIsRefused() {
        delete(Outcome.DONE, 0, 1);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void deleteThatFindsNothingAfterASaveIsRefused() {
        save("a", 0, 1).delete(Outcome.ABSENT, 2, 3);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void refusedSaveThatIsSeenIsRefused() {
        add(Kind.SAVE, "a", Outcome.REFUSED, 0, 1).read("a", 2, 3);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void unknownSaveMayHaveAnEffectOrNone() {
        unknownSave("a", 0).read(null, 10, 11);
        assertThat(isLinearizable()).isTrue();

        read("a", 20, 21);
        assertThat(isLinearizable()).isTrue();
    }

    @Test
    void unknownSaveHasNoEffectBeforeItsStart() {
        read("a", 0, 1).unknownSave("a", 2);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void unknownSaveHasItsEffectOnce() {
        unknownSave("a", 0).save("b", 5, 6).read("a", 7, 8).save("c", 9, 10).read("a", 11, 12);

        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void unknownDeleteExplainsAMissingCluster() {
        save("a", 0, 1).delete(Outcome.UNKNOWN, 2, 3).read("a", 4, 5).read(null, 6, 7);
        assertThat(isLinearizable()).isTrue();

        read("a", 8, 9);
        assertThat(isLinearizable()).isFalse();
    }

    @Test
    void historyOfARegisterIsAcceptedAndRefusedWithAForgedRead() {
        for (int seed = 0; seed < 300; seed++) {
            history.clear();
            Random random = new Random(seed);
            String forged = simulate(random);
            assertThat(isLinearizable()).as("seed %d", seed).isTrue();

            long after = history.stream().mapToLong(Operation::end).max().orElse(0) + 1;
            read(forged, after, after + 1);
            assertThat(isLinearizable()).as("seed %d, forged", seed).isFalse();
        }
    }

    /** Runs overlapping operations on a register; returns a value that a definite save has replaced permanently. */
    private String simulate(Random random) {
        String registered = null;
        long time = 10;
        for (int i = 0; i < 40; i++) {
            long point = time += 1 + random.nextInt(5);
            long start = point - random.nextInt(10);
            long end = point + random.nextInt(10);
            switch (random.nextInt(4)) {
                case 0 -> read(registered, start, end);
                case 1 -> {
                    delete(registered == null ? Outcome.ABSENT : Outcome.DONE, start, end);
                    registered = null;
                }
                case 2 -> {
                    String value = "v" + i;
                    boolean hasEffect = random.nextBoolean();
                    add(Kind.SAVE, value, Outcome.UNKNOWN, start, end);
                    registered = hasEffect ? value : registered;
                }
                default -> {
                    registered = "v" + i;
                    save(registered, start, end);
                }
            }
        }
        time += 100;
        save("old", time, time + 1);
        save("new", time + 2, time + 3);
        Collections.shuffle(history, random);
        return "old";
    }
}
