package io.nautes.cluster.model;

/** Patterns of names that the annotations of several records share. */
final class Names {
    static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    static final String LABEL_OR_EMPTY = "(" + LABEL + ")?";

    private Names() {}
}
