package io.nautes.cluster.core;

/** The cluster's name: it becomes the name of a file, of Kubernetes resources and of host names. */
final class NameRules {
    static final String POINTER = "/name";
    private static final String RESERVED = "kustomization";
    private static final int LONG = 45;

    private NameRules() {}

    static void check(RuleContext context) {
        String name = context.name();
        if (!Texts.isLabel(name)) {
            context.report(FindingCode.NAME_NOT_A_LABEL, POINTER, name, name);
        } else if (name.equals(RESERVED)) {
            context.report(FindingCode.NAME_RESERVED, POINTER, name, name);
        } else if (name.length() > LONG) {
            context.report(FindingCode.NAME_LONG, POINTER, name, name.length());
        }
    }
}
