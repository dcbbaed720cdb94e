package io.nautes.cluster.testkit;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a {@link ValidationReport} by code and JSON pointer, because messages of findings are not stable. A
 * failed assertion shows the whole report.
 */
public final class ReportAssert extends AbstractAssert<ReportAssert, ValidationReport> {
    private final Set<Finding> named = new LinkedHashSet<>();

    ReportAssert(@Nullable ValidationReport actual) {
        super(actual, ReportAssert.class);
    }

    /**
     * Verifies that the request may be registered; warnings are allowed.
     *
     * @return this
     */
    public ReportAssert isValid() {
        isNotNull();
        return check(actual.isValid(), "expected a valid request");
    }

    /**
     * Verifies that the request may not be registered.
     *
     * @return this
     */
    public ReportAssert isInvalid() {
        isNotNull();
        return check(!actual.isValid(), "expected an invalid request");
    }

    /**
     * Verifies that there are neither errors nor warnings.
     *
     * @return this
     */
    public ReportAssert hasNoFindings() {
        isNotNull();
        return check(actual.findings().isEmpty(), "expected no findings");
    }

    /**
     * Verifies that there is an error.
     *
     * @param code its code
     * @param pointer where it is, such as {@code /api_server}
     * @return this
     */
    public ReportAssert hasError(FindingCode code, String pointer) {
        return hasFinding(Severity.ERROR, code.code(), pointer);
    }

    /**
     * Verifies that there is a warning.
     *
     * @param code its code
     * @param pointer where it is, such as {@code /api_server}
     * @return this
     */
    public ReportAssert hasWarning(FindingCode code, String pointer) {
        return hasFinding(Severity.WARNING, code.code(), pointer);
    }

    /**
     * Verifies that there is a finding, including one of a custom rule.
     *
     * @param severity its severity
     * @param code its code, such as {@code host_cluster_missing}
     * @param pointer where it is
     * @return this
     */
    public ReportAssert hasFinding(Severity severity, String code, String pointer) {
        isNotNull();
        List<Finding> found = actual.findings().stream()
                .filter(finding -> finding.severity() == severity
                        && finding.code().equals(code)
                        && finding.pointer().equals(pointer))
                .toList();
        named.addAll(found);
        return check(!found.isEmpty(), "expected the " + word(severity) + " " + code + " at " + pointer);
    }

    /**
     * Verifies that there is no finding with a code.
     *
     * @param code the code
     * @return this
     */
    public ReportAssert doesNotHave(FindingCode code) {
        isNotNull();
        return check(
                actual.findings().stream().noneMatch(finding -> finding.code().equals(code.code())),
                "expected no finding " + code.code());
    }

    /**
     * Verifies that there are no errors other than those already asserted; warnings are allowed.
     *
     * @return this
     */
    public ReportAssert hasNoOtherErrors() {
        return hasNoOther(finding -> finding.severity() == Severity.ERROR, "errors");
    }

    /**
     * Verifies that there are no findings other than those already asserted.
     *
     * @return this
     */
    public ReportAssert hasNoOtherFindings() {
        return hasNoOther(finding -> true, "findings");
    }

    private ReportAssert hasNoOther(Predicate<Finding> which, String word) {
        isNotNull();
        List<Finding> others = new ArrayList<>(actual.findings());
        others.removeAll(named);
        others.removeIf(which.negate());
        return check(
                others.isEmpty(),
                "expected no other " + word + " than "
                        + named.stream().map(Finding::code).toList());
    }

    private ReportAssert check(boolean holds, String expectation) {
        if (!holds) {
            StringBuilder found = new StringBuilder();
            actual.findings()
                    .forEach(finding -> found.append("\n  ")
                            .append(word(finding.severity()))
                            .append(' ')
                            .append(finding.code())
                            .append(" at ")
                            .append(finding));
            throw failure("%s, but found%s", expectation, found.isEmpty() ? " nothing" : ":" + found);
        }
        return this;
    }

    private static String word(Severity severity) {
        return severity == Severity.ERROR ? "error" : "warning";
    }
}
