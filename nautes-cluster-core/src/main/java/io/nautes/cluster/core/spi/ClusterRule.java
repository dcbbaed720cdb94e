package io.nautes.cluster.core.spi;

/**
 * A rule that requests are checked against. Custom rules can be added to a
 * {@link io.nautes.cluster.core.evaluation.RuleSet}. A rule must be a pure function of the context and safe for use by
 * several threads.
 */
public interface ClusterRule {
    /**
     * Returns the name of the rule.
     *
     * @return a name that is unique in a rule set
     */
    String name();

    /**
     * Checks a request.
     *
     * @param context the request and the target for findings
     */
    void check(RuleContext context);
}
