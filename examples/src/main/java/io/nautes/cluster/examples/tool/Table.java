package io.nautes.cluster.examples.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/** Rows of text in aligned columns. */
final class Table {
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void add(String... cells) {
        rows.add(Stream.of(cells).map(SafeWriter::escaped).map(Table::oneLine).toList());
    }

    private static String oneLine(String cell) {
        return cell.replaceAll("[\\r\\n\\t]+", " ");
    }

    /**
     * Returns the columns that a terminal needs: two for an East Asian character, none for a combining one or a color.
     */
    static int width(String cell) {
        return COLOR.matcher(cell)
                .replaceAll("")
                .codePoints()
                .map(c -> Math.max(0, WCWidth.wcwidth(c)))
                .sum();
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell);
                if (i < columns - 1) {
                    line.append(" ".repeat(widths[i] - width(cell))).append(GAP);
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
