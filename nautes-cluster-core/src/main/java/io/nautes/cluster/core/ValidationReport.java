package io.nautes.cluster.core;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The findings for one request, in a fixed order. Errors make the request invalid, warnings do not.
 *
 * @param findings the findings; never {@code null}
 */
public record ValidationReport(List<Finding> findings) {
    private static final ValidationReport EMPTY = new ValidationReport(List.of());

    /** Copies the findings. */
    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /**
     * Returns a report without findings.
     *
     * @return the report
     */
    public static ValidationReport empty() {
        return EMPTY;
    }

    /**
     * Returns this report with the texts of its findings in one language, such as for its JSON form.
     *
     * @param locale the reader's locale
     * @return a copy
     */
    public ValidationReport in(Locale locale) {
        return new ValidationReport(
                findings.stream().map(finding -> finding.in(locale)).toList());
    }

    /**
     * Returns whether the request has no errors; it may have warnings.
     *
     * @return {@code true} if there is no error
     */
    public boolean isValid() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the findings that make the request invalid.
     *
     * @return the errors in their order
     */
    public List<Finding> errors() {
        return of(Severity.ERROR);
    }

    /**
     * Returns the findings that do not make the request invalid.
     *
     * @return the warnings in their order
     */
    public List<Finding> warnings() {
        return of(Severity.WARNING);
    }

    private List<Finding> of(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).toList();
    }

    /**
     * Throws an exception if the request is invalid.
     *
     * @param name the cluster's name, for the message
     * @return this report
     * @throws InvalidClusterException if there is an error
     */
    public ValidationReport orThrow(String name) {
        if (!isValid()) {
            throw new InvalidClusterException(name, this);
        }
        return this;
    }

    /**
     * Returns the findings as text.
     *
     * @param locale the reader's locale
     * @return one line per finding; empty if there are no findings
     */
    public String toText(Locale locale) {
        return findings.stream()
                .map(finding -> finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.toLine(locale))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return toText(Locale.ENGLISH);
    }
}
