package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules for the cluster's name, which becomes part of file names, Kubernetes resources and host names. */
public final class NameRules {
    public static final String POINTER = "/name";
    public static final String RESERVED = "kustomization";
    private static final int LONG = 45;

    /** The suffixes that Nautes 0.4 appends to the name of a worker for its Argo CD objects. */
    private static final List<String> WORKER_ENDINGS =
            List.of("-runtime", "-runtime-initial", "-runtime-argocd", "-runtime-app", "-runtime-project");

    private static final List<String> HOST_ENDINGS =
            List.of("-traefik", "-traefik-resources", "-oauth2-proxy", "-oauth2-proxy-resources", "-vcluster-appset");
    private static final List<String> VIRTUAL_ENDINGS =
            concat(WORKER_ENDINGS, List.of("-vcluster-app", "-vcluster-initial"));

    private NameRules() {}

    static void check(EvaluationContext context) {
        String name = context.name();
        boolean isVirtual = ClusterType.VIRTUAL.equals(context.request().clusterType());
        if (isVirtual ? !Syntax.isLabel(name) : !Syntax.isDnsName(name)) {
            context.report(FindingCode.NAME_NOT_A_LABEL, POINTER, name, name);
            return;
        }
        if (name.equals(RESERVED)) {
            context.report(FindingCode.NAME_RESERVED, POINTER, name, name);
        }
        if (name.length() > LONG) {
            context.report(FindingCode.NAME_LONG, POINTER, name, name.length());
        }
        if (name.indexOf('.') >= 0) {
            context.report(FindingCode.NAME_WITH_DOTS, POINTER, name, name);
        }
    }

    /** Checks that no object of one cluster has the name of another cluster. */
    static void checkClashes(EvaluationContext context) {
        RegisteredClusters registered = context.registered().orElse(null);
        if (registered == null) {
            return;
        }
        String name = context.name();
        for (String ending : endings(context.completion().category())) {
            registered.find(name + ending).ifPresent(other -> report(context, other.name(), name, ending));
        }
        for (int hyphen = name.indexOf('-'); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
            String ending = name.substring(hyphen);
            if (isEnding(ending)) {
                ClusterResource other =
                        registered.find(name.substring(0, hyphen)).orElse(null);
                if (other != null
                        && endings(other.spec().category().orElse(null)).contains(ending)) {
                    report(context, name, other.name(), ending);
                }
            }
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static boolean isEnding(String ending) {
        return HOST_ENDINGS.contains(ending) || VIRTUAL_ENDINGS.contains(ending);
    }

    private static List<String> endings(@Nullable ClusterCategory category) {
        if (category == null) {
            return List.of();
        }
        if (category == ClusterCategory.HOST) {
            return HOST_ENDINGS;
        }
        return category.isVirtual() ? VIRTUAL_ENDINGS : WORKER_ENDINGS;
    }

    private static void report(EvaluationContext context, String longer, String shorter, String ending) {
        context.report(FindingCode.NAME_CLASHES, POINTER, context.name(), longer, shorter, ending);
    }
}
