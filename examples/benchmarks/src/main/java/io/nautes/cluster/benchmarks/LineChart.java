package io.nautes.cluster.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A chart of values by a number, both on logarithmic scales, as SVG. On these scales, linear growth is a line of slope one. */
public final class LineChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 600;
    private static final int TOP = 40;
    private static final int BOTTOM = 390;
    private static final List<String> COLORS =
            List.of("#1b6ca8", "#d1495b", "#2e8b57", "#8a5fbf", "#c77f1a", "#444444", "#1aa3a3", "#a83279");

    private final String title;
    private final String across;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    private record Point(double x, double y) {}

    /**
     * Creates an empty chart.
     *
     * @param title the title, with the unit of the values
     * @param across the name of the number
     */
    public LineChart(String title, String across) {
        this.title = title;
        this.across = across;
    }

    /** Adds a point to a line. Values must be positive. */
    public void add(String line, double x, double y) {
        lines.computeIfAbsent(line, key -> new ArrayList<>()).add(new Point(x, y));
    }

    /** Returns the chart. */
    public String toSvg() {
        List<Point> points = lines.values().stream().flatMap(List::stream).toList();
        double minX = points.stream().mapToDouble(Point::x).min().orElse(1);
        double maxX = points.stream().mapToDouble(Point::x).max().orElse(10);
        double minY = Math.pow(
                10,
                Math.floor(
                        Math.log10(points.stream().mapToDouble(Point::y).min().orElse(1))));
        double maxY = Math.pow(
                10,
                Math.ceil(Math.log10(points.stream().mapToDouble(Point::y).max().orElse(10))));
        Scale x = new Scale(minX, maxX, LEFT, RIGHT);
        Scale y = new Scale(minY, maxY, BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH,
                HEIGHT);
        append(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        append(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        for (double value = minY; value <= maxY * 1.001; value *= 10) {
            append(
                    svg,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT,
                    RIGHT,
                    y.of(value),
                    y.of(value));
            append(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8,
                    y.of(value) + 4,
                    label(value));
        }
        points.stream()
                .mapToDouble(Point::x)
                .distinct()
                .sorted()
                .forEach(value -> append(
                        svg,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        x.of(value),
                        BOTTOM + 18,
                        label(value)));
        append(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + RIGHT) / 2,
                BOTTOM + 38,
                across);
        int number = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            String color = COLORS.get(number % COLORS.size());
            StringBuilder path = new StringBuilder();
            for (Point point : line.getValue()) {
                append(path, "%.1f,%.1f", x.of(point.x()), y.of(point.y()));
                append(
                        svg,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                        x.of(point.x()),
                        y.of(point.y()),
                        color);
            }
            append(
                    svg,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                    path.toString().strip().replace('\n', ' '),
                    color);
            append(
                    svg,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                    RIGHT + 20,
                    TOP + 20 + 20 * number,
                    color,
                    line.getKey());
            number++;
        }
        append(svg, "</svg>");
        return svg.toString();
    }

    private static void append(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String label(double value) {
        return value >= 1
                ? String.format(Locale.ROOT, "%,.0f", value)
                : BigDecimal.valueOf(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private record Scale(double least, double greatest, double from, double to) {
        double of(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(greatest / least);
        }
    }
}
