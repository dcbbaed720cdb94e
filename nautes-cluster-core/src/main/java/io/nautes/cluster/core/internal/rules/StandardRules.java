package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.List;
import java.util.function.Consumer;

/** The rules of Nautes 0.4 and the documentation, in the order in which their findings are reported. */
public final class StandardRules {
    private StandardRules() {}

    /** Returns the rules. They require an {@link EvaluationContext}. */
    public static List<ClusterRule> all() {
        return List.of(
                rule("template_variables", TemplateVariableRules::check),
                rule("namespace", StandardRules::checkNamespace),
                rule("input_form", InputFormRules::check),
                rule("name", NameRules::check),
                rule("api_server", ApiServerRules::check),
                rule("category", CategoryRules::check),
                rule("host_cluster", HostClusterRules::check),
                rule("vcluster", VclusterRules::check),
                rule("primary_domain", PrimaryDomainRules::check),
                rule("components", ComponentRules::check),
                rule("gateway", GatewayRules::check),
                rule("reserved_namespaces", ProductRules::checkReservedNamespaces),
                rule("cluster_resources", ProductRules::checkClusterResources),
                rule("kubeconfig", KubeconfigRules::check),
                rule("constraints", AddedConstraintRules::check),
                rule("registered_host", RegisteredRules::checkHost),
                rule("registered_node_port", RegisteredRules::checkNodePort),
                rule("registered_api_server", RegisteredRules::checkApiServer),
                rule("registered_name", NameRules::checkClashes));
    }

    /** Checks the namespace that the evaluator writes into resources. */
    private static void checkNamespace(EvaluationContext context) {
        String namespace = context.namespace();
        if (!Syntax.isLabel(namespace)) {
            context.report(FindingCode.NAMESPACE_NOT_A_LABEL, "/namespace", namespace, namespace);
        }
    }

    private static ClusterRule rule(String name, Consumer<EvaluationContext> check) {
        return new ClusterRule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check(RuleContext context) {
                check.accept((EvaluationContext) context);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
