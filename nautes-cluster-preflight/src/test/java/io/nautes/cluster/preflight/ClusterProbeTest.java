package io.nautes.cluster.preflight;

import static io.nautes.cluster.preflight.ScriptedApiServer.json;
import static io.nautes.cluster.preflight.ScriptedApiServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.fixtures.UnreachablePort;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that may be wrong with a cluster, alone and together. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterProbeTest {
    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static TestCertificates strangers;
    private static SSLContext tls;
    private static TestCertificates.Client client;

    private final List<ScriptedApiServer> servers = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(folder);
        strangers = TestCertificates.in(folder);
        tls = certificates.server("ip:127.0.0.1,dns:api.example.com", "-1d", 30);
        client = certificates.client("-1d", 30);
    }

    @AfterEach
    void close() {
        servers.forEach(ScriptedApiServer::close);
    }

    private ScriptedApiServer server(@Nullable SSLContext context) {
        ScriptedApiServer server = ScriptedApiServer.start(context);
        servers.add(server);
        return server;
    }

    private ScriptedApiServer server() {
        return server(tls);
    }

    /** A kubeconfig whose cluster and user have the given fields. */
    private static Kubeconfig kubeconfig(String cluster, String user) {
        return Kubeconfig.of("""
                apiVersion: v1
                kind: Config
                clusters:
                - name: c
                  cluster: {%s}
                users:
                - name: u
                  user: {%s}
                contexts:
                - name: x
                  context: {cluster: c, user: u}
                current-context: x
                """.formatted(cluster, user));
    }

    private static String clientFields(TestCertificates.Client of) {
        return "client-certificate-data: " + of.certificate() + ", client-key-data: " + of.key();
    }

    private static Kubeconfig trusting(TestCertificates authority, String url, String user) throws Exception {
        return kubeconfig("server: \"" + url + "\", certificate-authority-data: " + authority.authorityData(), user);
    }

    private static Kubeconfig kubeconfig(ScriptedApiServer server) throws Exception {
        return trusting(certificates, server.url("127.0.0.1"), clientFields(client));
    }

    private static ClusterProbe.Builder probe() {
        return ClusterProbe.builder().deadline(Duration.ofSeconds(20));
    }

    private static ValidationReport check(ClusterRequest request, Kubeconfig kubeconfig) {
        return check(probe(), request, kubeconfig);
    }

    /** Checks, and looks for secrets in what was found. */
    private static ValidationReport check(ClusterProbe.Builder probe, ClusterRequest request, Kubeconfig kubeconfig) {
        ValidationReport report = probe.build().check("cluster-1", request, kubeconfig);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            assertThat(report.toText(locale))
                    .doesNotContain(ScriptedApiServer.TOKEN)
                    .doesNotContain(client.key())
                    .doesNotContain("{");
        }
        return report;
    }

    private static void assertOnly(ValidationReport report, String... codes) {
        assertThat(report.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        Arrays.stream(codes).map(code -> "preflight_" + code).toArray(String[]::new));
    }

    private static ClusterRequest host() {
        return ClusterFixtures.host();
    }

    @ParameterizedTest
    @EnumSource
    void clusterWithoutProblemsHasNoFindings(ClusterCategory category) throws Exception {
        ScriptedApiServer server = server();

        assertOnly(check(ClusterFixtures.request(category), kubeconfig(server)));

        assertThat(server.requests().keySet())
                .allMatch(request -> request.startsWith("GET ") || request.contains("selfsubjectaccessreviews"));
    }

    @Test
    void tokenIsSentToo() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /version", exchange -> {
            boolean known = ("Bearer " + ScriptedApiServer.TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            json(known ? 200 : 401, "{\"gitVersion\":\"v1.20.2\"}").to(exchange);
        });

        assertOnly(check(host(), trusting(certificates, server.url("127.0.0.1"), "token: " + ScriptedApiServer.TOKEN)));
    }

    @Test
    void skippedVerificationTrustsAnyServer() throws Exception {
        ScriptedApiServer server = server(strangers.server("dns:other.example.com", "-10d", 2));

        assertOnly(check(
                host(),
                kubeconfig(
                        "server: \"" + server.url("127.0.0.1") + "\", insecure-skip-tls-verify: true",
                        clientFields(client))));
    }

    @Test
    void unknownAuthorityIsFound() throws Exception {
        ScriptedApiServer server = server();

        assertOnly(
                check(host(), trusting(strangers, server.url("127.0.0.1"), clientFields(client))),
                "certificate_untrusted");
    }

    @Test
    void runtimeDoesNotTrustTheServerWithoutAnAuthority() throws Exception {
        ScriptedApiServer server = server();

        assertOnly(
                check(host(), kubeconfig("server: \"" + server.url("127.0.0.1") + "\"", clientFields(client))),
                "certificate_untrusted");
    }

    @ParameterizedTest
    @CsvSource({"-10d, 2", "+5d, 10"})
    void certificateThatIsNotValidNowIsFound(String start, int days) throws Exception {
        ScriptedApiServer server = server(certificates.server("ip:127.0.0.1", start, days));

        assertOnly(check(host(), kubeconfig(server)), "certificate_expired");
    }

    @Test
    void certificateOfAnotherHostIsFoundWithItsNames() throws Exception {
        ScriptedApiServer server = server(certificates.server("dns:api.example.com,ip:192.0.2.1", "-1d", 30));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "certificate_for_other_host");
        assertThat(report.findings().get(0).message()).contains("api.example.com, 192.0.2.1");
    }

    /** Answers as Go's server does when a client speaks another protocol than TLS to it, or the other way round. */
    @Test
    void serverWithoutTlsIsFound() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                while (true) {
                    try (Socket socket = plain.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream()
                                .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        if (plain.isClosed()) {
                            return;
                        }
                    }
                }
            });
            answering.setDaemon(true);
            answering.start();

            assertOnly(
                    check(
                            host(),
                            trusting(certificates, "https://127.0.0.1:" + plain.getLocalPort(), clientFields(client))),
                    "tls_failed");
        }
    }

    @Test
    void hostThatCannotBeResolvedIsFound() throws Exception {
        assertOnly(
                check(host(), trusting(certificates, "https://no-such-host.invalid:6443", clientFields(client))),
                "host_not_found");
    }

    @Test
    void portWhereNothingListensIsFound() throws Exception {
        int port = UnreachablePort.closed();

        assertOnly(
                check(host(), trusting(certificates, "https://127.0.0.1:" + port, clientFields(client))),
                "connection_refused");
    }

    @Test
    void connectionThatIsNotMadeInTimeIsFound() throws Exception {
        try (UnreachablePort port = UnreachablePort.open()) {
            assertOnly(
                    check(
                            ClusterProbe.builder().deadline(Duration.ofSeconds(1)),
                            host(),
                            trusting(certificates, "https://127.0.0.1:" + port.number(), clientFields(client))),
                    "connection_timed_out");
        }
    }

    @Test
    void proxyThatIsDownIsFound() throws Exception {
        ScriptedApiServer server = server();
        int port = UnreachablePort.closed();

        assertOnly(
                check(
                        host(),
                        kubeconfig(
                                "server: \"" + server.url("127.0.0.1") + "\", certificate-authority-data: "
                                        + certificates.authorityData() + ", proxy-url: \"http://127.0.0.1:" + port
                                        + "\"",
                                clientFields(client))),
                "proxy_failed");
    }

    @Test
    void proxyThatRefusesToConnectIsFound() throws Exception {
        ScriptedApiServer server = server();
        ScriptedApiServer proxy = server(null);
        proxy.answerAll(reply(503, "text/plain", "no"));

        assertOnly(
                check(
                        host(),
                        kubeconfig(
                                "server: \"" + server.url("127.0.0.1") + "\", certificate-authority-data: "
                                        + certificates.authorityData() + ", proxy-url: \""
                                        + proxy.url("127.0.0.1") + "\"",
                                clientFields(client))),
                "proxy_failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec: {command: aws, args: [hush-hush]}",
                "auth-provider: {name: gcp, config: {access-token: hush-hush}}",
                "tokenFile: /home/me/hush-hush",
                "client-certificate: /home/me/hush-hush, client-key: /home/me/key",
                "as: nobody"
            })
    void credentialsOfAnotherMachineAreNotUsed(String user) throws Exception {
        ScriptedApiServer server = server();

        ValidationReport report = check(host(), trusting(certificates, server.url("127.0.0.1"), user));

        assertOnly(report, "credentials_not_supported");
        assertThat(report.toText(Locale.ENGLISH)).doesNotContain("hush");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [hush-hush", "[]", "", "clusters: []", "current-context: x"})
    void textThatIsNoKubeconfigIsFound(String text) {
        ValidationReport report = check(host(), Kubeconfig.of(text.isEmpty() ? "{}" : text));

        assertOnly(report, "kubeconfig_unusable");
        assertThat(report.toText(Locale.ENGLISH)).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h",
                "https://me:hush-hush@h:6443",
                "https://h?hush",
                "not a url hush",
                "https:///x",
                "https://h:65536"
            })
    void serverThatIsNoUrlIsFoundWithoutIt(String url) throws Exception {
        ValidationReport report = check(host(), trusting(certificates, url, clientFields(client)));

        assertOnly(report, "kubeconfig_unusable");
        assertThat(report.toText(Locale.ENGLISH)).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:65536", "https://127.0.0.1", "http://me:hush-hush@127.0.0.1", "hush hush"})
    void proxyThatIsNoUrlIsFoundWithoutIt(String proxy) throws Exception {
        ValidationReport report = check(
                host(),
                kubeconfig("server: \"https://127.0.0.1:1\", proxy-url: \"" + proxy + "\"", clientFields(client)));

        assertOnly(report, "kubeconfig_unusable");
        assertThat(report.toText(Locale.ENGLISH)).doesNotContain("hush");
    }

    @Test
    void keyOfAnotherFormIsFound() throws Exception {
        ScriptedApiServer server = server();

        assertOnly(
                check(
                        host(),
                        trusting(
                                certificates,
                                server.url("127.0.0.1"),
                                "client-certificate-data: " + client.certificate() + ", client-key-data: aHVzaA==")),
                "kubeconfig_unusable");
    }

    @Test
    void refusedTokenIsFoundOnce() throws Exception {
        ScriptedApiServer server = server();
        server.answerAll(json(401, "{\"kind\":\"Status\",\"message\":\"Unauthorized\",\"code\":401}"));

        assertOnly(
                check(host(), trusting(certificates, server.url("127.0.0.1"), "token: " + ScriptedApiServer.TOKEN)),
                "not_authenticated");
    }

    @Test
    void expiredClientCertificateIsFound() throws Exception {
        ScriptedApiServer server = server(null);
        server.answerAll(json(401, "{\"kind\":\"Status\",\"message\":\"Unauthorized\",\"code\":401}"));

        assertOnly(
                check(
                        host(),
                        trusting(certificates, server.url("127.0.0.1"), clientFields(certificates.client("-10d", 2)))),
                "client_certificate_expired");
    }

    /** The JDK does not send a certificate whose authority the server does not ask for, and is anonymous then. */
    @Test
    void clientCertificateOfAnotherAuthorityIsFound() throws Exception {
        ScriptedApiServer server = server();
        server.answer(
                "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", json(403, ScriptedApiServer.ANONYMOUS));

        assertOnly(
                check(
                        host(),
                        trusting(certificates, server.url("127.0.0.1"), clientFields(strangers.client("-1d", 30)))),
                "client_certificate_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.15.12, version_not_supported",
        "v1.16.0, ''",
        "1.20.2-gke.100, ''",
        "v1.21.14+k3s1, ''",
        "v1.22.0, rbac_v1beta1_missing",
        "v1.23.17, rbac_v1beta1_missing",
        "v1.24.0, rbac_v1beta1_missing;service_account_secrets_missing"
    })
    void versionThatLacksNeededFeaturesOfAWorkerIsFound(String version, String codes) throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /version", json(200, "{\"gitVersion\":\"" + version + "\"}"));

        assertOnly(
                check(ClusterFixtures.physicalDeploymentRuntime(), kubeconfig(server)),
                codes.isEmpty() ? new String[0] : codes.split(";"));
    }

    @Test
    void rangeOfVersionsIsASetting() throws Exception {
        ScriptedApiServer server = server();

        ValidationReport report = check(probe().versions(21, 24), host(), kubeconfig(server));

        assertOnly(report, "version_not_supported");
        assertThat(report.findings().get(0).message()).contains("v1.20.2", "1.21 – 1.24");
        assertThatIllegalArgumentException().isThrownBy(() -> probe().versions(22, 21));
    }

    @Test
    void serverThatIsNotReadyIsFound() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /readyz", reply(500, "text/plain", "[-]etcd failed"));

        assertOnly(check(host(), kubeconfig(server)), "not_ready");
    }

    @Test
    void missingPermissionsAreNamedInOneFinding() throws Exception {
        ScriptedApiServer server = server();
        server.answer(
                "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                json(201, "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":false}}"));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "permissions_missing");
        assertThat(report.findings().get(0).message())
                .contains(
                        "create namespaces, ",
                        "create clusterrolebindings.rbac.authorization.k8s.io",
                        "create validatingwebhookconfigurations.admissionregistration.k8s.io");
    }

    @Test
    void userWithEachNeededPermissionNeedNotBeAnAdministrator() throws Exception {
        ScriptedApiServer server = server();
        AtomicInteger reviews = new AtomicInteger();
        server.answer(
                "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                exchange -> json(
                                201,
                                "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":"
                                        + (reviews.incrementAndGet() > 1) + "}}")
                        .to(exchange));

        assertOnly(check(host(), kubeconfig(server)));

        assertThat(reviews).hasValue(12);
    }

    private static String service(String namespace, String name, String ports) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"" + namespace
                + "\"},\"spec\":{\"type\":\"NodePort\",\"ports\":[" + ports + "]}}";
    }

    @Test
    void nodePortOfAnotherServiceIsFound() throws Exception {
        ScriptedApiServer server = server();
        server.list(
                "/api/v1/services",
                service("shop", "web", "{\"port\":80},{\"port\":443,\"nodePort\":30443}") + ","
                        + service("traefik", "traefik", "{\"port\":80,\"nodePort\":30080}"));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "node_port_in_use");
        Finding finding = report.findings().get(0);
        assertThat(finding.pointer()).isEqualTo("/components_list/gateway/additions/httpsNodePort");
        assertThat(finding.value()).isEqualTo("30443");
        assertThat(finding.message()).contains("shop/web");
    }

    @Test
    void nodePortOfAVirtualClusterIsLookedForOnItsHost() throws Exception {
        ScriptedApiServer server = server();
        ClusterRequest virtual = ClusterFixtures.virtualPipelineRuntime();
        String port = virtual.apiServer().replaceFirst(".*:", "");
        server.list(
                "/api/v1/services", service("cluster-1", "svc-cluster-1", "{\"port\":443,\"nodePort\":" + port + "}"));
        assertOnly(check(virtual, kubeconfig(server)));

        server.list("/api/v1/services", service("other", "svc-other", "{\"port\":443,\"nodePort\":" + port + "}"));

        assertOnly(check(virtual, kubeconfig(server)), "node_port_in_use");
    }

    @Test
    void servicesAreReadPageByPage() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /api/v1/services", exchange -> {
            boolean first = !exchange.getRequestURI().getQuery().contains("continue");
            json(
                            200,
                            first
                                    ? "{\"kind\":\"ServiceList\",\"metadata\":{\"continue\":\"a b+c\"},\"items\":[]}"
                                    : "{\"kind\":\"ServiceList\",\"metadata\":{\"continue\":\"\"},\"items\":["
                                            + service("shop", "web", "{\"nodePort\":30080}") + "]}")
                    .to(exchange);
        });

        assertOnly(check(host(), kubeconfig(server)), "node_port_in_use");
    }

    @Test
    void listThatNeverEndsIsCutOff() throws Exception {
        ScriptedApiServer server = server();
        server.answer(
                "GET /api/v1/services",
                json(200, "{\"kind\":\"ServiceList\",\"metadata\":{\"continue\":\"more\"},\"items\":[]}"));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "list_too_long");
        assertThat(report.findings().get(0).message()).contains("more than 20000 services");
        assertThat(server.requests()).containsEntry("GET /api/v1/services", 40);
    }

    @Test
    void nodePortIsTriedIfServicesMustNotBeListed() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /api/v1/services", json(403, "{\"kind\":\"Status\",\"message\":\"no\",\"code\":403}"));
        server.answer("POST /api/v1/namespaces/default/services", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            json("dryRun=All".equals(query) ? 422 : 500, """
                            {"kind":"Status","message":"spec.ports[0].nodePort: provided port is already allocated"}""").to(exchange);
        });

        assertOnly(check(host(), kubeconfig(server)), "check_forbidden");
        assertOnly(
                check(probe().dryRunOfNodePorts(true), host(), kubeconfig(server)),
                "node_port_in_use",
                "node_port_in_use");
    }

    @Test
    void namespaceOfAComponentThatExistsIsFound() throws Exception {
        ScriptedApiServer server = server();
        server.list(
                "/api/v1/namespaces",
                "{\"metadata\":{\"name\":\"traefik\",\"labels\":{\"app.kubernetes.io/managed-by\":\"Helm\"}}},"
                        + "{\"metadata\":{\"name\":\"vault\",\"labels\":"
                        + "{\"argocd.argoproj.io/instance\":\"cluster-1-vault\"}}}");

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "namespace_exists");
        assertThat(report.findings().get(0).pointer()).isEqualTo("/components_list/gateway/namespace");
        assertThat(report.findings().get(0).message()).contains("app.kubernetes.io/managed-by=Helm");
    }

    @Test
    void definitionsInAnotherVersionAreFound() throws Exception {
        ScriptedApiServer server = server();
        String groups =
                "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"apps\",\"versions\":[{\"version\":\"v1\"}]},"
                        + "{\"name\":\"traefik.containo.us\",\"versions\":[%s{\"version\":\"v1\"}]}]}";
        server.answer("GET /apis", json(200, groups.formatted("")));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "definition_in_other_version");
        Finding finding = report.findings().get(0);
        assertThat(finding.pointer()).isEqualTo("/components_list/gateway");
        assertThat(finding.message()).contains("traefik.containo.us", "in version v1;", "needs v1alpha1");
        server.answer("GET /apis", json(200, groups.formatted("{\"version\":\"v1alpha1\"},")));
        assertOnly(check(host(), kubeconfig(server)));
    }

    @Test
    void hostWithoutADefaultStorageClassIsFound() throws Exception {
        ScriptedApiServer server = server();
        server.list("/apis/storage.k8s.io/v1/storageclasses", "{\"metadata\":{\"name\":\"slow\"}}");

        assertOnly(check(host(), kubeconfig(server)), "no_default_storage_class");
        assertOnly(check(ClusterFixtures.physicalDeploymentRuntime(), kubeconfig(server)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"spec\":{\"unschedulable\":true},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}",
                "{\"spec\":{\"taints\":[{\"effect\":\"NoSchedule\"}]},"
                        + "\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}",
                "{\"spec\":{},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"Unknown\"}]}}"
            })
    void clusterWithoutAReadyNodeIsFound(String nodes) throws Exception {
        ScriptedApiServer server = server();
        server.list("/api/v1/nodes", nodes);

        assertOnly(check(host(), kubeconfig(server)), "no_ready_node");
    }

    @Test
    void clockThatDiffersIsFound() throws Exception {
        ScriptedApiServer server = server();
        Instant now = Instant.now();

        assertOnly(
                check(
                        probe().clock(InstantSource.fixed(now.plusSeconds(600))),
                        ClusterFixtures.physicalDeploymentRuntime(),
                        kubeconfig(server)),
                "clocks_differ");
    }

    @Test
    void allProblemsAreFoundTogether() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /version", json(200, "{\"gitVersion\":\"v1.15.0\"}"));
        server.answer("GET /readyz", reply(500, "text/plain", "no"));
        server.answer(
                "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                json(201, "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":false}}"));
        server.list("/api/v1/services", service("shop", "web", "{\"nodePort\":30080}"));
        server.list("/api/v1/namespaces", "{\"metadata\":{\"name\":\"traefik\"}}");
        server.list("/api/v1/nodes", "");
        server.list("/apis/storage.k8s.io/v1/storageclasses", "");

        assertOnly(
                check(probe().clock(InstantSource.fixed(Instant.now().plusSeconds(600))), host(), kubeconfig(server)),
                "version_not_supported",
                "clocks_differ",
                "not_ready",
                "permissions_missing",
                "node_port_in_use",
                "namespace_exists",
                "no_ready_node",
                "no_default_storage_class");
    }

    @Test
    void silentServerIsReportedAtTheDeadline() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /api/v1/services", server.silence());

        ValidationReport report =
                check(ClusterProbe.builder().deadline(Duration.ofSeconds(2)), host(), kubeconfig(server));

        assertOnly(report, "check_timed_out");
        assertThat(report.findings().get(0).message()).contains("within 2000 ms: node ports");
    }

    @Test
    void replyThatNeverEndsEndsAtTheDeadline() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /api/v1/namespaces", server.drip());

        ValidationReport report =
                check(ClusterProbe.builder().deadline(Duration.ofSeconds(2)), host(), kubeconfig(server));

        assertOnly(report, "check_timed_out");
        assertThat(report.findings().get(0).message()).endsWith("within 2000 ms: namespaces");
    }

    @Test
    void endlessReplyEndsAtTheLimit() throws Exception {
        ScriptedApiServer server = server();
        server.answer("GET /version", ScriptedApiServer.flood());

        assertOnly(check(host(), kubeconfig(server)), "not_kubernetes");
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        ScriptedApiServer server = server();
        server.answerAll(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://me:hush-hush@login.example.com/in?token=hush-hush");
            exchange.sendResponseHeaders(302, -1);
        });

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "redirected");
        assertThat(report.findings().get(0).message())
                .contains("https://login.example.com/in")
                .doesNotContain("hush");
    }

    @Test
    void pageOfAProxyIsNotKubernetes() throws Exception {
        ScriptedApiServer server = server();
        server.answerAll(reply(200, "text/html", "<html>hush-hush</html>"));

        ValidationReport report = check(host(), kubeconfig(server));

        assertOnly(report, "not_kubernetes");
        assertThat(report.findings().get(0).message()).contains("text/html").doesNotContain("hush");
    }

    @Test
    void serverThatFailsIsOneFinding() throws Exception {
        ScriptedApiServer server = server();
        server.answerAll(json(503, "{\"kind\":\"Status\",\"code\":503}"));

        ValidationReport report = check(ClusterFixtures.physicalDeploymentRuntime(), kubeconfig(server));

        assertThat(report.findings())
                .extracting(Finding::code)
                .containsOnlyOnce("preflight_server_failed")
                .contains("preflight_not_ready");
    }

    @Test
    void physicalClusterIsCheckedWithTheKubeconfigOfItsRequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe().build().check("v", ClusterFixtures.virtualPipelineRuntime()))
                .withMessageContaining("that of the host");
    }

    @Test
    void everyCodeHasTextsInBothLanguages() {
        for (PreflightCode code : PreflightCode.values()) {
            Finding finding = code.finding("/kubeconfig", null, "A", "B", "C");
            assertThat(finding.in(Locale.CHINESE).message())
                    .isNotEqualTo(finding.message())
                    .doesNotContain("{");
            assertThat(finding.in(Locale.CHINESE).hint()).isNotEqualTo(finding.hint());
        }
    }

    /** The slowest answer takes 1.5 s; one after the other they would take far more. */
    @Test
    void checksRunConcurrently() throws Exception {
        ScriptedApiServer server = server();
        for (String path : List.of("/version", "/readyz", "/api/v1/services", "/api/v1/namespaces", "/api/v1/nodes")) {
            server.answer("GET " + path, server.silence());
        }

        ValidationReport report =
                check(ClusterProbe.builder().deadline(Duration.ofMillis(1_500)), host(), kubeconfig(server));

        assertOnly(report, "check_timed_out");
        assertThat(report.findings().get(0).message()).contains("version, readiness, node ports, namespaces, nodes");
    }
}
