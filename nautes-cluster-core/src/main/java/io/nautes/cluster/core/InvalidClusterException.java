package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nautes.cluster.core.internal.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a request violates rules. Nothing was sent or written. */
public final class InvalidClusterException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final transient ValidationReport report;

    /**
     * Creates an exception for a refused request.
     *
     * @param name the cluster's name
     * @param report the findings, of which at least one is an error
     */
    public InvalidClusterException(String name, ValidationReport report) {
        super(FailureCode.INVALID, "cluster " + Texts.shown(name) + " is refused:\n" + errors(report));
        this.report = report;
    }

    private static String errors(ValidationReport report) {
        return report.errors().stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Returns the findings for the request.
     *
     * @return a report with at least one error; an empty one after deserialization
     */
    @SuppressWarnings("ConstantValue")
    public ValidationReport report() {
        return report == null ? ValidationReport.empty() : report;
    }

    @JsonProperty("findings")
    private List<Finding> findings() {
        return report().findings();
    }
}
