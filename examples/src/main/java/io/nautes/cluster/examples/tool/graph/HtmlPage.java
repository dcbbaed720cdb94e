package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.ClusterCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A self-contained HTML page of an overview, with a card for each host with its virtual clusters and for each other cluster.
 * The page is searchable and contains both languages.
 */
public final class HtmlPage {
    private final StringBuilder page = new StringBuilder();

    private HtmlPage() {}

    /**
     * Returns the page.
     *
     * @param language the initial language
     */
    public static String of(ClusterOverview overview, GraphLanguage language) {
        HtmlPage page = new HtmlPage();
        page.write(overview, language);
        return page.page.toString();
    }

    private void write(ClusterOverview overview, GraphLanguage language) {
        page.append("<!doctype html>\n<html lang=\"")
                .append(language)
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
                .append("<title>")
                .append(GraphText.TITLE.in(language))
                .append("</title>\n<style>\n")
                .append(colors())
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n");
        header(overview, language);
        page.append("<main>\n");
        overview.cards().forEach(this::card);
        page.append("</main>\n<p class=\"nothing\" hidden>");
        both(GraphText.NOTHING_FOUND);
        page.append("</p>\n<script>\n").append(resource("page.js")).append("</script>\n</body>\n</html>\n");
    }

    private void header(ClusterOverview overview, GraphLanguage language) {
        long problems =
                overview.all().filter(card -> !card.problems().isEmpty()).count();
        page.append("<header>\n<h1>");
        both(GraphText.TITLE);
        page.append("</h1>\n<span class=\"count\">")
                .append(overview.all().count())
                .append(' ');
        both(GraphText.CLUSTERS);
        page.append("</span>\n");
        if (problems > 0) {
            page.append("<span class=\"bad\">").append(problems).append(' ');
            both(GraphText.PROBLEMS);
            page.append("</span>\n");
        }
        page.append("<input type=\"search\" placeholder=\"").append(GraphText.SEARCH.in(language));
        for (GraphLanguage other : GraphLanguage.values()) {
            page.append("\" data-").append(other).append("=\"").append(GraphText.SEARCH.in(other));
        }
        page.append("\" aria-label=\"").append(GraphText.SEARCH.in(language)).append("\">\n");
        page.append("<button type=\"button\"><span class=\"en\" lang=\"zh\">中文</span>")
                .append("<span class=\"zh\" lang=\"en\">English</span></button>\n</header>\n<div class=\"legend\">\n");
        for (ClusterCategory category : ClusterCategory.values()) {
            page.append("<span class=\"").append(style(category)).append("\"><i></i>");
            both(GraphText.of(category));
            page.append("</span>\n");
        }
        page.append("<ul class=\"host\" style=\"margin:0\"><li class=\"chosen\">");
        both(GraphText.CHOSEN);
        page.append("</li><li>");
        both(GraphText.DEFAULT);
        page.append("</li></ul>\n</div>\n");
    }

    private void card(ClusterCard card) {
        page.append("<article class=\"").append(style(card.category())).append("\">\n");
        page.append("<div class=\"facts-of-card\">\n<h2>")
                .append(Markup.escaped(card.name()))
                .append("</h2>\n");
        if (!card.apiServer().isEmpty()) {
            page.append("<div class=\"kind\">");
            both(GraphText.of(card.category()));
            page.append("</div>\n<div class=\"address\">")
                    .append(Markup.escaped(card.apiServer()))
                    .append("</div>\n");
        }
        facts(card.ports(), card.certificateEnd());
        if (!card.chips().isEmpty()) {
            page.append("<ul>");
            for (ClusterCard.Chip chip : card.chips()) {
                page.append(chip.isDefault() ? "<li title=\"" : "<li class=\"chosen\" title=\"")
                        .append(Markup.escaped(chip.category()))
                        .append("\">")
                        .append(Markup.escaped(chip.product()))
                        .append("</li>");
            }
            page.append("</ul>\n");
        }
        for (ClusterCard.Problem problem : card.problems()) {
            page.append("<div class=\"problem\">");
            both(problem.text());
            page.append(problem.detail().isEmpty() ? "" : ": " + Markup.escaped(problem.detail()))
                    .append("</div>\n");
        }
        page.append("</div>\n");
        card.guests().forEach(this::card);
        page.append("</article>\n");
    }

    private void facts(List<String> ports, @Nullable Instant certificateEnd) {
        if (!ports.isEmpty()) {
            page.append("<div class=\"facts\">");
            both(GraphText.PORTS);
            page.append(": ").append(Markup.escaped(String.join(", ", ports))).append("</div>\n");
        }
        if (certificateEnd != null) {
            page.append("<div class=\"facts\">");
            both(GraphText.CERTIFICATE);
            page.append(' ')
                    .append(certificateEnd.atOffset(ZoneOffset.UTC).toLocalDate())
                    .append("</div>\n");
        }
    }

    private void both(GraphText text) {
        for (GraphLanguage language : GraphLanguage.values()) {
            page.append("<span class=\"")
                    .append(language)
                    .append("\">")
                    .append(text.in(language))
                    .append("</span>");
        }
    }

    /** Returns the CSS rules for the colors of the categories. */
    private static String colors() {
        StringBuilder rules = new StringBuilder("article { --kind: " + GraphColors.of(null) + "; }\n");
        for (ClusterCategory category : ClusterCategory.values()) {
            rules.append("." + style(category) + " { --kind: " + GraphColors.of(category) + "; }\n");
        }
        return rules.toString();
    }

    private static String style(@Nullable ClusterCategory category) {
        return GraphText.of(category).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
