package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitOverSshTest {
    @TempDir
    Path temp;

    private TestRepository remote;
    private GitSshServer server;
    private Path key;
    private Path knownHosts;

    @BeforeEach
    void open() throws Exception {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        server = new GitSshServer(remote.repository());
        key = GitSshServer.write(server.userKey, temp.resolve("key"), null);
        knownHosts = server.knownHosts(temp.resolve("known_hosts"));
    }

    @AfterEach
    void close() {
        server.close();
        remote.close();
    }

    private GitClusterStore open(GitSsh ssh) {
        return GitClusterStore.builder(server.url())
                .ssh(ssh)
                .deadline(Duration.ofSeconds(30))
                .open();
    }

    private static void assertCode(Throwable failure, FailureCode code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void clustersAreSavedAndReadOverSsh() throws IOException {
        try (GitClusterStore store = open(GitSsh.key(key, knownHosts))) {
            store.update(Clusters.save("a"));
            store.update(Clusters.save("b"));
            assertThat(store.snapshot().clusters()).hasSize(2);
        }

        assertThat(remote.files()).containsKeys(CLUSTERS + "a.yaml", CLUSTERS + "b.yaml");
        remote.checkObjects();
        assertThat(server.commands)
                .contains("git-upload-pack '/tenant/config.git'", "git-receive-pack '/tenant/config.git'");
    }

    @Test
    void noThreadOfTheStoreFailsWhenConnectionsAreClosed() throws InterruptedException {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            try (GitClusterStore store = open(GitSsh.key(key, knownHosts))) {
                store.update(Clusters.save("a"));
                store.snapshot();
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("nautes-cluster-git-worker")) {
                    thread.join(30_000);
                }
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void unknownServerIsRefusedAndNotAdded() throws IOException {
        Path empty = Files.createFile(temp.resolve("empty"));
        try (GitClusterStore store = open(GitSsh.key(key, empty))) {
            assertThatThrownBy(store::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.UNTRUSTED_CERTIFICATE))
                    .hasMessageContaining("key is not the one in " + empty)
                    .hasMessageContaining("add its key");
        }
        assertThat(empty).isEmptyFile();
        assertThat(server.commands).isEmpty();
    }

    @Test
    void serverWithADifferentKeyIsRefused() throws IOException {
        String before = "[127.0.0.1]:1 other\n";
        Path other = server.knownHosts(temp.resolve("other"), GitSshServer.newKey());
        Files.writeString(other, Files.readString(other) + before);
        String text = Files.readString(other);
        try (GitClusterStore store = open(GitSsh.key(key, other))) {
            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.UNTRUSTED_CERTIFICATE));
        }
        assertThat(other).hasContent(text);
        assertThat(remote.log()).hasSize(1);
    }

    @Test
    void unknownUserKeyIsRefused() throws Exception {
        Path stranger = GitSshServer.write(GitSshServer.newKey(), temp.resolve("stranger"), null);
        try (GitClusterStore store = open(GitSsh.key(stranger, knownHosts))) {
            assertThatThrownBy(store::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.UNAUTHENTICATED))
                    .hasMessageContaining("does not accept the key " + stranger);
        }
    }

    @Test
    void encryptedKeyNeedsItsPassphrase() throws Exception {
        Path locked = GitSshServer.write(server.userKey, temp.resolve("locked"), "open sesame");
        GitSsh ssh = GitSsh.key(locked, knownHosts);
        try (GitClusterStore store = open(ssh.withPassphrase("open sesame"::toCharArray))) {
            assertThat(store.snapshot().clusters()).isEmpty();
        }
        for (GitSsh wrong : new GitSsh[] {ssh, ssh.withPassphrase("hush-hush"::toCharArray)}) {
            try (GitClusterStore store = open(wrong)) {
                assertThatThrownBy(store::snapshot)
                        .satisfies(e -> assertCode(e, FailureCode.UNAUTHENTICATED))
                        .hasMessageContaining("passphrase")
                        .hasMessageNotContaining("hush");
            }
        }
    }

    @Test
    void failureOfThePassphraseSupplierIsReportedWithoutItsText() throws Exception {
        Path locked = GitSshServer.write(server.userKey, temp.resolve("locked"), "open sesame");
        GitSsh ssh = GitSsh.key(locked, knownHosts).withPassphrase(() -> {
            throw new IllegalArgumentException("not a passphrase: hush-hush");
        });
        try (GitClusterStore store = open(ssh)) {
            assertThatThrownBy(store::snapshot)
                    .isInstanceOf(RegistryException.class)
                    .satisfies(failure -> {
                        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                            assertThat(cause.toString()).doesNotContain("hush-hush");
                        }
                    });
        }
    }

    @Test
    void stoppedServerIsUnreachable() {
        GitSsh ssh = GitSsh.key(key, knownHosts);
        try (GitClusterStore store = GitClusterStore.builder(server.url())
                .ssh(ssh)
                .deadline(Duration.ofSeconds(2))
                .open()) {
            server.close();
            assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.UNREACHABLE));
        }
    }

    private static KeyPair newEd25519Key() throws Exception {
        return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    }

    @Test
    void ed25519KeysWorkWithTheirLibrary() throws Exception {
        try (GitSshServer modern = new GitSshServer(remote.repository(), newEd25519Key(), newEd25519Key());
                GitClusterStore store = GitClusterStore.builder(modern.url())
                        .ssh(GitSsh.key(
                                GitSshServer.write(modern.userKey, temp.resolve("id_ed25519"), null),
                                modern.knownHosts(temp.resolve("modern_hosts"))))
                        .deadline(Duration.ofSeconds(30))
                        .open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(remote.files()).containsKey(CLUSTERS + "a.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssh", "encrypted", "pem"})
    void missingLibraryForEd25519KeysIsNamed(String form) throws Exception {
        Path file = temp.resolve("id_ed25519");
        if (form.equals("pem")) {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(encoded)
                            + "\n-----END PRIVATE KEY-----\n");
        } else {
            GitSshServer.write(newEd25519Key(), file, form.equals("encrypted") ? "open sesame" : null);
        }
        // Apache MINA looks for optional classes with this class loader.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader without = classesWithout("bcprov")) {
            Thread.currentThread().setContextClassLoader(without);
            // After its first use the library is known to the whole virtual machine.
            System.setProperty(SecurityUtils.SECURITY_PROVIDER_REGISTRARS, "none");
            Class<?> type = without.loadClass(GitClusterStore.class.getName());
            Class<?> builder = without.loadClass(GitClusterStore.Builder.class.getName());
            Class<?> ssh = without.loadClass(GitSsh.class.getName());
            Object access = ssh.getMethod("key", Path.class, Path.class).invoke(null, file, knownHosts);
            Object store = builder.getMethod("ssh", ssh)
                    .invoke(type.getMethod("builder", String.class).invoke(null, server.url()), access);

            assertThatThrownBy(() -> builder.getMethod("open").invoke(store))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Ed25519")
                    .hasMessageContaining("org.bouncycastle:bcprov-jdk18on");
        } finally {
            System.clearProperty(SecurityUtils.SECURITY_PROVIDER_REGISTRARS);
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URLClassLoader classesWithout(String library) {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(library))
                .map(GitOverSshTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void silentServerIsATimeoutAndTheNextCallWorks() throws IOException {
        try (GitClusterStore store = GitClusterStore.builder(server.url())
                .ssh(GitSsh.key(key, knownHosts))
                .deadline(Duration.ofSeconds(4))
                .open()) {
            store.snapshot();
            server.silent(true);
            long start = System.nanoTime();
            assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            server.silent(false);

            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertThat(remote.subjects()).containsExactly("Save cluster b", "Change by another client");
    }

    @Test
    void silentConnectionIsATimeout() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GitClusterStore store = GitClusterStore.builder(
                                "ssh://git@127.0.0.1:" + mute.getLocalPort() + "/tenant.git")
                        .ssh(GitSsh.key(key, knownHosts))
                        .deadline(Duration.ofSeconds(3))
                        .open()) {
            long start = System.nanoTime();
            assertThatThrownBy(store::snapshot).isInstanceOf(RegistryException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        }
    }

    @Test
    void missingSettingsAreReportedWhenTheStoreIsOpened() {
        assertThatThrownBy(() -> GitClusterStore.builder(server.url()).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GitSsh.key");
        assertThatThrownBy(
                        () -> GitClusterStore.builder("ssh://example.com/a.git").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("git@example.com");
        assertThatThrownBy(
                        () -> GitClusterStore.builder("git@example.com:a.git").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("git@example.com:a.git is accessed over SSH");
        assertThatThrownBy(() -> GitClusterStore.builder("ssh://git:hush@example.com/a.git")
                        .open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not contain credentials")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> GitSsh.key(temp.resolve("nowhere"), knownHosts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("privateKey: " + temp.resolve("nowhere"));
        assertThatThrownBy(() -> GitSsh.key(key, temp)).hasMessageContaining("knownHosts: " + temp);
        assertThat(GitSsh.key(key, knownHosts)).hasToString("GitSsh[" + key + "]");
    }

    @Test
    void missingSshLibraryIsNamedForAnSshAddressAndNotNeededForOthers() throws Exception {
        try (URLClassLoader without = classesWithout("ssh")) {
            Class<?> type = without.loadClass(GitClusterStore.class.getName());
            Class<?> builder = without.loadClass(GitClusterStore.Builder.class.getName());
            Method of = type.getMethod("builder", String.class);
            Method open = builder.getMethod("open");
            Object ssh = of.invoke(null, server.url());
            Object local = of.invoke(null, remote.folder().toString());

            assertThatThrownBy(() -> open.invoke(ssh))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("org.eclipse.jgit:org.eclipse.jgit.ssh.apache");
            Object store = open.invoke(local);
            assertThat(type.getMethod("snapshot").invoke(store)).isNotNull();
            type.getMethod("close").invoke(store);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
