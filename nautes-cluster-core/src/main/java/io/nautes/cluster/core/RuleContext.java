package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.InputProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link ClusterRule} sees, and where it puts what it finds. For one evaluation, by one thread. */
public final class RuleContext {
    private final String name;
    private final String namespace;
    private final ClusterRequest request;
    private final List<InputProblem> inputProblems;
    private final Completion completion;
    private final ComponentCatalog catalog;
    private final @Nullable RegisteredClusters registered;
    private final @Nullable InstantSource clock;
    private final FindingCollector findings;
    private final FieldConstraints constraints;
    private @Nullable FieldViolations violations;

    RuleContext(
            String name,
            String namespace,
            ClusterRequest request,
            List<InputProblem> inputProblems,
            Completion completion,
            ComponentCatalog catalog,
            @Nullable RegisteredClusters registered,
            @Nullable InstantSource clock,
            FieldConstraints constraints,
            FindingCollector findings) {
        this.name = name;
        this.namespace = namespace;
        this.request = request;
        this.inputProblems = inputProblems;
        this.completion = completion;
        this.catalog = catalog;
        this.registered = registered;
        this.clock = clock;
        this.constraints = constraints;
        this.findings = findings;
    }

    /**
     * The cluster's name.
     *
     * @return the name as it was given
     */
    public String name() {
        return name;
    }

    /**
     * The request as it was given.
     *
     * @return the request
     */
    public ClusterRequest request() {
        return request;
    }

    /**
     * The request with all defaults filled in.
     *
     * @return the completed request
     */
    public ClusterRequest completed() {
        return completion.request();
    }

    /**
     * The category of the cluster.
     *
     * @return the category, or empty if the request's type, usage and worker type make none
     */
    public Optional<ClusterCategory> category() {
        return Optional.ofNullable(completion.category());
    }

    /**
     * The catalog that components are chosen from.
     *
     * @return the catalog
     */
    public ComponentCatalog catalog() {
        return catalog;
    }

    /**
     * The clusters that are registered already.
     *
     * @return the clusters, or empty if the request is judged by itself
     */
    public Optional<RegisteredClusters> registered() {
        return Optional.ofNullable(registered);
    }

    /**
     * The present moment.
     *
     * @return the moment, or empty if the evaluator was given no clock
     */
    public Optional<Instant> now() {
        return Optional.ofNullable(clock).map(InstantSource::instant);
    }

    /**
     * What in the user's document did not fit the form of a request.
     *
     * @return the problems in the order of the document
     */
    public List<InputProblem> inputProblems() {
        return inputProblems;
    }

    /**
     * Adds a finding.
     *
     * @param finding the finding
     */
    public void report(Finding finding) {
        findings.add(finding);
    }

    /** Returns whether clusters of this category have a component of the given category; {@code true} if it is unknown. */
    boolean isApplicable(ComponentCategory component) {
        ClusterCategory category = completion.category();
        return category == null || catalog.componentsOf(category).contains(component);
    }

    /** Returns the violated constraints of the request's fields. They are checked when the first rule asks. */
    FieldViolations violations() {
        FieldViolations checked = violations;
        if (checked == null) {
            checked = constraints.check(request);
            violations = checked;
        }
        return checked;
    }

    /** Returns whether any constraint is violated; if not, there is no need to make pointers. */
    boolean hasViolations() {
        return !violations().isEmpty();
    }

    /** Reports the violated constraints at a pointer, and returns whether there is an error among them. */
    boolean reportViolations(String pointer) {
        boolean hasError = false;
        if (hasViolations()) {
            for (Finding finding : violations().at(pointer)) {
                report(finding);
                hasError |= finding.severity() == Severity.ERROR;
            }
        }
        return hasError;
    }

    /** Reports the violated constraints below a pointer. */
    void reportViolationsBelow(String pointer) {
        if (hasViolations()) {
            violations().below(pointer).forEach(this::report);
        }
    }

    /** Returns whether an error was reported at a pointer so far. */
    boolean hasError(String pointer) {
        return findings.hasError(pointer);
    }

    String namespace() {
        return namespace;
    }

    Completion completion() {
        return completion;
    }

    void report(FindingCode code, String pointer, @Nullable String value, Object... arguments) {
        findings.add(new Finding(
                code.code(),
                code.severity(),
                pointer,
                value == null ? null : Texts.shown(value),
                BundleText.of(code, arguments)));
    }
}
