package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A collector of findings that sorts them in an order that depends only on the request. */
public final class FindingCollector {
    private static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::rule)
            .thenComparing(placed -> placed.finding().pointer())
            .thenComparing(placed -> placed.finding().code());

    private final UnaryOperator<Finding> severities;
    private final List<Placed> placed = new ArrayList<>(0);
    private int currentRule;

    /** Creates a collector that sets the severity of each finding as configured in a rule set. */
    public FindingCollector(UnaryOperator<Finding> severities) {
        this.severities = severities;
    }

    /** Starts the findings of the next rule. */
    public void startRule(int index) {
        currentRule = index;
    }

    void add(Finding finding) {
        placed.add(new Placed(currentRule, severities.apply(finding)));
    }

    boolean hasError(String pointer) {
        for (Placed one : placed) {
            if (one.finding().severity() == Severity.ERROR
                    && one.finding().pointer().equals(pointer)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps only one finding for a value with a template variable, because the variable causes the others. */
    private void dropConsequencesOfTemplateVariables() {
        Set<String> pointers = new HashSet<>();
        for (Placed one : placed) {
            if (isTemplateVariable(one)) {
                pointers.add(one.finding().pointer());
            }
        }
        if (!pointers.isEmpty()) {
            placed.removeIf(one ->
                    !isTemplateVariable(one) && pointers.contains(one.finding().pointer()));
        }
    }

    private static boolean isTemplateVariable(Placed placed) {
        return placed.finding().code().equals(FindingCode.TEMPLATE_VARIABLE.code());
    }

    /** Returns all findings. */
    public ValidationReport report() {
        if (placed.isEmpty()) {
            return ValidationReport.empty();
        }
        dropConsequencesOfTemplateVariables();
        placed.sort(ORDER);
        List<Finding> findings = new ArrayList<>(placed.size());
        placed.forEach(one -> findings.add(one.finding()));
        return new ValidationReport(findings);
    }

    private record Placed(int rule, Finding finding) {}
}
