package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries and their pauses, and the failures after refusals and unexpected replies. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultRetryTest {
    private static final Kubeconfig KUBECONFIG = ClusterFixtures.kubeconfig("https://192.0.2.1:6443");
    private static final String OUTRUN = "check-and-set parameter did not match the current version";

    private final ScriptedVault vault = ScriptedVault.start();
    private final AtomicInteger requests = new AtomicInteger();
    private final VaultKubeconfigStore store = VaultKubeconfigStore.builder(vault.uri())
            .token(AccessToken.of(ScriptedVault.TOKEN))
            .deadline(Duration.ofSeconds(20))
            .build();

    @AfterEach
    void close() {
        store.close();
        vault.close();
    }

    private void forever(ScriptedVault.Script... scripts) {
        for (int i = 0; i < 200; i++) {
            ScriptedVault.Script script = scripts[i % scripts.length];
            vault.next((exchange, closing) -> {
                requests.incrementAndGet();
                return script.play(exchange, closing);
            });
        }
    }

    private static RegistryException failure(Runnable action) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, action::run);
        assertThat(failure).isNotNull();
        return failure;
    }

    /** As behind a read replica that lags: each read shows the old version, and each write is refused. */
    @Test
    void refusedCheckAndSetIsAConflictAfterAFewAttempts() {
        forever(ScriptedVault.asUsual(), ScriptedVault.errors(400, OUTRUN));

        RegistryException failure = failure(() -> store.put("host-1", KUBECONFIG));

        assertThat(failure).isInstanceOf(ConflictException.class).hasMessageContaining("nothing was changed");
        assertThat(requests.get()).isLessThanOrEqualTo(2 * RetryPauses.MAX_ATTEMPTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 429})
    void requestIsRepeatedAfterATemporaryRefusal(int status) {
        ScriptedVault.Script refusal = ScriptedVault.errors(status, "not yet");
        store.put("host-1", KUBECONFIG);

        vault.next(refusal, refusal);
        assertThat(store.find("host-1")).contains(KUBECONFIG);
        vault.next(refusal, ScriptedVault.asUsual(), refusal);
        store.put("host-1", Kubeconfig.of("a: b"));
        vault.next(refusal);
        store.delete("host-1");

        assertThat(vault.versions("kubernetes/host-1/default/admin")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 429})
    void repetitionsAfterTemporaryRefusalsAreLimited(int status) {
        forever(ScriptedVault.errors(status, "not yet"));

        assertThat(failure(() -> store.find("host-1")).isRetryable()).isTrue();
        assertThat(requests).hasValue(RetryPauses.MAX_ATTEMPTS);
    }

    @Test
    void loginIsRepeatedAfterATemporaryRefusal() {
        vault.next(ScriptedVault.errors(412, "not yet"), ScriptedVault.retryAfter(503, "0"));
        try (VaultKubeconfigStore withRole = VaultKubeconfigStore.builder(vault.uri())
                .appRole(ScriptedVault.ROLE, AccessToken.of(ScriptedVault.SECRET_ID))
                .build()) {
            assertThat(withRole.find("host-1")).isEmpty();
        }
    }

    @Test
    void pauseIsAtLeastRetryAfter() {
        vault.next(ScriptedVault.retryAfter(429, "1"));
        long start = System.nanoTime();

        assertThat(store.find("host-1")).isEmpty();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "Fri, 01 Jan 2100 00:00:00 GMT", "999999999"})
    void requestIsNotRepeatedIfThePauseExceedsTheDeadline(String value) {
        forever(ScriptedVault.retryAfter(429, value));

        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(requests).hasValue(1);
    }

    @Test
    void sealedVaultWithoutRetryAfterIsNotAskedAgain() {
        forever(ScriptedVault.errors(503, "Vault is sealed"));

        assertThat(failure(() -> store.put("host-1", KUBECONFIG)).code()).isEqualTo(FailureCode.SERVER_FAULT);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 500, 502, 504})
    void outcomeOfAChangeIsUnknownAfterAnUnexpectedReply(int status) {
        ScriptedVault.Script page = ScriptedVault.status(status, "<html>sign in</html>");
        forever(ScriptedVault.asUsual(), page);
        assertThat(failure(() -> store.put("host-1", KUBECONFIG))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void outcomeOfADeletionIsUnknownAfterAnUnexpectedReply() {
        forever(ScriptedVault.status(200, "<html>sign in</html>"));

        assertThat(failure(() -> store.delete("host-1"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(requests).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413})
    void refusedChangeIsNotMade(int status) {
        forever(ScriptedVault.asUsual(), ScriptedVault.errors(status, "no"));

        RegistryException failure = failure(() -> store.put("host-1", KUBECONFIG));

        assertThat(failure).isNotInstanceOf(OutcomeUnknownException.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void closingTheStoreEndsAnExchange() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        vault.next(ScriptedVault.asUsual(), (exchange, closing) -> {
            arrived.countDown();
            return ScriptedVault.stalledBody().play(exchange, closing);
        });
        CompletableFuture<RegistryException> failed =
                CompletableFuture.supplyAsync(() -> failure(() -> store.put("host-1", KUBECONFIG)));
        arrived.await();

        store.close();

        assertThat(failed.get(10, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void closingTheStoreEndsAPause() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        vault.next((exchange, closing) -> {
            ScriptedVault.retryAfter(429, "15").play(exchange, closing);
            refused.countDown();
            return false;
        });
        CompletableFuture<RegistryException> failed =
                CompletableFuture.supplyAsync(() -> failure(() -> store.find("host-1")));
        refused.await();

        store.close();

        assertThat(failed.get(10, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void busyCommonPoolDoesNotDelayTheStore() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(Math.max(1, ForkJoinPool.getCommonPoolParallelism()));
        for (long i = busy.getCount(); i > 0; i--) {
            ForkJoinPool.commonPool().execute(() -> {
                busy.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        busy.await();

        try {
            store.put("host-1", KUBECONFIG);
            assertThat(store.find("host-1")).contains(KUBECONFIG);
        } finally {
            end.countDown();
        }
    }
}
