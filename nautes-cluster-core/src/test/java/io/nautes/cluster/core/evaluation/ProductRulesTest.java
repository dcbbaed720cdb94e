package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_DUPLICATE;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_GROUP_EMPTY;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_KIND_EMPTY;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_WHITE_SPACE;
import static io.nautes.cluster.core.FindingCode.PRODUCT_DUPLICATE;
import static io.nautes.cluster.core.FindingCode.PRODUCT_NAME_MALFORMED;
import static io.nautes.cluster.core.FindingCode.PRODUCT_NAME_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.RESERVED_NAMESPACE_NOT_OF_A_COMPONENT;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.resources;

import io.nautes.cluster.model.ClusterScopedResource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for the permissions of products. */
class ProductRulesTest {
    static Stream<RuleCase> cases() {
        String n = "/reserved_namespaces_allowed_products/";
        String r = "/product_allowed_cluster_resources/";
        ClusterScopedResource role = new ClusterScopedResource("ClusterRole", "rbac.authorization.k8s.io");
        return Stream.of(
                host(
                        RESERVED_NAMESPACE_NOT_OF_A_COMPONENT,
                        n + "a~1b",
                        "a/b",
                        host().allowInReservedNamespace("a/b", "shop")),
                host(
                        PRODUCT_NAME_NOT_A_LABEL,
                        n + "traefik/0",
                        "Shop",
                        host().allowInReservedNamespace("traefik", "Shop")),
                host(
                        PRODUCT_DUPLICATE,
                        n + "vault/1",
                        "shop",
                        host().allowInReservedNamespace("vault", "shop", "shop")),
                host(PRODUCT_NAME_MALFORMED, r + "My Shop", "My Shop", host().allowClusterResources("My Shop", role)),
                host(
                        CLUSTER_RESOURCE_KIND_EMPTY,
                        r + "shop/0/kind",
                        "",
                        resources(new ClusterScopedResource("", "rbac.authorization.k8s.io"))),
                host(
                        CLUSTER_RESOURCE_GROUP_EMPTY,
                        r + "shop/1/group",
                        null,
                        resources(role, new ClusterScopedResource("Node", null))),
                host(
                        CLUSTER_RESOURCE_WHITE_SPACE,
                        r + "shop/0/kind",
                        "Cluster Role",
                        resources(new ClusterScopedResource("Cluster Role", "a.b"))),
                host(
                        CLUSTER_RESOURCE_DUPLICATE,
                        r + "shop/1",
                        "rbac.authorization.k8s.io/ClusterRole",
                        resources(role, role)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }
}
