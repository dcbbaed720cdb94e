package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.completion.Completion;
import io.nautes.cluster.core.internal.constraints.FieldConstraints;
import io.nautes.cluster.core.internal.rules.EvaluatedCluster;
import io.nautes.cluster.core.internal.rules.EvaluationContext;
import io.nautes.cluster.core.internal.rules.EvaluatorSettings;
import io.nautes.cluster.core.internal.rules.FindingCollector;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.InputProblem;
import io.nautes.cluster.model.ParsedRequest;
import jakarta.validation.ValidatorFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that completes and validates requests. The result depends only on the request, the catalog, the rules,
 * and, if given, the registered clusters. Invalid input never causes an exception. Immutable and safe for use by
 * several threads. An evaluation takes microseconds, but the first one in a program starts Hibernate Validator.
 *
 * <pre>{@code
 * Evaluation evaluation = ClusterEvaluator.standard().evaluate("pipeline-1", request);
 * evaluation.report().findings().forEach(System.out::println);
 * }</pre>
 */
public final class ClusterEvaluator {
    private static final ClusterEvaluator STANDARD = builder().build();

    private final EvaluatorSettings settings;
    private final RuleSet rules;

    private ClusterEvaluator(EvaluatorSettings settings, RuleSet rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /**
     * Returns the evaluator of the documented catalog and the default rules.
     *
     * @return the evaluator
     */
    public static ClusterEvaluator standard() {
        return STANDARD;
    }

    /**
     * Returns a builder that starts with the documented catalog and the default rules.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Evaluates a request without regard to other clusters.
     *
     * @param name the cluster's name
     * @param request the request
     * @return the evaluation
     */
    public Evaluation evaluate(String name, ClusterRequest request) {
        return evaluate(name, request, List.of(), null);
    }

    /**
     * Evaluates a request that was read from a user's document, together with the mismatches that were found in the
     * document.
     *
     * @param name the cluster's name
     * @param parsed the request as it was read
     * @return the evaluation
     */
    public Evaluation evaluate(String name, ParsedRequest parsed) {
        return evaluate(name, parsed.request(), parsed.problems(), null);
    }

    /**
     * Evaluates a request against the clusters that are already registered.
     *
     * @param name the cluster's name
     * @param request the request
     * @param registered the registered clusters; one of the same name is the one that the request changes
     * @return the evaluation
     */
    public Evaluation evaluate(String name, ClusterRequest request, RegisteredClusters registered) {
        return evaluate(name, request, List.of(), registered);
    }

    /**
     * Evaluates a request that was read from a user's document against the clusters that are already registered.
     *
     * @param name the cluster's name
     * @param parsed the request as it was read
     * @param registered the registered clusters; one of the same name is the one that the request changes
     * @return the evaluation
     */
    public Evaluation evaluate(String name, ParsedRequest parsed, RegisteredClusters registered) {
        return evaluate(name, parsed.request(), parsed.problems(), registered);
    }

    private Evaluation evaluate(
            String name, ClusterRequest request, List<InputProblem> problems, @Nullable RegisteredClusters registered) {
        Objects.requireNonNull(name, "the cluster's name must not be null");
        Objects.requireNonNull(request, "the request must not be null");
        Completion completion = Completion.of(name, request, settings.catalog());
        FindingCollector findings = new FindingCollector(rules::withSeverity);
        EvaluatedCluster cluster = new EvaluatedCluster(name, request, problems, completion, registered);
        rules.check(new EvaluationContext(settings, cluster, findings), findings);
        return new Evaluation(settings.namespace(), cluster, findings.report(), settings.catalog());
    }

    /**
     * Returns the catalog of the available components.
     *
     * @return the catalog
     */
    public ComponentCatalog catalog() {
        return settings.catalog();
    }

    /**
     * Returns a copy without some rules.
     *
     * @param names names of rules; those that are not in the rule set are ignored
     * @return a copy
     */
    public ClusterEvaluator withoutRules(Set<String> names) {
        RuleSet fewer = rules;
        for (String rule : rules.names()) {
            fewer = names.contains(rule) ? fewer.without(rule) : fewer;
        }
        return new ClusterEvaluator(settings, fewer);
    }

    /** A builder of {@link ClusterEvaluator}. Not safe for use by several threads. */
    public static final class Builder {
        private ComponentCatalog catalog = ComponentCatalog.standard();
        private RuleSet rules = RuleSet.standard();
        private String namespace = ClusterResource.DEFAULT_NAMESPACE;
        private @Nullable InstantSource clock;
        private FieldConstraints constraints = FieldConstraints.standard();

        private Builder() {}

        /**
         * Sets the catalog of the available components.
         *
         * @param value the catalog; by default {@link ComponentCatalog#standard()}
         * @return this builder
         */
        public Builder catalog(ComponentCatalog value) {
            catalog = Objects.requireNonNull(value, "catalog");
            return this;
        }

        /**
         * Sets the rules.
         *
         * @param value the rules; by default {@link RuleSet#standard()}
         * @return this builder
         */
        public Builder rules(RuleSet value) {
            rules = Objects.requireNonNull(value, "rules");
            return this;
        }

        /**
         * Sets the namespace of the resources.
         *
         * @param value the tenant's Nautes namespace; by default {@link ClusterResource#DEFAULT_NAMESPACE}
         * @return this builder
         */
        public Builder namespace(String value) {
            namespace = Objects.requireNonNull(value, "namespace");
            return this;
        }

        /**
         * Sets the clock for checking certificates in kubeconfigs. Without a clock, their expiry is not checked.
         *
         * @param value the clock, such as {@code java.time.Clock.systemUTC()}; by default none
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Sets the factory of the validator that checks the fields of requests. By default Hibernate Validator checks
         * the annotations of the model; it starts at the first evaluation. The rule {@code constraints} also reports
         * constraints that the factory adds. Their code is their message key, or {@code constraint_violated} if they
         * have no key.
         *
         * <pre>{@code
         * ClusterEvaluator evaluator =
         *         ClusterEvaluator.builder().validatorFactory(validatorFactory).build();
         * }</pre>
         *
         * @param value the factory; the evaluator does not close it, and it must stay open while the evaluator is used
         */
        public Builder validatorFactory(ValidatorFactory value) {
            constraints = FieldConstraints.of(Objects.requireNonNull(value, "validatorFactory"));
            return this;
        }

        /**
         * Builds the evaluator.
         *
         * @return the evaluator
         */
        public ClusterEvaluator build() {
            return new ClusterEvaluator(new EvaluatorSettings(catalog, namespace, clock, constraints), rules);
        }
    }
}
