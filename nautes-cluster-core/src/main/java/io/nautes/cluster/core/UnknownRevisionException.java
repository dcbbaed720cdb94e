package io.nautes.cluster.core;

/** Thrown when a revision does not exist, or when the cluster was not registered at that revision. */
public final class UnknownRevisionException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final String revision;

    /**
     * Creates the exception.
     *
     * @param message what was requested, what happened, and what to do
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
