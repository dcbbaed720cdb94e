package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterRequest;
import java.util.List;
import java.util.Map;

/** Checks names of clusters by themselves, before they become part of a path. */
public final class ClusterNames {
    private ClusterNames() {}

    /**
     * Checks a name.
     *
     * @param name any text
     * @return a report that is valid if a cluster can have the name
     */
    public static ValidationReport check(String name) {
        ClusterRequest nothing = ClusterRequest.builder().build();
        FindingCollector findings = new FindingCollector(RuleSet.standard());
        Completion completion = new Completion(nothing, null, null, Map.of());
        NameRules.check(new RuleContext(
                name, nothing, List.of(), completion, ComponentCatalog.standard(), null, null, findings));
        return findings.report();
    }
}
