package io.nautes.cluster.core;

/** What was asked for at a revision is not there: there is no such revision, or the cluster was not registered then. */
public final class UnknownRevisionException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final String revision;

    /**
     * Creates a failure.
     *
     * @param message all facts
     * @param revision the revision as it was given
     */
    public UnknownRevisionException(String message, String revision) {
        super(FailureCode.NOT_FOUND, message);
        this.revision = revision;
    }

    /**
     * Returns the revision.
     *
     * @return the revision as it was given
     */
    public String revision() {
        return revision;
    }
}
