package io.nautes.cluster.preflight.internal.kube;

import io.nautes.cluster.core.Finding;

/** A request found out something that ends its check. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    // Never serialized.
    @SuppressWarnings("serial")
    private final transient Finding finding;

    public ProbeException(Finding finding) {
        super(finding.code());
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }
}
