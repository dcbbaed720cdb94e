package io.nautes.cluster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineChartTest {
    @Test
    void linearGrowthIsAStraightLine() {
        LineChart chart = new LineChart("milliseconds", "N");
        chart.add("save", 10, 1);
        chart.add("save", 100, 10);
        chart.add("save", 1000, 100);

        assertThat(chart.toSvg())
                .contains("<polyline points=\"70.0,390.0 335.0,215.0 600.0,40.0\"")
                .contains(">save</text>")
                .contains(">1,000</text>");
    }

    @Test
    void valueOnABoundaryNeedsNoFurtherDecade() {
        LineChart chart = new LineChart("milliseconds", "N");
        chart.add("read", 1, 0.5);
        chart.add("read", 10, 1);

        assertThat(chart.toSvg().lines().filter(line -> line.contains("text-anchor=\"end\"")))
                .hasSize(2)
                .satisfiesExactly(
                        low -> assertThat(low).contains(">0.1</text>"),
                        high -> assertThat(high).contains(">1</text>"));
    }
}
