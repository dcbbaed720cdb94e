package io.nautes.cluster.preflight.status;

import static io.nautes.cluster.preflight.ScriptedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.preflight.ScriptedApiServer;
import io.nautes.cluster.preflight.status.ClusterStatus.Phase;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a management cluster with the objects of Nautes 0.4.2 says about a cluster, and waiting for it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterStatusReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final String CLUSTER = "GET /apis/nautes.resource.nautes.io/v1alpha1/namespaces/nautes/clusters/";
    private static final String APPLICATION = "GET /apis/argoproj.io/v1alpha1/namespaces/argocd/applications/";
    private static final String WORKER =
            "\"apiServer\":\"https://10.1.2.3:6443\",\"clusterType\":\"physical\",\"usage\":\"worker\","
                    + "\"componentsList\":{\"gateway\":{\"name\":\"traefik\",\"namespace\":\"traefik\"}}";
    private static final String HEALTHY =
            "{\"kind\":\"Application\",\"status\":{\"sync\":{\"status\":\"Synced\"},\"health\":{\"status\":\"Healthy\"}}}";

    private final ScriptedApiServer server = ScriptedApiServer.start(null);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable duringPause = () -> {};

    @AfterEach
    void close() {
        server.close();
    }

    private ClusterStatusReader.Builder builder() {
        return ClusterStatusReader.builder(ClusterFixtures.kubeconfig(server.url("127.0.0.1")))
                .tenant("tenant-1")
                .pollInterval(Duration.ofSeconds(3))
                .time(InstantSource.fixed(NOW), nanos::get, time -> {
                    pauses.add(time);
                    nanos.addAndGet(time.toNanos());
                    duringPause.run();
                });
    }

    private ClusterStatusReader reader() {
        return builder().build();
    }

    private static String condition(String type, String status, String message, String time) {
        return "{\"type\":\"" + type + "\",\"status\":\"" + status + "\",\"reason\":\"RegularUpdate\",\"message\":\""
                + message + "\",\"lastTransitionTime\":\"" + time + "\"}";
    }

    private static String spec(String text) {
        return "{\"lastSuccessSpec\":\"" + text.replace("\"", "\\\"") + "\"}";
    }

    /** A cluster's resource whose conditions all hold, with a spec and the spec that operators were successful with. */
    private static String cluster(String name, String spec, String last, String entryPoints) {
        return "{\"kind\":\"Cluster\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{" + spec
                + "},\"status\":{\"conditions\":["
                + condition("SecretStoreReady", "True", "", "2026-11-27T09:59:30Z") + ","
                + condition("EntryPointCollected", "True", "", "2026-11-27T09:59:30Z") + ","
                + condition("ClusterSyncToArgocd", "True", "saved", "2026-11-20T00:00:00Z")
                + "],\"mgtAuthStatus\":" + spec("{" + last + "}") + ",\"sync2ArgoStatus\":" + spec("{" + last + "}")
                + ",\"entryPoints\":{" + entryPoints + "}}}";
    }

    private static String readyWorker() {
        return cluster("c-1", WORKER, WORKER, "\"traefik\":{\"httpPort\":30080}");
    }

    private void registered(String resource) {
        server.answer(CLUSTER + "c-1", json(200, resource));
    }

    private void applications(String answer, String... names) {
        for (String name : names) {
            server.answer(APPLICATION + name, json(200, answer));
        }
    }

    private void workerIsHealthy() {
        registered(readyWorker());
        applications(HEALTHY, "c-1-runtime-initial", "c-1-runtime-argocd", "c-1-runtime");
    }

    @Test
    void workerWhoseOperatorsAndApplicationsAreDoneIsReady() {
        workerIsHealthy();

        ClusterStatus status = reader().read("c-1");

        assertThat(status).hasToString("c-1 READY");
        assertThat(status.entryPoints()).containsExactly("traefik");
        assertThat(status.conditions())
                .extracting(ClusterStatus.Condition::type)
                .containsExactly("ClusterSyncToArgocd", "EntryPointCollected", "SecretStoreReady");
        assertThat(status.applications())
                .extracting(ClusterStatus.Application::name)
                .containsExactly("c-1-runtime-initial", "c-1-runtime-argocd", "c-1-runtime");
    }

    @Test
    void emptyFieldsDoNotMakeARegistrationNewer() {
        workerIsHealthy();
        registered(cluster(
                "c-1",
                WORKER + ",\"hostCluster\":\"\",\"reservedNamespacesAllowedProducts\":{}",
                WORKER,
                "\"traefik\":{}"));

        assertThat(reader().read("c-1").isReady()).isTrue();
    }

    @Test
    void operatorsThatProcessedAnOlderRegistrationAreWaitedFor() {
        workerIsHealthy();
        registered(cluster("c-1", WORKER, WORKER.replace("10.1.2.3", "10.9.9.9"), "\"traefik\":{}"));

        ClusterStatus status = reader().read("c-1");

        assertThat(status.phase()).isEqualTo(Phase.SYNCING);
        assertThat(status.reasons())
                .containsExactly(
                        "mgtAuthStatus: is about an older registration",
                        "sync2ArgoStatus: is about an older registration");
    }

    @Test
    void newClusterIsSyncing() {
        registered("{\"kind\":\"Cluster\",\"metadata\":{\"name\":\"c-1\"},\"spec\":{" + WORKER + "}}");

        ClusterStatus status = reader().read("c-1");

        assertThat(status.phase()).isEqualTo(Phase.SYNCING);
        assertThat(status.reasons())
                .contains(
                        "SecretStoreReady: not reported yet",
                        "application c-1-runtime: Missing",
                        "entry points: the gateway is not installed yet");
    }

    @Test
    void conditionThatDoesNotHoldIsAFailure() {
        workerIsHealthy();
        registered(readyWorker()
                .replace(
                        condition("SecretStoreReady", "True", "", "2026-11-27T09:59:30Z"),
                        condition("SecretStoreReady", "False", "sync cluster failed", "2026-11-27T09:59:30Z")));

        assertThat(reader().read("c-1")).hasToString("c-1 DEGRADED: SecretStoreReady: sync cluster failed");
    }

    @Test
    void operatorThatNoLongerChecksIsAFailure() {
        workerIsHealthy();
        registered(readyWorker()
                .replace(
                        condition("SecretStoreReady", "True", "", "2026-11-27T09:59:30Z"),
                        condition("SecretStoreReady", "True", "", "2026-11-27T09:54:59Z")));

        assertThat(reader().read("c-1").reasons())
                .containsExactly("SecretStoreReady: not checked since 2026-11-27T09:54:59Z, so the cluster operator is"
                        + " not running");
    }

    @ParameterizedTest
    @CsvSource({
        "OutOfSync, Healthy, Running, '', SYNCING, 'application c-1-runtime: OutOfSync, Healthy'",
        "Synced, Progressing, Succeeded, '', SYNCING, 'application c-1-runtime: Synced, Progressing'",
        "Synced, Degraded, Succeeded, '', DEGRADED, 'application c-1-runtime: Degraded'",
        "OutOfSync, Healthy, Failed, no such image, DEGRADED, 'application c-1-runtime: no such image'"
    })
    void phaseDependsOnTheApplications(
            String sync, String health, String phase, String message, Phase expected, String reason) {
        workerIsHealthy();
        applications(
                "{\"kind\":\"Application\",\"status\":{\"sync\":{\"status\":\"" + sync + "\"},\"health\":{\"status\":\""
                        + health + "\"},\"operationState\":{\"phase\":\"" + phase + "\",\"message\":\"" + message
                        + "\"}}}",
                "c-1-runtime");

        ClusterStatus status = reader().read("c-1");

        assertThat(status.phase()).isEqualTo(expected);
        assertThat(status.reasons()).containsExactly(reason);
    }

    @Test
    void hostHasApplicationsOfItsComponents() {
        String host =
                "\"clusterType\":\"physical\",\"usage\":\"host\",\"componentsList\":{\"gateway\":{\"name\":\"traefik\"},"
                        + "\"oauthProxy\":{\"name\":\"oauth2-proxy\"}}";
        server.answer(CLUSTER + "h", json(200, cluster("h", host, host, "")));
        applications(HEALTHY, "h", "h-traefik", "h-traefik-resources", "h-oauth2-proxy");

        assertThat(reader().read("h").reasons()).containsExactly("application h-oauth2-proxy-resources: Missing");
    }

    @Test
    void virtualClusterHasApplicationsOnItsHost() {
        String virtual = "\"clusterType\":\"virtual\",\"usage\":\"worker\",\"hostCluster\":\"h\"";
        server.answer(CLUSTER + "v", json(200, cluster("v", virtual, virtual, "")));
        applications(HEALTHY, "v-runtime-initial", "v-runtime-argocd", "v-runtime", "v", "v-vcluster-app");

        assertThat(reader().read("v").reasons()).containsExactly("application v-vcluster-initial: Missing");
    }

    @Test
    void removedClusterReportsItsFinalizers() {
        workerIsHealthy();
        registered(readyWorker()
                .replace(
                        "\"metadata\":{",
                        "\"metadata\":{\"deletionTimestamp\":\"2026-11-27T09:00:00Z\","
                                + "\"finalizers\":[\"argo.nautes/finalizers\"],"));

        assertThat(reader().read("c-1")).hasToString("c-1 DELETING: removal waits for argo.nautes/finalizers");
    }

    @Test
    void absentClusterReportsWhyItWasRefused() {
        assertThat(reader().read("c-1")).hasToString("c-1 ABSENT: Argo CD has not applied the registration yet");

        applications(
                "{\"kind\":\"Application\",\"status\":{\"operationState\":{\"syncResult\":{\"resources\":["
                        + "{\"kind\":\"Cluster\",\"name\":\"other\",\"status\":\"SyncFailed\",\"message\":\"not this\"},"
                        + "{\"kind\":\"Cluster\",\"name\":\"c-1\",\"status\":\"SyncFailed\",\"message\":\"spec is\\u001b[31m"
                        + " invalid\"}]}}}}",
                "tenant-1");

        ClusterStatus status = reader().read("c-1");
        assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(status.reasons().get(0))
                .startsWith("it was refused: spec is")
                .doesNotContain("\u001b");
    }

    @Test
    void warningsOfProductsAreRead() {
        workerIsHealthy();
        registered(readyWorker()
                .replace(
                        "\"status\":{\"conditions\"",
                        "\"status\":{\"warnings\":[{\"type\":\"ProductNotFound\",\"from\":\"base-operator\","
                                + "\"id\":\"shop\",\"message\":\"unable to find product shop\"}],\"conditions\""));

        assertThat(reader().read("c-1").warnings())
                .containsExactly(new ClusterStatus.Warning("ProductNotFound", "shop", "unable to find product shop"));
    }

    @Test
    void allClustersAreListed() {
        workerIsHealthy();
        server.answer(
                CLUSTER.substring(0, CLUSTER.length() - 1),
                json(200, "{\"kind\":\"ClusterList\",\"items\":[" + readyWorker() + "]}"));

        assertThat(reader().list()).extracting(ClusterStatus::toString).containsExactly("c-1 READY");
    }

    @Test
    void waitFollowsTheClusterUntilItIsReady() {
        AtomicInteger step = new AtomicInteger();
        duringPause = () -> {
            switch (step.incrementAndGet()) {
                case 1, 2 ->
                    registered("{\"kind\":\"Cluster\",\"metadata\":{\"name\":\"c-1\"},\"spec\":{" + WORKER + "}}");
                case 3 -> server.answer(CLUSTER + "c-1", json(503, "{\"kind\":\"Status\",\"code\":503}"));
                case 4 -> {
                    workerIsHealthy();
                    applications(HEALTHY.replace("Healthy", "Degraded"), "c-1-runtime");
                }
                default -> workerIsHealthy();
            }
        };
        List<String> seen = new ArrayList<>();
        StatusListener listener = new StatusListener() {
            @Override
            public void onChange(ClusterStatus status) {
                seen.add(status.phase().name());
            }

            @Override
            public void onFailure(RegistryException failure) {
                seen.add(failure.code().name());
            }
        };

        ClusterStatus status = reader().awaitReady("c-1", Duration.ofMinutes(10), listener);

        assertThat(status.isReady()).isTrue();
        assertThat(seen).containsExactly("ABSENT", "SYNCING", "SERVER_FAULT", "DEGRADED", "READY");
        assertThat(pauses).hasSize(5).containsOnly(Duration.ofSeconds(3));
    }

    @Test
    void waitThatTimesOutReportsWhatIsMissing() {
        RegistryException failure = catchThrowableOfType(
                RegistryException.class, () -> reader().awaitReady("c-1", Duration.ofSeconds(7), status -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure)
                .hasMessageContainingAll("cluster c-1", "within 7000 ms", "Argo CD has not applied the registration");
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    @Test
    void permanentFailureEndsTheWait() {
        server.answerAll(json(401, "{\"kind\":\"Status\",\"code\":401}"));
        StatusListener listener = mock();

        assertThatThrownBy(() -> reader().awaitReady("c-1", Duration.ofDays(100_000), listener))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED))
                .hasMessageNotContaining(ClusterFixtures.SECRET);

        verify(listener, times(0)).onChange(any());
    }

    @Test
    void interruptedWaitIsCanceled() {
        duringPause = () -> {
            throw new AssertionError("not reached");
        };
        ClusterStatusReader interrupted = builder()
                .time(InstantSource.fixed(NOW), nanos::get, time -> {
                    throw new InterruptedException();
                })
                .build();

        RegistryException failure = catchThrowableOfType(
                RegistryException.class, () -> interrupted.awaitReady("c-1", Duration.ofMinutes(1), status -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void silentServerIsATimeout() {
        server.answer(CLUSTER + "c-1", server.silence());

        RegistryException failure = catchThrowableOfType(
                RegistryException.class,
                () -> builder().deadline(Duration.ofMillis(500)).build().read("c-1"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({"403, PERMISSION_DENIED", "500, SERVER_FAULT"})
    void refusalsHaveTheirCodes(int status, FailureCode code) {
        server.answer(CLUSTER + "c-1", json(status, "{\"kind\":\"Status\"}"));

        RegistryException failure = catchThrowableOfType(RegistryException.class, () -> reader().read("c-1"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("read the status of cluster c-1");
    }

    @Test
    void listReportsAMissingResourceDefinition() {
        assertThatThrownBy(reader()::list)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND))
                .hasMessageContaining("check that Nautes and Argo CD are installed");
    }

    @Test
    void namesAreChecked() {
        assertThatThrownBy(() -> reader().read("../secrets")).isInstanceOf(InvalidClusterException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> builder().namespace("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().argoCdNamespace(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().tenant("A"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().deadline(Duration.ZERO));
    }
}
