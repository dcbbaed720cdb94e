package io.nautes.cluster.preflight.internal.kube;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;

/** Thrown when a request reveals a problem that ends its check. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PreflightCode code;
    // Never serialized.
    @SuppressWarnings("serial")
    private final transient Finding finding;

    /**
     * Creates an exception.
     *
     * @param pointer the field of the request that the finding is about
     * @param arguments what is filled in its text
     */
    public ProbeException(PreflightCode code, String pointer, Object... arguments) {
        super(code.code());
        this.code = code;
        this.finding = code.finding(pointer, null, arguments);
    }

    public PreflightCode code() {
        return code;
    }

    public Finding finding() {
        return finding;
    }
}
