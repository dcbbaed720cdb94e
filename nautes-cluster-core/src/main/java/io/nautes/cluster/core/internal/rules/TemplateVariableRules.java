package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WireValue;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for variables of the documentation's templates, such as {@code $api-server}, that were not replaced. */
final class TemplateVariableRules {
    private static final Pattern VARIABLE = Pattern.compile("\\$[a-zA-Z][a-zA-Z0-9_-]*");

    private TemplateVariableRules() {}

    static void check(EvaluationContext context) {
        ClusterRequest request = context.request();
        checkValue(context, NameRules.POINTER, context.name());
        checkValue(context, ApiServerRules.POINTER, request.apiServer());
        checkValue(context, "/cluster_kind", request.clusterKind());
        checkValue(context, "/cluster_type", request.clusterType());
        checkValue(context, "/usage", request.usage());
        checkValue(context, "/worker_type", request.workerType());
        checkValue(context, HostClusterRules.POINTER, request.hostCluster());
        checkValue(context, PrimaryDomainRules.POINTER, request.primaryDomain());
        Vcluster vcluster = request.vcluster();
        checkValue(context, VclusterRules.POINTER, vcluster == null ? null : vcluster.httpsNodePort());
        request.componentsList().forEach((category, component) -> {
            if (hasDollar(component)) {
                checkComponent(context, JsonPointers.child(ComponentRules.POINTER, category.wireName()), component);
            }
        });
        checkReservedNamespaces(context, request);
        checkClusterResources(context, request);
        checkKubeconfig(context, request.kubeconfig());
    }

    private static void checkComponent(EvaluationContext context, String pointer, Component component) {
        checkValue(context, pointer + "/name", component.name());
        checkValue(context, pointer + "/namespace", component.namespace());
        component
                .additions()
                .forEach((key, value) -> checkValue(context, JsonPointers.child(pointer + "/additions", key), value));
    }

    private static boolean hasDollar(Component component) {
        return hasDollar(component.name())
                || hasDollar(component.namespace())
                || (!component.additions().isEmpty()
                        && hasDollar(component.additions().values()));
    }

    private static boolean hasDollar(Collection<String> values) {
        for (String value : values) {
            if (hasDollar(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDollar(@Nullable String value) {
        return value != null && value.indexOf('$') >= 0;
    }

    private static void checkReservedNamespaces(EvaluationContext context, ClusterRequest request) {
        request.reservedNamespacesAllowedProducts().forEach((namespace, products) -> {
            if (!hasDollar(namespace) && !hasDollar(products)) {
                return;
            }
            String pointer = JsonPointers.child(ProductRules.RESERVED_NAMESPACES, namespace);
            checkValue(context, pointer, namespace);
            for (int i = 0; i < products.size(); i++) {
                checkValue(context, JsonPointers.child(pointer, i), products.get(i));
            }
        });
    }

    private static void checkClusterResources(EvaluationContext context, ClusterRequest request) {
        request.productAllowedClusterResources().forEach((product, resources) -> {
            if (hasDollar(product) || anyHasDollar(resources)) {
                String pointer = JsonPointers.child(ProductRules.CLUSTER_RESOURCES, product);
                checkValue(context, pointer, product);
                checkResources(context, pointer, resources);
            }
        });
    }

    private static boolean anyHasDollar(List<ClusterScopedResource> resources) {
        for (ClusterScopedResource resource : resources) {
            if (hasDollar(resource)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDollar(ClusterScopedResource resource) {
        return hasDollar(resource.kind()) || hasDollar(resource.group());
    }

    private static void checkResources(
            EvaluationContext context, String pointer, List<ClusterScopedResource> resources) {
        for (int i = 0; i < resources.size(); i++) {
            String one = JsonPointers.child(pointer, i);
            checkValue(context, one + "/kind", resources.get(i).kind());
            checkValue(context, one + "/group", resources.get(i).group());
        }
    }

    /**
     * Checks only for a variable that is the whole value: a kubeconfig may contain any text, and none of it is shown.
     */
    private static void checkKubeconfig(EvaluationContext context, @Nullable Kubeconfig kubeconfig) {
        if (kubeconfig != null && kubeconfig.text().startsWith("$")) {
            String variable = kubeconfig.text().strip();
            if (VARIABLE.matcher(variable).matches()) {
                context.report(FindingCode.TEMPLATE_VARIABLE, KubeconfigRules.POINTER, null, "$kubeconfig");
            }
        }
    }

    private static void checkValue(EvaluationContext context, String pointer, @Nullable WireValue value) {
        checkValue(context, pointer, value == null ? null : value.value());
    }

    private static void checkValue(EvaluationContext context, String pointer, @Nullable String value) {
        if (value == null || !hasDollar(value)) {
            return;
        }
        String shown = pointer.equals(ApiServerRules.POINTER) ? Texts.withoutUserInfo(value) : value;
        Matcher matcher = VARIABLE.matcher(shown);
        if (matcher.find()) {
            context.report(FindingCode.TEMPLATE_VARIABLE, pointer, shown, matcher.group());
        }
    }
}
