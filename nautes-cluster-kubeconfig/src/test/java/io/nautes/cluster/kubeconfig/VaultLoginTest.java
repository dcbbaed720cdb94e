package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to authenticate, and how long a token is used. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultLoginTest {
    private static final AccessToken TOKEN = AccessToken.of(ScriptedVault.TOKEN);
    private static final AccessToken SECRET_ID = AccessToken.of(ScriptedVault.SECRET_ID);
    private static final AccessToken JWT = AccessToken.of(ScriptedVault.JWT);

    private final ScriptedVault vault = ScriptedVault.start();
    private final ManualDelays delays = new ManualDelays();
    private final AtomicLong nanos = new AtomicLong();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Delays that a test ends explicitly. */
    private static final class ManualDelays implements Delays {
        private final Queue<Duration> times = new ArrayDeque<>();
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean closed;

        @Override
        public void after(Duration delay, Runnable task) {
            times.add(delay);
            tasks.add(task);
        }

        /** Runs the waiting task and returns its delay. */
        Duration end() {
            Duration time = times.remove();
            tasks.remove().run();
            return time;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private VaultKubeconfigStore.Builder with(VaultLogin login) {
        return VaultKubeconfigStore.builder(vault.uri())
                .login(login)
                .nanoTime(nanos::get)
                .delays(delays)
                .deadline(Duration.ofSeconds(20));
    }

    private VaultKubeconfigStore open(VaultLogin login) {
        VaultKubeconfigStore store = with(login).build();
        open.add(store);
        return store;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable store : open) {
            store.close();
        }
        vault.close();
    }

    /** Returns the failure of a read and asserts that it contains no secret. */
    private static RegistryException failure(VaultKubeconfigStore store) {
        return failure(store, opened -> opened.find("host-1"));
    }

    /** Returns the failure of an operation and asserts that it contains no secret. */
    private static RegistryException failure(VaultKubeconfigStore store, Consumer<VaultKubeconfigStore> operation) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, () -> operation.accept(store));
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString())
                .doesNotContain(ScriptedVault.TOKEN)
                .doesNotContain(ScriptedVault.SECRET_ID)
                .doesNotContain(ScriptedVault.JWT)
                .doesNotContain("hvs.");
        return failure;
    }

    private static CredentialSupplier<AccessToken> supplier() {
        return mock();
    }

    @Test
    void tokenFileIsReadAgainWhenItChanges(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        VaultKubeconfigStore store = open(VaultLogin.tokenFile(file));
        RegistryException failure = failure(store);
        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure).hasMessageContainingAll("host-1", "the token file " + file + " cannot be read");

        Files.writeString(file, ScriptedVault.TOKEN + "\n");

        assertThat(store.find("host-1")).isEmpty();
        assertThat(vault.seen()).extracting(ScriptedVault.Seen::token).containsExactly(ScriptedVault.TOKEN);
    }

    @Test
    void supplierIsCalledOnceToReplaceARefusedToken() {
        CredentialSupplier<AccessToken> tokens = supplier();
        when(tokens.credential()).thenReturn(AccessToken.of("hvs.expired"));
        when(tokens.renewed(AccessToken.of("hvs.expired"))).thenReturn(TOKEN);

        assertThat(open(VaultLogin.token(tokens)).find("host-1")).isEmpty();

        verify(tokens, times(1)).renewed(any());
        assertThat(vault.seen())
                .extracting(ScriptedVault.Seen::token)
                .containsExactly("hvs.expired", ScriptedVault.TOKEN);
    }

    @Test
    void refusedTokenThatTheSupplierRepeatsIsNotSentAgain() {
        AccessToken refused = AccessToken.of("hvs.expired");

        assertThat(failure(open(VaultLogin.token(() -> refused))).code()).isEqualTo(FailureCode.PERMISSION_DENIED);

        assertThat(vault.seen()).hasSize(1);
    }

    @Test
    void messageOfAFailedSupplierIsNotShown() {
        RegistryException failure = failure(open(VaultLogin.token(() -> {
            throw new IllegalStateException("no access for " + ScriptedVault.TOKEN);
        })));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure).hasMessageContaining("failed with java.lang.IllegalStateException");
        assertThat(vault.seen()).isEmpty();
    }

    @Test
    void supplierThatReturnsNullIsReported() {
        CredentialSupplier<AccessToken> tokens = supplier();

        RegistryException failure = failure(open(VaultLogin.jwt("r", tokens)));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure).hasMessageContaining("returned null");
    }

    @Test
    void deadlineIncludesTheSupplier() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (VaultKubeconfigStore store = with(VaultLogin.token(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return TOKEN;
                }))
                .deadline(Duration.ofMillis(200))
                .build()) {
            RegistryException failure = failure(store);

            assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
            assertThat(failure).hasMessageContaining("the credential supplier did not return in time");
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void serviceAccountLogsInWithItsToken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), ScriptedVault.JWT);
        CredentialSupplier<AccessToken> tokens =
                new VaultLogin.TokenFileSupplier(new io.nautes.cluster.model.internal.support.TokenFile(file));

        assertThat(open(VaultLogin.kubernetes(ScriptedVault.JWT_ROLE, tokens).withMount("kube-1"))
                        .find("host-1"))
                .isEmpty();

        assertThat(vault.seen().get(0).path()).isEqualTo("/v1/auth/kube-1/login");
        assertThat(vault.seen().get(1).token()).isEqualTo("hvs.login-1");
    }

    @Test
    void refusedJwtIsReportedWithoutBeingShown() {
        RegistryException failure = failure(open(VaultLogin.jwt("other", () -> JWT)));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure).hasMessageContainingAll("the login is refused", "audience");
    }

    @Test
    void jwtIsSuppliedForEachLogin() {
        CredentialSupplier<AccessToken> tokens = supplier();
        when(tokens.credential()).thenReturn(JWT);
        VaultKubeconfigStore store = open(VaultLogin.jwt(ScriptedVault.JWT_ROLE, tokens));
        store.find("host-1");
        store.find("host-1");
        verify(tokens, times(1)).credential();

        vault.revokeAll();
        store.find("host-1");

        verify(tokens, times(2)).credential();
    }

    @Test
    void wrappedSecretIdIsUnwrappedOnceForManyLogins() {
        String wrapping = vault.wrap(ScriptedVault.SECRET_ID);
        VaultKubeconfigStore store =
                open(VaultLogin.wrappedAppRole(ScriptedVault.ROLE, () -> AccessToken.of(wrapping)));

        store.find("host-1");
        vault.revokeAll();
        store.find("host-1");

        assertThat(vault.logins()).isEqualTo(2);
        assertThat(vault.seen())
                .filteredOn(seen -> seen.path().equals("/v1/sys/wrapping/unwrap"))
                .extracting(ScriptedVault.Seen::token)
                .containsExactly(wrapping);
    }

    @Test
    void newWrappingTokenIsUnwrapped() {
        AtomicReference<String> wrapping = new AtomicReference<>(vault.wrap("used-up-secret-id"));
        VaultKubeconfigStore store =
                open(VaultLogin.wrappedAppRole(ScriptedVault.ROLE, () -> AccessToken.of(wrapping.get())));
        assertThat(failure(store)).hasMessageContaining("the login is refused");

        wrapping.set(vault.wrap(ScriptedVault.SECRET_ID));

        assertThat(store.find("host-1")).isEmpty();
    }

    @Test
    void wrappingTokenThatWasUsedBeforeIsReported() {
        String wrapping = vault.wrap(ScriptedVault.SECRET_ID);
        open(VaultLogin.wrappedAppRole(ScriptedVault.ROLE, () -> AccessToken.of(wrapping)))
                .find("host-1");

        RegistryException failure =
                failure(open(VaultLogin.wrappedAppRole(ScriptedVault.ROLE, () -> AccessToken.of(wrapping))));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure).hasMessageContainingAll("the wrapping token of the secret ID is refused", "revoke it");
    }

    @Test
    void leaseIsExtendedAfterTwoThirds() {
        vault.leases(90);
        VaultKubeconfigStore store = open(VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID));
        store.find("host-1");

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(delays.end()).isEqualTo(Duration.ofSeconds(60));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        store.find("host-1");

        assertThat(vault.renewals()).isEqualTo(1);
        assertThat(vault.logins()).isEqualTo(1);
        assertThat(delays.times).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void failedRenewalIsRepeatedThreeTimes() {
        vault.leases(100);
        VaultKubeconfigStore store = open(VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID));
        store.find("host-1");
        for (int i = 0; i < 4; i++) {
            vault.next(ScriptedVault.errors(500, "internal error"));
        }

        delays.end();
        assertThat(delays.end()).isEqualTo(Duration.ofSeconds(10));
        delays.end();
        delays.end();

        assertThat(delays.tasks).isEmpty();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(95));
        assertThat(store.find("host-1")).isEmpty();
        assertThat(vault.logins()).isEqualTo(2);
    }

    @Test
    void tokenNearItsMaximumLifetimeIsNotRenewedAgain() {
        vault.leases(90);
        VaultKubeconfigStore store = open(VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID));
        store.find("host-1");
        vault.leases(20);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        delays.end();

        assertThat(delays.tasks).isEmpty();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(18));
        store.find("host-1");
        assertThat(vault.logins()).isEqualTo(2);
    }

    @Test
    void tokenThatWasReplacedIsNotRenewed() {
        VaultKubeconfigStore store = open(VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID));
        store.find("host-1");
        vault.revokeAll();
        store.find("host-1");

        delays.end();
        assertThat(vault.renewals()).isZero();
        delays.end();
        assertThat(vault.renewals()).isEqualTo(1);
    }

    @Test
    void fixedTokenIsRenewedFromTheFirstRequestOn() {
        vault.leases(3000);
        VaultKubeconfigStore store = open(VaultLogin.renewedToken(TOKEN));
        assertThat(delays.tasks).isEmpty();
        store.find("host-1");
        store.find("host-1");

        assertThat(delays.end()).isEqualTo(Duration.ZERO);
        assertThat(delays.end()).isEqualTo(Duration.ofSeconds(2000));
        assertThat(vault.renewals()).isEqualTo(2);
        store.close();
        assertThat(delays.closed).isTrue();
    }

    @Test
    void fixedTokenThatCannotBeRenewedIsUsedUnchanged() {
        VaultKubeconfigStore store = open(VaultLogin.renewedToken(TOKEN));
        store.find("host-1");
        vault.next(ScriptedVault.errors(400, "lease is not renewable"));
        delays.end();

        assertThat(delays.tasks).isEmpty();
        assertThat(store.find("host-1")).isEmpty();
    }

    @Test
    void renewalRunsOnASeparateThread() throws InterruptedException {
        CountDownLatch renewed = new CountDownLatch(1);
        vault.leases(1);
        AtomicInteger requests = new AtomicInteger();
        ScriptedVault.Script counted = (exchange, closing) -> {
            if (exchange.getRequestURI().getPath().endsWith("/renew-self") && requests.incrementAndGet() == 2) {
                renewed.countDown();
            }
            return true;
        };
        vault.next(counted, counted, counted);
        try (VaultKubeconfigStore store = VaultKubeconfigStore.builder(vault.uri())
                .login(VaultLogin.renewedToken(TOKEN))
                .build()) {
            store.find("host-1");

            assertThat(renewed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A proxy may quote what it refuses; a delete is the one operation that reads nothing before. */
    @Test
    void firstReplyThatRepeatsTheTokenDoesNotShowIt() {
        for (VaultLogin login : List.of(
                VaultLogin.token(TOKEN),
                VaultLogin.token(() -> TOKEN),
                VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID))) {
            ScriptedVault.Script quoting = (exchange, closing) -> ScriptedVault.errors(
                            400, "bad header " + exchange.getRequestHeaders().getFirst("X-Vault-Token"))
                    .play(exchange, closing);
            if (login.isLogin()) {
                vault.next(ScriptedVault.asUsual());
            }
            vault.next(quoting);

            assertThat(failure(open(login), store -> store.delete("host-1")))
                    .hasMessageContaining("status 400")
                    .hasMessageNotContaining("bad header");
        }
    }

    @Test
    void tokenHasNoMount() {
        assertThatThrownBy(() -> VaultLogin.token(TOKEN).withMount("approle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a token has no mount");
    }

    @Test
    void loginDoesNotPrintItsSecrets() {
        assertThat(VaultLogin.appRole(ScriptedVault.ROLE, SECRET_ID)).hasToString("VaultLogin[APP_ROLE at approle]");
        assertThat(VaultLogin.token(TOKEN)).hasToString("VaultLogin[TOKEN]");
    }
}
