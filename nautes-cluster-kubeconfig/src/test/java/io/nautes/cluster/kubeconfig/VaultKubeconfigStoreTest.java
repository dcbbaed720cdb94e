package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.KubeconfigStoreContract;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKubeconfigStoreTest {
    private static final String PATH = "kubernetes/host-1/default/admin";
    private static final Kubeconfig KUBECONFIG = ClusterFixtures.kubeconfig("https://192.0.2.1:6443");
    private static final Kubeconfig OTHER = ClusterFixtures.kubeconfig("https://192.0.2.2:6443");

    private final ScriptedVault vault = ScriptedVault.start();
    private final AtomicLong nanos = new AtomicLong();
    private VaultKubeconfigStore store = withToken().build();

    private VaultKubeconfigStore.Builder withToken() {
        return VaultKubeconfigStore.builder(vault.uri())
                .token(AccessToken.of(ScriptedVault.TOKEN))
                .deadline(Duration.ofSeconds(20));
    }

    private void use(VaultKubeconfigStore.Builder builder) {
        store.close();
        store = builder.build();
    }

    private void useAppRole() {
        use(VaultKubeconfigStore.builder(vault.uri())
                .appRole(ScriptedVault.ROLE, AccessToken.of(ScriptedVault.SECRET_ID))
                .nanoTime(nanos::get));
    }

    @AfterEach
    void close() {
        store.close();
        vault.close();
    }

    /** Returns the failure of an action and asserts that it contains no secret. */
    private static RegistryException failure(Runnable action) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, action::run);
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString())
                .doesNotContain(ClusterFixtures.SECRET)
                .doesNotContain(ScriptedVault.TOKEN)
                .doesNotContain(ScriptedVault.SECRET_ID)
                .doesNotContain(ScriptedVault.ROLE);
        return failure;
    }

    @Nested
    class Contract extends KubeconfigStoreContract {
        @Override
        protected KubeconfigStore openEmpty() {
            return store;
        }
    }

    @Test
    void kubeconfigIsStoredAtThePathThatNautesReads() {
        store.put("host-1", Kubeconfig.of("a: \"b\""));

        assertThat(vault.data(PATH)).isEqualTo("{\"kubeconfig\":\"a: \\\"b\\\"\"}");
        assertThat(vault.seen())
                .extracting(seen -> seen.method() + " " + seen.path())
                .containsExactly(
                        "GET /v1/cluster/data/kubernetes/host-1/default/admin",
                        "POST /v1/cluster/data/kubernetes/host-1/default/admin");
    }

    @Test
    void otherKeysOfTheSecretAreKept() {
        vault.write(PATH, "{\"owner\":\"ops\",\"n\":12345678901234567890.50,\"list\":[1,{\"a\":null}]}");

        store.put("host-1", Kubeconfig.of("a: b"));

        assertThat(vault.data(PATH))
                .isEqualTo("{\"owner\":\"ops\",\"n\":12345678901234567890.50,\"list\":[1,{\"a\":null}],"
                        + "\"kubeconfig\":\"a: b\"}");
    }

    @Test
    void kubeconfigInBase64IsReadToo() {
        vault.write(PATH, "{\"kubeconfig\":\"" + KUBECONFIG.toBase64() + "\"}");

        assertThat(store.find("host-1")).contains(KUBECONFIG);
    }

    @Test
    void secretWithoutTheKeyHasNoKubeconfig() {
        vault.write(PATH, "{\"other\":\"x\"}");

        assertThat(store.find("host-1")).isEmpty();
    }

    @Test
    void storedKubeconfigIsNotWrittenAgain() {
        store.put("host-1", KUBECONFIG);
        store.put("host-1", KUBECONFIG);

        assertThat(vault.versions(PATH)).isEqualTo(1);
    }

    @Test
    void secretWhoseLastVersionWasDeletedIsWrittenAgain() {
        store.put("host-1", KUBECONFIG);
        vault.deleteLastVersion(PATH);
        assertThat(store.find("host-1")).isEmpty();

        store.put("host-1", KUBECONFIG);

        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(vault.versions(PATH)).isEqualTo(2);
    }

    @Test
    void deleteRemovesAllVersions() {
        store.put("host-1", KUBECONFIG);
        store.put("host-1", OTHER);

        store.delete("host-1");

        assertThat(vault.versions(PATH)).isZero();
    }

    @Test
    void removedEntryLeavesNoVersionWithContent() {
        store.put("host-1", KUBECONFIG);
        store.put("host-1", OTHER);
        String version = store.read("host-1").orElseThrow().version();

        assertThat(store.compareAndDelete("host-1", version)).isTrue();

        assertThat(vault.contents(PATH)).isZero();
        assertThat(store.read("host-1")).isEmpty();
    }

    @Test
    void removedEntryLeavesOtherKeysOfTheSecret() {
        vault.write(PATH, "{\"owner\":\"ops\",\"kubeconfig\":\"a: b\"}");

        assertThat(store.compareAndDelete("host-1", "1")).isTrue();

        assertThat(vault.data(PATH)).isEqualTo("{\"owner\":\"ops\"}");
        assertThat(vault.contents(PATH)).isEqualTo(2);
        assertThat(store.read("host-1")).isEmpty();
    }

    @Test
    void interruptedRemovalIsFinishedByTheNextRead() {
        store.put("host-1", KUBECONFIG);
        vault.next(
                ScriptedVault.asUsual(),
                ScriptedVault.asUsual(),
                ScriptedVault.errors(403, "1 error occurred: permission denied"));
        assertThat(failure(() -> store.compareAndDelete("host-1", "1")).code())
                .isEqualTo(FailureCode.PERMISSION_DENIED);
        assertThat(store.find("host-1")).isEmpty();

        assertThat(store.read("host-1")).isEmpty();

        assertThat(vault.contents(PATH)).isZero();
    }

    @Test
    void removalKeepsAConcurrentChangeOfAnotherClient() {
        store.put("host-1", KUBECONFIG);
        vault.next(
                ScriptedVault.asUsual(),
                ScriptedVault.asUsual(),
                vault.afterAWriteOf(PATH, "{\"kubeconfig\":\"theirs\"}"));

        assertThat(store.compareAndDelete("host-1", "1")).isTrue();

        assertThat(store.find("host-1").map(Kubeconfig::text)).contains("theirs");
        assertThat(vault.contents(PATH)).isOne();
    }

    @Test
    void conditionalChangeIsRefusedWhenAnotherClientIsFirst() {
        store.put("host-1", KUBECONFIG);
        vault.next(ScriptedVault.asUsual(), vault.afterAWriteOf(PATH, "{\"kubeconfig\":\"theirs\"}"));

        assertThat(store.compareAndSet("host-1", "1", KubeconfigEntry.confirmed(OTHER)))
                .isEmpty();

        assertThat(store.find("host-1").map(Kubeconfig::text)).contains("theirs");
        assertThat(vault.seen().stream().filter(seen -> seen.method().equals("POST")))
                .hasSize(2);
    }

    @Test
    void conditionalChangeWhoseReplyIsLostIsMadeOnce() {
        store.put("host-1", KUBECONFIG);
        vault.next(ScriptedVault.asUsual(), vault.carriedOutButReset());

        assertThat(store.compareAndSet("host-1", "1", KubeconfigEntry.pending(OTHER, KUBECONFIG)))
                .contains("2");

        assertThat(vault.versions(PATH)).isEqualTo(2);
        assertThat(store.read("host-1").map(StoredKubeconfig::entry))
                .contains(KubeconfigEntry.pending(OTHER, KUBECONFIG));
    }

    @Test
    void conditionalChangeThatIsLostBeforeItIsMadeIsSentAgain() {
        store.put("host-1", KUBECONFIG);
        vault.next(ScriptedVault.asUsual(), ScriptedVault.reset());

        assertThat(store.compareAndSet("host-1", "1", KubeconfigEntry.confirmed(OTHER)))
                .contains("2");
    }

    @Test
    void putIsRepeatedIfAnotherClientIsFirst() {
        vault.write(PATH, "{\"kubeconfig\":\"old\"}");
        vault.next(ScriptedVault.asUsual(), vault.afterAWriteOf(PATH, "{\"kubeconfig\":\"theirs\",\"by\":\"them\"}"));

        store.put("host-1", Kubeconfig.of("a: b"));

        assertThat(vault.data(PATH)).isEqualTo("{\"by\":\"them\",\"kubeconfig\":\"a: b\"}");
        assertThat(vault.versions(PATH)).isEqualTo(3);
    }

    @Test
    void pathsCanBeConfigured() {
        use(withToken().path("tenants/{name}").key("admin.conf").namespace("team/a"));

        store.put("host-1", Kubeconfig.of("a: b"));

        assertThat(vault.data("tenants/host-1")).isEqualTo("{\"admin.conf\":\"a: b\"}");
        assertThat(vault.seen()).allSatisfy(seen -> assertThat(seen.namespace()).isEqualTo("team/a"));
    }

    @Test
    void appRoleLogsInOnceForManyRequests() {
        useAppRole();

        store.put("host-1", KUBECONFIG);
        assertThat(store.find("host-1")).contains(KUBECONFIG);

        assertThat(vault.logins()).isEqualTo(1);
        assertThat(vault.seen().get(0).token()).isNull();
    }

    @Test
    void appRoleLogsInAgainBeforeTheTokenExpires() {
        vault.leases(100);
        useAppRole();
        store.find("host-1");

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(89));
        store.find("host-1");
        assertThat(vault.logins()).isEqualTo(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        store.find("host-1");
        assertThat(vault.logins()).isEqualTo(2);
    }

    @Test
    void leaseOfZeroDoesNotExpire() {
        vault.leases(0);
        useAppRole();
        store.find("host-1");
        nanos.addAndGet(TimeUnit.DAYS.toNanos(1000));
        store.find("host-1");

        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void appRoleLogsInAgainIfTheTokenIsRefused() {
        useAppRole();
        store.put("host-1", KUBECONFIG);
        vault.revokeAll();

        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(vault.logins()).isEqualTo(2);
    }

    @Test
    void appRoleLogsInAgainOnlyOnceForARefusal() {
        useAppRole();
        vault.next(
                ScriptedVault.asUsual(),
                ScriptedVault.errors(403, "permission denied"),
                ScriptedVault.asUsual(),
                ScriptedVault.errors(403, "permission denied"));

        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.PERMISSION_DENIED);
        assertThat(vault.logins()).isEqualTo(2);
    }

    @Test
    void appRoleThatIsRefusedIsReported() {
        use(VaultKubeconfigStore.builder(vault.uri())
                .appRole("other-" + ScriptedVault.ROLE, AccessToken.of(ScriptedVault.SECRET_ID)));

        RegistryException failure = failure(() -> store.put("host-1", KUBECONFIG));
        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure)
                .hasMessageContainingAll("keep the kubeconfig of cluster host-1", "invalid role or secret ID");
    }

    @Test
    void fixedTokenThatIsRefusedIsNotSentAgain() {
        vault.revokeAll();

        RegistryException failure = failure(() -> store.find("host-1"));
        assertThat(failure.code()).isEqualTo(FailureCode.PERMISSION_DENIED);
        assertThat(failure).hasMessageContainingAll("permission denied", "read, create and update");
        assertThat(vault.seen()).hasSize(1);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(ScriptedVault.errors(403, "2 errors: invalid token"), FailureCode.UNAUTHENTICATED),
                Arguments.of(ScriptedVault.errors(404, "no handler for route"), FailureCode.NOT_FOUND),
                Arguments.of(ScriptedVault.errors(412, "not replicated yet"), FailureCode.SERVER_FAULT),
                Arguments.of(ScriptedVault.errors(429, "rate limit quota exceeded"), FailureCode.RATE_LIMITED),
                Arguments.of(ScriptedVault.errors(500, "internal error"), FailureCode.SERVER_FAULT),
                Arguments.of(ScriptedVault.errors(503, "Vault is sealed"), FailureCode.SERVER_FAULT),
                Arguments.of(ScriptedVault.status(502, "<html>bad gateway</html>"), FailureCode.SERVER_FAULT),
                Arguments.of(ScriptedVault.status(404, "<html>not here</html>"), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.status(200, "<html>sign in</html>"), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.status(200, ""), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(
                        ScriptedVault.status(200, "{\"data\":{\"kubeconfig\":\"x\"}}"), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.status(200, "[".repeat(100_000)), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.redirect("https://u:p@vault-2:8200/v1/x?t=1"), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.huge(), FailureCode.UNEXPECTED_REPLY),
                Arguments.of(ScriptedVault.reset(), FailureCode.UNREACHABLE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureOfAReadHasACode(ScriptedVault.Script script, FailureCode code) {
        // As often as a request is repeated.
        vault.next(Collections.nCopies(8, script).toArray(ScriptedVault.Script[]::new));

        RegistryException failure = failure(() -> store.find("host-1"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageStartingWith("failed to read the kubeconfig of cluster host-1 from Vault: GET http");
        assertThat(failure.getMessage()).doesNotContain("u:p", "t=1");
    }

    @Test
    void redirectIsReportedAndNotFollowed() {
        vault.next(ScriptedVault.redirect("https://vault-2:8200/v1/x"));

        assertThat(failure(() -> store.find("host-1"))).hasMessageContaining("a redirect to https://vault-2:8200/v1/x");
        assertThat(vault.seen()).isEmpty();
    }

    @Test
    void repliesThatRepeatSecretsAreNotShown() {
        vault.next(
                ScriptedVault.asUsual(),
                ScriptedVault.errors(400, "cannot store token: " + ClusterFixtures.SECRET),
                ScriptedVault.errors(500, "bad token " + ScriptedVault.TOKEN));

        assertThat(failure(() -> store.put("host-1", KUBECONFIG)).code()).isEqualTo(FailureCode.INVALID);
        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.SERVER_FAULT);
    }

    @Test
    void deadlineEndsAStalledBody() {
        use(withToken().deadline(Duration.ofMillis(300)));
        vault.next(ScriptedVault.stalledBody());

        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void changeWithoutAReplyIsRepeatedOnce() {
        vault.next(ScriptedVault.asUsual(), vault.carriedOutButReset());

        store.put("host-1", KUBECONFIG);

        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(vault.versions(PATH)).isEqualTo(1);
    }

    @Test
    void outcomeOfAChangeIsUnknownAfterTwoAttemptsWithoutAReply() {
        vault.next(ScriptedVault.asUsual(), ScriptedVault.reset(), ScriptedVault.asUsual(), ScriptedVault.reset());

        assertThat(failure(() -> store.put("host-1", KUBECONFIG)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("not known whether the change was made");
    }

    @Test
    void outcomeOfAChangeIsUnknownIfItCannotBeVerified() {
        vault.next(ScriptedVault.asUsual(), vault.carriedOutButReset(), ScriptedVault.errors(503, "Vault is sealed"));

        RegistryException failure = failure(() -> store.put("host-1", KUBECONFIG));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("Vault is sealed");
    }

    @Test
    void addressWithoutAServerIsUnreachable() {
        URI gone = vault.uri();
        vault.close();
        use(VaultKubeconfigStore.builder(gone).token(AccessToken.of("t")));

        assertThat(failure(() -> store.put("host-1", KUBECONFIG)).code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(failure(() -> store.delete("host-1")).code()).isEqualTo(FailureCode.UNREACHABLE);
    }

    @Test
    void interruptStatusIsKept() {
        Thread.currentThread().interrupt();

        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closedStoreRefusesOperations() {
        store.close();
        store.close();

        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void invalidClusterNamesAreNotSent() {
        for (String name : List.of("", "..", "a/b", "a%2fb", "a?b")) {
            assertThat(failure(() -> store.find(name)).code()).isEqualTo(FailureCode.INVALID);
            assertThat(failure(() -> store.delete(name)).code()).isEqualTo(FailureCode.INVALID);
        }
        assertThat(vault.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault:8200",
                "ftp://vault",
                "http://vault.example.com:8200",
                "https://user:password@vault",
                "https://vault?x",
                "https:///v1"
            })
    void invalidAddressIsRefused(String address) {
        assertThatThrownBy(() -> VaultKubeconfigStore.builder(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the address of Vault cannot be used")
                .hasMessageNotContaining("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "..", "a/../b", "a b", "a?b", "a\nb"})
    void pathsWithDotSegmentsAreRefused(String place) {
        VaultKubeconfigStore.Builder builder = withToken();

        assertThatThrownBy(() -> builder.mount(place)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.namespace(place)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.path(place + "/{name}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VaultLogin.appRole("r", AccessToken.of("s")).withMount(place))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster/,team/a/,tenants/{name}/",
        "/cluster,/team/a,/tenants/{name}",
        "/cluster/,//team/a//,tenants/{name}"
    })
    void slashesAtTheEndsAreRemoved(String mount, String namespace, String path) {
        use(withToken().mount(mount).namespace(namespace).path(path));

        store.put("host-1", Kubeconfig.of("a: b"));

        assertThat(vault.seen())
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.path()).isEqualTo("/v1/cluster/data/tenants/host-1"))
                .allSatisfy(seen -> assertThat(seen.namespace()).isEqualTo("team/a"));
        use(withToken().namespace(""));
        store.find("host-1");
        assertThat(vault.seen().get(2).namespace()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//"})
    void mountMustNotBeEmpty(String mount) {
        assertThatThrownBy(() -> withToken().mount(mount)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VaultLogin.kubernetes("r").withMount(mount))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roleWithoutASecretIdLogsInWithItsRoleId() {
        use(VaultKubeconfigStore.builder(vault.uri())
                .login(VaultLogin.appRole(ScriptedVault.OPEN_ROLE).withMount("/approle/")));
        store.put("host-1", KUBECONFIG);
        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(vault.logins()).isEqualTo(1);

        use(VaultKubeconfigStore.builder(vault.uri()).appRole(ScriptedVault.ROLE, null));
        assertThat(failure(() -> store.find("host-1")))
                .hasMessageContaining("bind_secret_id=false")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
    }

    @Test
    void longestDurationIsAValidDeadline() {
        use(withToken().deadline(Duration.ofSeconds(Long.MAX_VALUE)));
        store.put("host-1", KUBECONFIG);

        vault.leases(Long.MAX_VALUE);
        use(VaultKubeconfigStore.builder(vault.uri())
                .appRole(ScriptedVault.ROLE, AccessToken.of(ScriptedVault.SECRET_ID))
                .deadline(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void invalidSettingsAreRefused() {
        assertThatThrownBy(() -> withToken().path("kubernetes/admin")).hasMessageContaining("has no {name}");
        assertThatThrownBy(() -> withToken().deadline(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VaultKubeconfigStore.builder(vault.uri()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token(...), appRole(...) or login(...)");
    }

    @Test
    void deadlineOfACallIncludesAllItsRequests() {
        KubeconfigStore view = store.within(Duration.ofMillis(300));
        vault.next(ScriptedVault.stalledBody());

        assertThat(failure(() -> view.find("host-1")).code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure(() -> view.find("host-1"))).hasMessageContaining("there is no time left");
        assertThat(store.find("host-1")).isEmpty();
    }

    @Test
    void viewForACallEndsWithTheStore() {
        KubeconfigStore view = store.within(Duration.ofMinutes(1));

        store.close();

        assertThat(failure(() -> view.find("host-1")).code()).isEqualTo(FailureCode.CANCELLED);
    }
}
