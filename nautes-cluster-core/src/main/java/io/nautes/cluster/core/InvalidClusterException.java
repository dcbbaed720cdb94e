package io.nautes.cluster.core;

/** A request breaks rules; nothing was sent or written. */
public final class InvalidClusterException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final transient ValidationReport report;

    /**
     * A refused request.
     *
     * @param name the cluster's name
     * @param report what is wrong with it
     */
    public InvalidClusterException(String name, ValidationReport report) {
        super(FailureCode.INVALID, "cluster " + name + " is refused:\n" + report);
        this.report = report;
    }

    /**
     * What is wrong with the request.
     *
     * @return a report with at least one error; an empty one after deserialization
     */
    @SuppressWarnings("ConstantValue")
    public ValidationReport report() {
        return report == null ? ValidationReport.empty() : report;
    }
}
