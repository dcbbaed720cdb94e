package io.nautes.cluster.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what the rules find and puts it in an order that depends on nothing but the request. */
final class FindingCollector {
    private static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::rule)
            .thenComparing(placed -> placed.finding().pointer())
            .thenComparing(placed -> placed.finding().code());

    private final RuleSet rules;
    private final List<Placed> placed = new ArrayList<>(0);
    private int currentRule;

    FindingCollector(RuleSet rules) {
        this.rules = rules;
    }

    void startRule(int index) {
        currentRule = index;
    }

    void add(Finding finding) {
        placed.add(new Placed(currentRule, rules.withSeverity(finding)));
    }

    ValidationReport report() {
        if (placed.isEmpty()) {
            return ValidationReport.empty();
        }
        placed.sort(ORDER);
        return new ValidationReport(placed.stream().map(Placed::finding).toList());
    }

    private record Placed(int rule, Finding finding) {}
}
