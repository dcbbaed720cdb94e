package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.ADDITION_KEY_EMPTY;
import static io.nautes.cluster.core.FindingCode.ADDITION_MALFORMED;
import static io.nautes.cluster.core.FindingCode.ADDITION_MISSING;
import static io.nautes.cluster.core.FindingCode.API_SERVER_FRAGMENT;
import static io.nautes.cluster.core.FindingCode.API_SERVER_HOST_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_HOST_REFUSED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_MISSING;
import static io.nautes.cluster.core.FindingCode.API_SERVER_NOT_ENCRYPTED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_NOT_REACHABLE;
import static io.nautes.cluster.core.FindingCode.API_SERVER_PATH_MALFORMED;
import static io.nautes.cluster.core.FindingCode.API_SERVER_PORT_OUT_OF_RANGE;
import static io.nautes.cluster.core.FindingCode.API_SERVER_QUERY;
import static io.nautes.cluster.core.FindingCode.API_SERVER_TAKEN;
import static io.nautes.cluster.core.FindingCode.API_SERVER_USER_INFO;
import static io.nautes.cluster.core.FindingCode.API_SERVER_WHITE_SPACE;
import static io.nautes.cluster.core.FindingCode.CLUSTER_KIND_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_DUPLICATE;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_GROUP_EMPTY;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_KIND_EMPTY;
import static io.nautes.cluster.core.FindingCode.CLUSTER_RESOURCE_WHITE_SPACE;
import static io.nautes.cluster.core.FindingCode.CLUSTER_TYPE_MISSING;
import static io.nautes.cluster.core.FindingCode.CLUSTER_TYPE_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.COMPONENT_CATEGORY_NOT_APPLICABLE;
import static io.nautes.cluster.core.FindingCode.COMPONENT_CATEGORY_PLATFORM_MANAGED;
import static io.nautes.cluster.core.FindingCode.COMPONENT_NAMESPACE_IGNORED;
import static io.nautes.cluster.core.FindingCode.COMPONENT_NAMESPACE_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.COMPONENT_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORTS_EQUAL;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORT_OUT_OF_RANGE;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORT_UNUSUAL;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_IS_ITSELF;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_MISSING;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_ALLOWED;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_A_HOST;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_REGISTERED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_AUTH_PROVIDER;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_EXPIRED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_EXPIRES_SOON;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_NOT_YET_VALID;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CLUSTER_NOT_FIRST;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_DATA_MALFORMED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_DUPLICATE_NAME;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_EXEC;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_FILE_PATH;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_IGNORED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_INCOMPLETE;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_INSECURE_WITH_AUTHORITY;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_KEY_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_MALFORMED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_MISSING;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NOT_KEPT;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NO_CLIENT_CERTIFICATE;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NO_CREDENTIALS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_OTHER_KIND;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PATH_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PORT_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_PROXY_ON_LOOPBACK;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_SERVER_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_SEVERAL_DOCUMENTS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_TLS_NOT_VERIFIED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_USER_NOT_FIRST;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_WRONG_TYPE;
import static io.nautes.cluster.core.FindingCode.NAMESPACE_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.NAME_CLASHES;
import static io.nautes.cluster.core.FindingCode.NAME_LONG;
import static io.nautes.cluster.core.FindingCode.NAME_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.NAME_RESERVED;
import static io.nautes.cluster.core.FindingCode.NAME_WITH_DOTS;
import static io.nautes.cluster.core.FindingCode.NODE_PORT_TAKEN;
import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_DERIVED_MALFORMED;
import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_FROM_IPV6;
import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_NOT_A_DNS_NAME;
import static io.nautes.cluster.core.FindingCode.PRODUCT_DUPLICATE;
import static io.nautes.cluster.core.FindingCode.PRODUCT_NAME_MALFORMED;
import static io.nautes.cluster.core.FindingCode.PRODUCT_NAME_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.RESERVED_NAMESPACE_NOT_OF_A_COMPONENT;
import static io.nautes.cluster.core.FindingCode.RULE_FAILED;
import static io.nautes.cluster.core.FindingCode.SYNC_RESOURCE_TYPES_MALFORMED;
import static io.nautes.cluster.core.FindingCode.TEMPLATE_VARIABLE;
import static io.nautes.cluster.core.FindingCode.UNKNOWN_FIELD;
import static io.nautes.cluster.core.FindingCode.USAGE_MISSING;
import static io.nautes.cluster.core.FindingCode.USAGE_NOT_FOR_VIRTUAL;
import static io.nautes.cluster.core.FindingCode.USAGE_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_IGNORED;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_DIFFERS;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_MALFORMED;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_MISSING;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_UNUSUAL;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_MISSING;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_NOT_ALLOWED;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    /** A request and the one thing that is wrong with it. */
    record Case(FindingCode code, String pointer, String value, String name, ClusterRequest request) {
        @Override
        public String toString() {
            return code + " " + pointer + " " + value;
        }
    }

    private static Case host(FindingCode code, String pointer, String value, ClusterRequest.Builder request) {
        return new Case(code, pointer, value, "c1", request.build());
    }

    private static ClusterRequest.Builder host() {
        return Requests.host().toBuilder();
    }

    private static ClusterRequest.Builder hostAt(String apiServer) {
        return host().apiServer(apiServer).primaryDomain("example.com").kubeconfig(Requests.kubeconfig(apiServer));
    }

    private static ClusterRequest.Builder virtual() {
        return Requests.virtualPipeline(31002).toBuilder();
    }

    private static ClusterRequest.Builder gateway(String http, String https) {
        return host().component(
                        ComponentCategory.GATEWAY,
                        Component.named("traefik")
                                .withAddition("httpNodePort", http)
                                .withAddition("httpsNodePort", https));
    }

    private static ClusterRequest.Builder resources(ClusterScopedResource... resources) {
        return host().allowClusterResources("shop", resources);
    }

    private static ClusterRequest.Builder kubeconfig(String yaml) {
        return host().kubeconfig(Kubeconfig.of(yaml));
    }

    static Stream<Case> cases() {
        return Stream.of(
                        nameCases(),
                        apiServerCases(),
                        categoryCases(),
                        hostClusterCases(),
                        vclusterCases(),
                        componentCases(),
                        productCases(),
                        kubeconfigCases())
                .flatMap(s -> s);
    }

    private static Stream<Case> nameCases() {
        return Stream.concat(
                Stream.of("", "A", "-a", "a-", "a..b", "../x", "a/b", "a b", "ä", "a".repeat(64))
                        .map(name -> new Case(
                                NAME_NOT_A_LABEL,
                                "/name",
                                name,
                                name,
                                Requests.host().toBuilder()
                                        .primaryDomain("example.com")
                                        .build())),
                Stream.of(
                        new Case(NAME_WITH_DOTS, "/name", "a.b", "a.b", Requests.host()),
                        new Case(NAME_RESERVED, "/name", "kustomization", "kustomization", Requests.host()),
                        new Case(NAME_LONG, "/name", "a".repeat(46), "a".repeat(46), Requests.host())));
    }

    private static Stream<Case> apiServerCases() {
        String p = "/api_server";
        Stream<Case> malformed = Stream.of(
                        "192.0.2.10", "ftp://192.0.2.10", "https://", "https:///x", "://192.0.2.1", "HTTPS//x.com")
                .map(url -> host(
                        API_SERVER_MALFORMED,
                        p,
                        url,
                        hostAt("https://192.0.2.10").apiServer(url).kubeconfig(Requests.KUBECONFIG)));
        return Stream.of(
                        malformed,
                        cases(
                                API_SERVER_HOST_REFUSED,
                                "https://localhost:6443",
                                "https://kube",
                                "https://api.internal",
                                "HTTPS://api.example.com",
                                "https://kube/https://a.b"),
                        cases(
                                API_SERVER_HOST_MALFORMED,
                                "https://a_b.com",
                                "https://a..b",
                                "https://a.b.",
                                "https://-a.b",
                                "https://" + "a".repeat(64) + ".com",
                                "https://" + "a.".repeat(127) + "com",
                                "https://10.1.2.300",
                                "https://10.1",
                                "https://01.02.03.04",
                                "https://10.1.2.3.4",
                                "https://a.1"),
                        cases(API_SERVER_WHITE_SPACE, "https://a.b/x y", "https://a.b/\u00a0"),
                        cases(
                                API_SERVER_PATH_MALFORMED,
                                "https://a.b/../x",
                                "https://a.b/x/..",
                                "https://a.b/%2E%2e/x",
                                "https://a.b/%zz",
                                "https://a.b/%2",
                                "https://a.b/\"x",
                                "https://a.b/'x",
                                "https://a.b/{x}",
                                "https://a.b/x\\y",
                                "https://a.b\\y",
                                "https://a.b/\u00e9"),
                        cases(
                                API_SERVER_PORT_OUT_OF_RANGE,
                                "https://a.b:0",
                                "https://a.b:65536",
                                "https://a.b:",
                                "https://a.b:x",
                                "https://a.b:06443"),
                        cases(API_SERVER_QUERY, "https://a.b?x", "https://a.b/x?y"),
                        cases(API_SERVER_FRAGMENT, "https://a.b#x", "https://a.b/x#?y"),
                        cases(
                                API_SERVER_NOT_REACHABLE,
                                "https://127.0.0.1:6443",
                                "https://127.1.2.3",
                                "https://0.0.0.0:6443",
                                "https://169.254.0.1:6443"),
                        cases(API_SERVER_NOT_ENCRYPTED, "http://a.b"),
                        Stream.of(
                                host(API_SERVER_MISSING, p, null, host().apiServer(null)),
                                host(API_SERVER_MISSING, p, null, host().apiServer("")),
                                host(API_SERVER_USER_INFO, p, "…@a.b", hostAt("https://hush:hush@a.b"))))
                .flatMap(s -> s);
    }

    private static Stream<Case> cases(FindingCode code, String... urls) {
        return Stream.of(urls)
                .map(url -> host(
                        code,
                        "/api_server",
                        Texts.shown(url),
                        code == API_SERVER_PATH_MALFORMED
                                ? hostAt("https://a.b").apiServer(url)
                                : hostAt(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:/hush@a.b",
                "hush@a.b",
                "https://hush:hu@sh@a.b",
                "hush:hush@a.b:6443",
                "https://hu sh@a.b",
                "https//hush@a.b",
                "ftp://hush@a.b"
            })
    void whatIsBeforeAnAtSignIsNotShown(String url) {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", hostAt("https://a.b").apiServer(url).build())
                        .report()
                        .findings())
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.toString() + finding.value()).doesNotContain("hush"));
    }

    @Test
    void userInformationStaysAnErrorInEveryRuleSet() {
        assertThatThrownBy(() -> RuleSet.standard().withSeverity("api_server_user_info", Severity.WARNING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://rancher.example.com/k8s/clusters/c-abcde",
                "https://rancher.example.com/k8s/clusters/c-m-abcd1234/",
                "https://a.b/a%20b"
            })
    void pathOfAProxyIsAcceptedAndKept(String url) {
        Evaluation evaluation =
                ClusterEvaluator.standard().evaluate("c1", hostAt(url).build());

        assertThat(evaluation.report().findings()).isEmpty();
        assertThat(evaluation.resource().spec().apiServer()).isEqualTo(url);
    }

    @Test
    void domainIsDerivedInLowerCase() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate(
                                "c1",
                                host().apiServer("https://API.Example.COM")
                                        .primaryDomain(null)
                                        .build())
                        .resource()
                        .spec()
                        .primaryDomain())
                .isEqualTo("api.example.com");
    }

    private static Stream<Case> categoryCases() {
        return Stream.of(
                host(CLUSTER_KIND_UNKNOWN, "/cluster_kind", "k3s", host().clusterKind(ClusterKind.of("k3s"))),
                host(CLUSTER_KIND_UNKNOWN, "/cluster_kind", "", host().clusterKind(ClusterKind.of(""))),
                host(CLUSTER_TYPE_MISSING, "/cluster_type", null, host().clusterType(null)),
                host(CLUSTER_TYPE_UNKNOWN, "/cluster_type", "Physical", host().clusterType(ClusterType.of("Physical"))),
                host(USAGE_MISSING, "/usage", null, host().usage(null)),
                host(USAGE_UNKNOWN, "/usage", "HOST", host().usage(Usage.of("HOST"))),
                host(
                        USAGE_NOT_FOR_VIRTUAL,
                        "/usage",
                        "host",
                        virtual().usage(Usage.HOST).workerType(null)),
                host(WORKER_TYPE_MISSING, "/worker_type", null, virtual().workerType(null)),
                host(WORKER_TYPE_MISSING, "/worker_type", null, virtual().workerType(WorkerType.of(""))),
                host(WORKER_TYPE_UNKNOWN, "/worker_type", "batch", virtual().workerType(WorkerType.of("batch"))),
                host(WORKER_TYPE_NOT_ALLOWED, "/worker_type", "pipeline", host().workerType(WorkerType.PIPELINE)));
    }

    private static Stream<Case> hostClusterCases() {
        String p = "/host_cluster";
        return Stream.of(
                host(HOST_CLUSTER_MISSING, p, null, virtual().hostCluster(null)),
                host(HOST_CLUSTER_MISSING, p, null, virtual().hostCluster("")),
                host(HOST_CLUSTER_NOT_ALLOWED, p, "host-1", host().hostCluster("host-1")),
                host(HOST_CLUSTER_IS_ITSELF, p, "c1", virtual().hostCluster("c1")),
                host(HOST_CLUSTER_NOT_A_LABEL, p, "Host_1", virtual().hostCluster("Host_1")));
    }

    private static Stream<Case> vclusterCases() {
        String p = "/vcluster/https_node_port";
        return Stream.of(
                host(VCLUSTER_PORT_MISSING, p, null, virtual().apiServer("https://192.0.2.10")),
                host(VCLUSTER_PORT_MALFORMED, p, "http", virtual().vcluster(new Vcluster("http"))),
                host(VCLUSTER_PORT_MALFORMED, p, "0", virtual().vcluster(new Vcluster("0"))),
                host(VCLUSTER_PORT_MALFORMED, p, "65536", virtual().vcluster(new Vcluster("65536"))),
                host(
                        VCLUSTER_PORT_UNUSUAL,
                        p,
                        "29999",
                        virtual().apiServer("https://192.0.2.10").httpsNodePort(29999)),
                host(VCLUSTER_PORT_UNUSUAL, "/api_server", "32768", virtual().apiServer("https://192.0.2.10:32768")),
                host(VCLUSTER_PORT_DIFFERS, p, "31003", virtual().httpsNodePort(31003)),
                host(VCLUSTER_IGNORED, "/vcluster", null, host().httpsNodePort(31003)),
                host(PRIMARY_DOMAIN_NOT_A_DNS_NAME, "/primary_domain", "a_b.com", host().primaryDomain("a_b.com")),
                host(PRIMARY_DOMAIN_NOT_A_DNS_NAME, "/primary_domain", "a..com", host().primaryDomain("a..com")));
    }

    private static Stream<Case> componentCases() {
        String p = "/components_list/";
        return Stream.of(
                host(
                        COMPONENT_CATEGORY_NOT_APPLICABLE,
                        p + "pipeline",
                        "pipeline",
                        host().component(ComponentCategory.PIPELINE, Component.named("tekton"))),
                host(
                        COMPONENT_CATEGORY_PLATFORM_MANAGED,
                        p + "secret_management",
                        "secret_management",
                        host().component(ComponentCategory.SECRET_MANAGEMENT, Component.named("vault"))),
                host(
                        COMPONENT_UNKNOWN,
                        p + "gateway/name",
                        "nginx",
                        host().component(ComponentCategory.GATEWAY, Component.named("nginx"))),
                host(
                        COMPONENT_UNKNOWN,
                        p + "gateway/name",
                        "tekton",
                        host().component(ComponentCategory.GATEWAY, Component.named("tekton"))),
                host(
                        COMPONENT_NAMESPACE_IGNORED,
                        p + "gateway/namespace",
                        "edge",
                        host().component(ComponentCategory.GATEWAY, new Component(null, "edge", Map.of()))),
                host(
                        COMPONENT_NAMESPACE_NOT_A_LABEL,
                        p + "gateway/namespace",
                        "My_NS",
                        host().component(ComponentCategory.GATEWAY, Component.of("traefik", "My_NS"))),
                host(
                        ADDITION_KEY_EMPTY,
                        p + "gateway/additions",
                        "",
                        host().component(
                                        ComponentCategory.GATEWAY,
                                        Component.named("traefik").withAddition("", "x"))),
                host(ADDITION_MISSING, p + "gateway/additions/httpNodePort", null, gateway("", "30443")),
                host(ADDITION_MALFORMED, p + "gateway/additions/httpNodePort", "http", gateway("http", "30443")),
                host(
                        ADDITION_MALFORMED,
                        p + "deployment/additions/host",
                        "a b",
                        virtual()
                                .component(
                                        ComponentCategory.DEPLOYMENT,
                                        Component.named("argocd").withAddition("host", "a b"))),
                host(GATEWAY_PORTS_EQUAL, p + "gateway/additions/httpsNodePort", "30080", gateway("30080", "30080")),
                host(
                        GATEWAY_PORT_OUT_OF_RANGE,
                        p + "gateway/additions/httpNodePort",
                        "65536",
                        gateway("65536", "30443")),
                host(GATEWAY_PORT_UNUSUAL, p + "gateway/additions/httpsNodePort", "443", gateway("30080", "443")),
                sync("Pipeline"),
                sync("tekton.dev/"),
                sync("/Pipeline"),
                sync("a/b/c"),
                sync("a/b,"),
                sync("a/b, c/d"));
    }

    private static Case sync(String types) {
        return host(
                SYNC_RESOURCE_TYPES_MALFORMED,
                "/components_list/multi_tenant/additions/syncResourceTypes",
                types,
                virtual()
                        .component(
                                ComponentCategory.MULTI_TENANT,
                                Component.named("hnc").withAddition("syncResourceTypes", types)));
    }

    private static Stream<Case> productCases() {
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

    private static Stream<Case> kubeconfigCases() {
        String p = "/kubeconfig";
        String complete = Requests.KUBECONFIG.text();
        return Stream.of(
                host(KUBECONFIG_MISSING, p, null, host().kubeconfig(null)),
                host(KUBECONFIG_MALFORMED, p, null, kubeconfig("- hush-hush")),
                host(KUBECONFIG_MALFORMED, p, null, kubeconfig("hush-hush: [")),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("clusters:", "xs:"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("users:", "xs:"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("current-context:", "xs:"))),
                host(
                        KUBECONFIG_INCOMPLETE,
                        p,
                        null,
                        kubeconfig(complete.replace("current-context: x", "current-context: y"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("cluster: c,", "cluster: d,"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("user: u}", "user: v}"))),
                host(KUBECONFIG_INCOMPLETE, p, null, kubeconfig(complete.replace("server:", "srv:"))),
                host(KUBECONFIG_IGNORED, p, null, virtual().kubeconfig(Requests.KUBECONFIG)),
                host(
                        KUBECONFIG_INCOMPLETE,
                        p,
                        null,
                        kubeconfig(Requests.kubeconfig("").text())),
                host(KUBECONFIG_SERVER_DIFFERS, p, null, host().kubeconfig(Requests.kubeconfig("https://10.0.0.1"))),
                host(KUBECONFIG_PORT_DIFFERS, p, null, host().kubeconfig(Requests.kubeconfig("https://192.0.2.10"))),
                host(
                        KUBECONFIG_PATH_DIFFERS,
                        p,
                        null,
                        host().kubeconfig(Requests.kubeconfig(Requests.HOST_URL + "/k8s/clusters/c-abcde"))),
                host(KUBECONFIG_SEVERAL_DOCUMENTS, p, null, kubeconfig(complete + "---\n" + complete)),
                host(KUBECONFIG_OTHER_KIND, p, null, kubeconfig(complete.replace("kind: Config", "kind: Secret"))),
                host(
                        KUBECONFIG_DUPLICATE_NAME,
                        p,
                        null,
                        kubeconfig(complete.replace("users: [", "users: [{name: u, user: {token: hush}}, ")
                                .replace("user: {token: hush}", "user: " + user(complete)))),
                host(KUBECONFIG_WRONG_TYPE, p, null, kubeconfig(complete.replace("token: hush-hush", "token: 123"))),
                host(KUBECONFIG_WRONG_TYPE, p, null, kubeconfig(complete.replace("token: hush-hush", "username: yes"))),
                host(
                        KUBECONFIG_WRONG_TYPE,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{insecure-skip-tls-verify: \"true\", server:"))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace("client-key-data: ", "client-key-data: \"<\", old: "))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{certificate-authority-data: aHVzaA==, server:"))),
                host(
                        KUBECONFIG_DATA_MALFORMED,
                        p,
                        null,
                        kubeconfig(complete.replace(
                                "{server:", "{certificate-authority-data: '-----BEGIN CERTIFICATE-----', server:"))),
                host(
                        KUBECONFIG_INSECURE_WITH_AUTHORITY,
                        p,
                        null,
                        kubeconfig(complete.replace(
                                "{server:",
                                "{insecure-skip-tls-verify: true, certificate-authority-data: LS0tLS1CRUdJTiA=,"
                                        + " server:"))),
                host(
                        KUBECONFIG_FILE_PATH,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{certificate-authority: /home/dev/ca.crt, server:"))),
                host(KUBECONFIG_EXEC, p, null, kubeconfig(withUser(complete, "exec: {command: aws}"))),
                host(KUBECONFIG_AUTH_PROVIDER, p, null, kubeconfig(withUser(complete, "auth-provider: {name: gcp}"))),
                host(KUBECONFIG_NO_CREDENTIALS, p, null, kubeconfig(withUser(complete, ""))),
                host(KUBECONFIG_NO_CLIENT_CERTIFICATE, p, null, kubeconfig(withUser(complete, "token: hush-hush"))),
                host(
                        KUBECONFIG_CLUSTER_NOT_FIRST,
                        p,
                        null,
                        kubeconfig(complete.replace("clusters: [", "clusters: [{name: a, cluster: {server: x}}, "))),
                host(
                        KUBECONFIG_USER_NOT_FIRST,
                        p,
                        null,
                        kubeconfig(complete.replace("users: [", "users: [{name: a, user: {token: hush}}, "))),
                host(
                        KUBECONFIG_PROXY_ON_LOOPBACK,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{proxy-url: 'socks5://localhost:1080', server:"))),
                host(
                        KUBECONFIG_TLS_NOT_VERIFIED,
                        p,
                        null,
                        kubeconfig(complete.replace("{server:", "{insecure-skip-tls-verify: true, server:"))));
    }

    private static String user(String kubeconfig) {
        int start = kubeconfig.indexOf("{client-certificate-data");
        return kubeconfig.substring(start, kubeconfig.indexOf('}', start) + 1);
    }

    private static String withUser(String kubeconfig, String credentials) {
        return kubeconfig.replace(user(kubeconfig), "{" + credentials + "}");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRuleFindsItsMistakeAndNothingElse(Case mistake) {
        List<Finding> findings = ClusterEvaluator.standard()
                .evaluate(mistake.name(), mistake.request())
                .report()
                .findings();

        assertThat(findings)
                .filteredOn(finding -> !isConsequence(mistake.code(), finding))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(mistake.code().code());
                    assertThat(finding.pointer()).isEqualTo(mistake.pointer());
                    assertThat(finding.value()).isEqualTo(mistake.value());
                    assertThat(finding.severity()).isEqualTo(mistake.code().severity());
                });
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("hush"));
    }

    /** One mistake may leave another question open, such as which domain a missing URL would have. */
    private static boolean isConsequence(FindingCode mistake, Finding finding) {
        Map<FindingCode, Set<FindingCode>> consequences = Map.of(ADDITION_MALFORMED, Set.of());
        return consequences.getOrDefault(mistake, Set.of()).stream()
                .anyMatch(code -> code.code().equals(finding.code()));
    }

    @Test
    void everyCodeOfASingleRequestHasACase() {
        Set<FindingCode> elsewhere = EnumSet.of(
                UNKNOWN_FIELD,
                WRONG_TYPE,
                FindingCode.MOVED_FIELD,
                FindingCode.RELAXED_JSON,
                NAMESPACE_NOT_A_LABEL,
                TEMPLATE_VARIABLE,
                NAME_CLASHES,
                PRIMARY_DOMAIN_DERIVED_MALFORMED,
                PRIMARY_DOMAIN_FROM_IPV6,
                HOST_CLUSTER_NOT_REGISTERED,
                HOST_CLUSTER_NOT_A_HOST,
                NODE_PORT_TAKEN,
                API_SERVER_TAKEN,
                KUBECONFIG_CERTIFICATE_EXPIRED,
                KUBECONFIG_CERTIFICATE_EXPIRES_SOON,
                KUBECONFIG_CERTIFICATE_NOT_YET_VALID,
                KUBECONFIG_KEY_DIFFERS,
                KUBECONFIG_NOT_KEPT,
                RULE_FAILED);

        Set<FindingCode> covered = cases().map(Case::code).collect(Collectors.toSet());

        assertThat(covered).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
    }

    @Test
    void ipv6AddressIsTakenOnlyWithADomainAndRefusedByTheSchema() {
        ClusterRequest request =
                hostAt("https://[2001:db8::1]:6443").primaryDomain(null).build();

        assertThat(Requests.codes(
                        ClusterEvaluator.standard().evaluate("c1", request).report()))
                .containsExactly("api_server_host_refused", "primary_domain_from_ipv6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://192.0.2.10:6443",
                "https://192.0.2.10",
                "https://192.0.2.10/",
                "https://api.example.com:6443",
                "https://api.prod.internal.corp:6443",
                "https://API.Example.COM"
            })
    void usualApiServersAreAccepted(String url) {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", hostAt(url).build())
                        .report()
                        .findings())
                .isEmpty();
    }

    @Test
    void everythingWrongIsReportedAtOnceInAFixedOrder() {
        ClusterRequest request = ClusterRequest.builder()
                .apiServer("localhost")
                .clusterType(ClusterType.VIRTUAL)
                .usage(Usage.WORKER)
                .allowInReservedNamespace("b", "B", "")
                .allowInReservedNamespace("a", "A")
                .allowClusterResources("z", new ClusterScopedResource(null, null))
                .allowClusterResources("Y", new ClusterScopedResource("a b", "c"))
                .build();
        List<String> expected = List.of(
                "/name name_not_a_label",
                "/api_server api_server_malformed",
                "/worker_type worker_type_missing",
                "/host_cluster host_cluster_missing",
                "/vcluster/https_node_port vcluster_port_missing",
                "/reserved_namespaces_allowed_products/a/0 product_name_not_a_label",
                "/reserved_namespaces_allowed_products/b/0 product_name_not_a_label",
                "/reserved_namespaces_allowed_products/b/1 product_name_malformed",
                "/product_allowed_cluster_resources/Y product_name_not_a_label",
                "/product_allowed_cluster_resources/Y/0/kind cluster_resource_white_space",
                "/product_allowed_cluster_resources/z/0/group cluster_resource_group_empty",
                "/product_allowed_cluster_resources/z/0/kind cluster_resource_kind_empty");

        assertThat(placesAndCodes(request)).isEqualTo(expected);
        assertThat(placesAndCodes(withReversedMaps(request))).isEqualTo(expected);
    }

    private static List<String> placesAndCodes(ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate("X", request).report().findings().stream()
                .map(finding -> finding.pointer() + " " + finding.code())
                .toList();
    }

    private static ClusterRequest withReversedMaps(ClusterRequest request) {
        return request.toBuilder()
                .reservedNamespacesAllowedProducts(reversed(request.reservedNamespacesAllowedProducts()))
                .productAllowedClusterResources(reversed(request.productAllowedClusterResources()))
                .build();
    }

    private static <V> Map<String, V> reversed(Map<String, V> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.reverse(keys);
        Map<String, V> reversed = new LinkedHashMap<>();
        keys.forEach(key -> reversed.put(key, map.get(key)));
        return reversed;
    }

    @Test
    void misfitsOfTheDocumentAreFindings() {
        ParsedRequest parsed = ClusterJson.parseRequest("{\"apiServer\":\"x\",\"foo\":1,\"usage\":[]}");

        List<Finding> findings =
                ClusterEvaluator.standard().evaluate("c1", parsed).report().findings();

        assertThat(findings.subList(0, 3))
                .extracting(Finding::toString)
                .containsExactly(
                        "/apiServer: there is no field \"apiServer\"; the API server would drop it silently;"
                                + " did you mean api_server? Otherwise remove it",
                        "/foo: there is no field \"foo\"; the API server would drop it silently; remove it",
                        "/usage: a string is expected here (got a list); write a string");
    }

    @Test
    void messageSaysWhatWhereReceivedAndHowToMendIt() {
        Finding finding = ClusterEvaluator.standard()
                .evaluate("c1", virtual().hostCluster(null).build())
                .report()
                .findings()
                .get(0);

        assertThat(finding.toLine(Locale.ENGLISH))
                .isEqualTo("/host_cluster: a virtual cluster must name the host cluster that carries it (got none);"
                        + " set host_cluster to the name of a registered host cluster");
        assertThat(finding.toLine(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("/host_cluster: 虚拟集群必须指定承载它的宿主集群（未收到）; 请把 host_cluster 设为已注册的宿主集群的名称");
        assertThat(finding.toLine(Locale.FRENCH)).isEqualTo(finding.toLine(Locale.ENGLISH));
    }

    @Test
    void longAndUnprintableValuesAreShownSafely() {
        Finding finding = ClusterEvaluator.standard()
                .evaluate("a\n\u001b[31m" + "b".repeat(500), Requests.host())
                .report()
                .findings()
                .get(0);

        assertThat(finding.value()).hasSize(121).startsWith("a  [31mbb").endsWith("…");
        assertThat(finding.toString()).doesNotContain("\u001b").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30000", "32767"})
    void edgesOfTheNodePortRangeAreUsual(String port) {
        assertThat(findings(gateway(port, "31000"))).isEmpty();
        assertThat(findings(virtual().apiServer("https://192.0.2.10:" + port))).isEmpty();
        assertThat(findings(virtual().apiServer("https://192.0.2.10:" + port).vcluster(new Vcluster(port))))
                .isEmpty();
    }

    private static List<String> findings(ClusterRequest.Builder request) {
        return Requests.codes(
                ClusterEvaluator.standard().evaluate("c1", request.build()).report());
    }

    @Test
    void portsThatAreNoneAreReportedOnce() {
        assertThat(findings(gateway("0", "65535")))
                .containsExactly("gateway_port_out_of_range", "gateway_port_unusual");
        assertThat(findings(gateway("x", "x"))).containsExactly("addition_malformed", "addition_malformed");
        assertThat(findings(virtual().apiServer("https://192.0.2.10:0")))
                .containsExactly("api_server_port_out_of_range");
        assertThat(findings(virtual().apiServer("https://192.0.2.10:0").httpsNodePort(31000)))
                .containsExactly("api_server_port_out_of_range");
    }

    @Test
    void gatewayOfAClusterWithoutOneIsReportedOnce() {
        ClusterRequest.Builder request = Requests.virtualDeployment(31001).toBuilder()
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "80"));

        assertThat(findings(request)).containsExactly("component_category_not_applicable");
    }

    @Test
    void componentsOfAClusterWithoutCategoryAreCheckedAsFarAsPossible() {
        ClusterRequest.Builder request = host().usage(null)
                .component(ComponentCategory.PIPELINE, Component.named("jenkins"))
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "80"))
                .allowInReservedNamespace("anything", "shop");

        assertThat(findings(request)).containsExactly("usage_missing", "component_unknown", "gateway_port_unusual");
    }

    @Test
    void resourceTypesInTheirFormAreAccepted() {
        for (String types : List.of("a/b", "tekton.dev/Pipeline,tekton.dev/Task")) {
            assertThat(findings(virtual()
                            .component(
                                    ComponentCategory.MULTI_TENANT,
                                    Component.named("hnc").withAddition("syncResourceTypes", types))))
                    .isEmpty();
        }
    }

    @Test
    void hostOfAUrlIsChecked() {
        for (String url : List.of("https://[x::1]", "https://a@.b", "https://.a.b", "https://a{b.c", "https://a`b.c")) {
            assertThat(findings(hostAt("https://a.b").apiServer(url).kubeconfig(Requests.KUBECONFIG)))
                    .as(url)
                    .contains("api_server_host_malformed");
        }
        assertThat(findings(hostAt("https://[2001:DB8::1]"))).containsExactly("api_server_host_refused");
        assertThat(findings(hostAt("https://azAZ-09.com"))).isEmpty();
    }

    @Test
    void nameOfGreatestUsualLengthHasNoWarning() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("a".repeat(45), Requests.host())
                        .report()
                        .findings())
                .isEmpty();
    }

    @Test
    void oneMistakeIsNotToldAgainByWhatFollowsFromIt() {
        assertThat(findings(virtual().primaryDomain("a..b"))).containsExactly("primary_domain_not_a_dns_name");
        assertThat(findings(virtual().apiServer(null).httpsNodePort(31002))).containsExactly("api_server_missing");
    }

    @Test
    void hintTellsThePatternOrTheDigits() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", gateway("x", "30443").build())
                        .report()
                        .findings()
                        .get(0)
                        .hint())
                .isEqualTo("write a number in decimal digits");
        assertThat(ClusterEvaluator.standard()
                        .evaluate(
                                "c1",
                                virtual()
                                        .component(
                                                ComponentCategory.DEPLOYMENT,
                                                Component.named("argocd").withAddition("host", "a b"))
                                        .build())
                        .report()
                        .findings()
                        .get(0)
                        .hint())
                .startsWith("write a value that matches ^");
    }

    @Test
    void nullValuesAreNamed() {
        assertThat(Arrays.asList(
                        catchThrowable(() -> ClusterEvaluator.standard().evaluate(null, Requests.host())),
                        catchThrowable(() -> ClusterEvaluator.standard().evaluate("a", (ClusterRequest) null))))
                .extracting(Throwable::getMessage)
                .containsExactly("the cluster's name must not be null", "the request must not be null");
    }
}
