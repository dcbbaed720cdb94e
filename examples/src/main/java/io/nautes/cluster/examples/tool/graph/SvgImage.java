package io.nautes.cluster.examples.tool.graph;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * An SVG image of an overview, with the cards of {@link HtmlPage} in columns of about equal height. Texts that are too long
 * for a card are truncated.
 */
public final class SvgImage {
    private static final int WIDTH = 300;
    private static final int GAP = 14;
    private static final int INDENT = 12;
    private static final int LINE = 17;
    private static final int TITLE = 44;
    private static final int MAX_COLUMNS = 8;

    private final GraphLanguage language;
    private final StringBuilder svg = new StringBuilder();

    private SvgImage(GraphLanguage language) {
        this.language = language;
    }

    /** Returns the image. */
    public static String of(ClusterOverview overview, GraphLanguage language) {
        SvgImage image = new SvgImage(language);
        image.write(overview);
        return image.svg.toString();
    }

    /** A line of a card. */
    private record Line(String text, String color, boolean isBold) {}

    private void write(ClusterOverview overview) {
        int total =
                overview.cards().stream().mapToInt(card -> height(card) + GAP).sum();
        int columns =
                Math.max(1, Math.min(MAX_COLUMNS, Math.min(overview.cards().size(), 1 + total / 900)));
        int[] ends = new int[columns];
        StringBuilder cards = new StringBuilder();
        for (ClusterCard card : overview.cards()) {
            int column = lowest(ends);
            svg.setLength(0);
            card(card, GAP + column * (WIDTH + GAP), TITLE + GAP + ends[column], WIDTH);
            cards.append(svg);
            ends[column] += height(card) + GAP;
        }
        int width = GAP + columns * (WIDTH + GAP);
        int height = TITLE + GAP + ends[highest(ends)];
        svg.setLength(0);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        .formatted(width, height, width, height))
                .append(" font-family=\"system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#f6f7f9\"/>\n");
        text(GAP, 28, new Line(GraphText.TITLE.in(language), "#1c2024", true), width - 2 * GAP, 16);
        svg.append(cards).append("</svg>\n");
    }

    private static int lowest(int[] ends) {
        int best = 0;
        for (int i = 1; i < ends.length; i++) {
            best = ends[i] < ends[best] ? i : best;
        }
        return best;
    }

    private static int highest(int[] ends) {
        int best = 0;
        for (int i = 1; i < ends.length; i++) {
            best = ends[i] > ends[best] ? i : best;
        }
        return best;
    }

    private int height(ClusterCard card) {
        int guests =
                card.guests().stream().mapToInt(guest -> height(guest) + INDENT).sum();
        return lines(card).size() * LINE + 14 + guests;
    }

    private List<Line> lines(ClusterCard card) {
        String dim = "#5d6670";
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(card.name(), "#1c2024", true));
        if (!card.apiServer().isEmpty()) {
            lines.add(new Line(GraphText.of(card.category()).in(language), dim, false));
            lines.add(new Line(card.apiServer(), dim, false));
        }
        if (!card.ports().isEmpty()) {
            lines.add(new Line(GraphText.PORTS.in(language) + ": " + String.join(", ", card.ports()), dim, false));
        }
        if (card.certificateEnd() != null) {
            String date =
                    card.certificateEnd().atOffset(ZoneOffset.UTC).toLocalDate().toString();
            lines.add(new Line(GraphText.CERTIFICATE.in(language) + " " + date, dim, false));
        }
        for (ClusterCard.Chip chip : card.chips()) {
            String mark = chip.isDefault() ? "○ " : "● ";
            lines.add(new Line(
                    mark + chip.category() + ": " + chip.product(), chip.isDefault() ? dim : "#1c2024", false));
        }
        for (ClusterCard.Problem problem : card.problems()) {
            String detail = problem.detail().isEmpty() ? "" : ": " + problem.detail();
            lines.add(new Line("⚠ " + problem.text().in(language) + detail, "#b42318", false));
        }
        return lines;
    }

    private void card(ClusterCard card, int x, int y, int width) {
        String color = GraphColors.of(card.category());
        int height = height(card);
        svg.append("""
                <rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="#fff" stroke="#d5dae0"/>
                <rect x="%d" y="%d" width="4" height="%d" rx="2" fill="%s"/>
                """.formatted(x, y, width, height, x, y, height, color));
        int line = y + 4;
        for (Line text : lines(card)) {
            line += LINE;
            text(x + INDENT, line, text, width - 2 * INDENT, 12);
        }
        int next = line + INDENT;
        for (ClusterCard guest : card.guests()) {
            card(guest, x + INDENT, next, width - 2 * INDENT);
            next += height(guest) + INDENT;
        }
    }

    private void text(int x, int y, Line line, int width, int size) {
        svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\"".formatted(x, y, line.color()))
                .append(line.isBold() ? " font-weight=\"600\"" : "")
                .append(size == 12 ? "" : " font-size=\"" + size + "\"")
                .append('>')
                .append(Markup.escaped(cut(line.text(), width, size)))
                .append("</text>\n");
    }

    /** Truncates a text; Chinese characters are as wide as they are high, others about half as wide. */
    private static String cut(String text, int width, int size) {
        StringBuilder cut = new StringBuilder();
        double used = 0;
        for (int c : text.codePoints().toArray()) {
            used += (Character.isIdeographic(c) ? 1.0 : 0.54) * size;
            if (used > width) {
                return cut.append('…').toString();
            }
            cut.appendCodePoint(c);
        }
        return cut.toString();
    }
}
