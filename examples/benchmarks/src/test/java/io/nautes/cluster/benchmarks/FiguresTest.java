package io.nautes.cluster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void medianLeavesTheWarmUpOut() {
        assertThat(Figures.median(List.of(900.0, 800.0, 3.0, 1.0, 2.0), 2)).isEqualTo(2.0);
        assertThat(Figures.median(List.of())).isNaN();
    }

    @Test
    void allocationOfTheWorkIsCounted() throws Exception {
        byte[][] kept = new byte[1][];

        double megabytes = Figures.megabytes(() -> kept[0] = new byte[50_000_000]);

        assertThat(kept[0]).hasSize(50_000_000);
        assertThat(megabytes).isBetween(50.0, 150.0);
    }
}
