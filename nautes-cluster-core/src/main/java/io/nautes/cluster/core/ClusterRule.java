package io.nautes.cluster.core;

/**
 * One rule of a {@link RuleSet}. Bring your own by implementing it: look at the context, report what is wrong. A rule
 * must be a pure function of the context and safe for use by several threads.
 */
public interface ClusterRule {
    /**
     * The name by which a rule set knows the rule.
     *
     * @return a name that is unique in a rule set
     */
    String name();

    /**
     * Checks one request.
     *
     * @param context what is checked, and where findings go
     */
    void check(RuleContext context);
}
