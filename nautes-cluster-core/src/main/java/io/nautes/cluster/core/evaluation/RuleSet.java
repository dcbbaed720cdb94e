package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.internal.rules.EvaluationContext;
import io.nautes.cluster.core.internal.rules.FindingCollector;
import io.nautes.cluster.core.internal.rules.StandardRules;
import io.nautes.cluster.core.spi.ClusterRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules that requests are checked against, in a fixed order. Immutable.
 *
 * <ul>
 *   <li>{@link #standard()}: all rules of Nautes 0.4 and the documentation; settings that are unusual but allowed are
 *       warnings.
 *   <li>{@link #strict()}: the same, but an unknown field is an error.
 * </ul>
 */
public final class RuleSet {
    private static final RuleSet STANDARD = new RuleSet(StandardRules.all(), Map.of());
    private static final RuleSet STRICT = STANDARD.withSeverity(FindingCode.UNKNOWN_FIELD.code(), Severity.ERROR);

    private final List<ClusterRule> rules;
    private final Map<String, Severity> severities;

    private RuleSet(List<ClusterRule> rules, Map<String, Severity> severities) {
        this.rules = List.copyOf(rules);
        this.severities = Map.copyOf(severities);
    }

    /**
     * Returns the default profile.
     *
     * @return the rule set
     */
    public static RuleSet standard() {
        return STANDARD;
    }

    /**
     * Returns the profile that refuses unknown fields.
     *
     * @return the rule set
     */
    public static RuleSet strict() {
        return STRICT;
    }

    /**
     * Returns a copy with an additional rule at the end.
     *
     * @param rule the rule
     * @return a copy
     * @throws IllegalArgumentException if there is a rule of that name
     */
    public RuleSet with(ClusterRule rule) {
        String name = Objects.requireNonNull(rule.name(), "the rule's name");
        if (names().contains(name)) {
            throw new IllegalArgumentException("there is a rule named " + name + " already; drop it first");
        }
        List<ClusterRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new RuleSet(more, severities);
    }

    /**
     * Returns a copy without the given rule.
     *
     * @param name the rule's name
     * @return a copy
     * @throws IllegalArgumentException if there is no rule of that name
     */
    public RuleSet without(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("there is no rule named " + name + "; there are " + names());
        }
        return new RuleSet(
                rules.stream().filter(rule -> !rule.name().equals(name)).toList(), severities);
    }

    /**
     * Returns a copy that reports one kind of finding with the given severity.
     *
     * @param code the code of the findings
     * @param severity their severity
     * @return a copy
     * @throws IllegalArgumentException if the finding is about a secret and must stay an error
     */
    public RuleSet withSeverity(String code, Severity severity) {
        if (code.equals(FindingCode.API_SERVER_USER_INFO.code()) && severity != Severity.ERROR) {
            throw new IllegalArgumentException(code + " must stay an error, because the URL may hold a password");
        }
        Map<String, Severity> more = new HashMap<>(severities);
        more.put(code, severity);
        return new RuleSet(rules, more);
    }

    /**
     * Returns the names of the rules.
     *
     * @return the names in the order in which the rules are applied
     */
    public List<String> names() {
        return rules.stream().map(ClusterRule::name).toList();
    }

    Finding withSeverity(Finding finding) {
        Severity severity = severities.get(finding.code());
        return severity == null ? finding : finding.withSeverity(severity);
    }

    void check(EvaluationContext context, FindingCollector findings) {
        for (int i = 0; i < rules.size(); i++) {
            ClusterRule rule = rules.get(i);
            findings.startRule(i);
            try {
                rule.check(context);
            } catch (RuntimeException e) {
                context.report(
                        FindingCode.RULE_FAILED,
                        "",
                        null,
                        rule.name(),
                        e.getClass().getSimpleName());
            }
        }
    }
}
