package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.completion.Completion;
import io.nautes.cluster.core.internal.constraints.FieldViolations;
import io.nautes.cluster.core.internal.finding.BundleText;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.InputProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of one evaluation, with additional methods for the standard rules. */
public final class EvaluationContext implements RuleContext {
    private final EvaluatorSettings settings;
    private final EvaluatedCluster cluster;
    private final FindingCollector findings;
    private @Nullable FieldViolations violations;

    /** Creates a context that adds findings to a collector. */
    public EvaluationContext(EvaluatorSettings settings, EvaluatedCluster cluster, FindingCollector findings) {
        this.settings = settings;
        this.cluster = cluster;
        this.findings = findings;
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public ClusterRequest request() {
        return cluster.request();
    }

    @Override
    public ClusterRequest completed() {
        return completion().request();
    }

    @Override
    public Optional<ClusterCategory> category() {
        return Optional.ofNullable(completion().category());
    }

    @Override
    public ComponentCatalog catalog() {
        return settings.catalog();
    }

    @Override
    public Optional<RegisteredClusters> registered() {
        return Optional.ofNullable(cluster.registered());
    }

    @Override
    public Optional<Instant> now() {
        return Optional.ofNullable(settings.clock()).map(InstantSource::instant);
    }

    @Override
    public List<InputProblem> inputProblems() {
        return cluster.problems();
    }

    @Override
    public void report(Finding finding) {
        findings.add(finding);
    }

    /** Reports a finding of a standard rule. */
    public void report(FindingCode code, String pointer, @Nullable String value, Object... arguments) {
        findings.add(new Finding(
                code.code(),
                code.severity(),
                pointer,
                value == null ? null : Texts.shown(value),
                BundleText.of(code, arguments)));
    }

    String namespace() {
        return settings.namespace();
    }

    Completion completion() {
        return cluster.completion();
    }

    /** Returns whether clusters of this category have a component of the given category; {@code true} if it is unknown. */
    boolean isApplicable(ComponentCategory component) {
        ClusterCategory category = completion().category();
        return category == null || catalog().componentsOf(category).contains(component);
    }

    /** Returns the violated constraints of the request's fields. They are checked when the first rule asks. */
    FieldViolations violations() {
        FieldViolations checked = violations;
        if (checked == null) {
            checked = settings.constraints().check(request());
            violations = checked;
        }
        return checked;
    }

    /** Returns whether constraints are violated at pointers with a prefix; if not, those pointers need not be created. */
    boolean hasViolations(String prefix) {
        return violations().hasAny(prefix);
    }

    /** Reports the violated constraints at a pointer, and returns whether there is an error among them. */
    boolean reportViolations(String pointer) {
        boolean hasError = false;
        for (Finding finding : violations().at(pointer)) {
            report(finding);
            hasError |= finding.severity() == Severity.ERROR;
        }
        return hasError;
    }

    /** Reports the violated constraints at all pointers with a prefix. */
    void reportAllViolations(String prefix) {
        if (hasViolations(prefix)) {
            violations().all(prefix).forEach(this::report);
        }
    }

    /** Returns whether an error was reported at a pointer so far. */
    boolean hasError(String pointer) {
        return findings.hasError(pointer);
    }
}
