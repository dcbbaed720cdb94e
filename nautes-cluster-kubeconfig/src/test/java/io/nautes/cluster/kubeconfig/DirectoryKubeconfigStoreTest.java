package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.KubeconfigStoreContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder on file systems in memory: one with POSIX modes, one with access control lists, one with neither. */
class DirectoryKubeconfigStoreTest {
    private static final Kubeconfig KUBECONFIG = ClusterFixtures.kubeconfig("https://192.0.2.1:6443");

    private FileSystem files = unix();

    private static FileSystem unix() {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "owner", "posix", "unix")
                .build());
    }

    private void useWindows(String... views) throws IOException {
        files.close();
        files = Jimfs.newFileSystem(Configuration.windows().toBuilder()
                .setAttributeViews("basic", views)
                .setDefaultAttributeValue("owner:owner", System.getProperty("user.name"))
                .build());
    }

    @AfterEach
    void closeFiles() throws IOException {
        files.close();
    }

    private Path folder() {
        return files.getPath("kept", "kubeconfigs");
    }

    private static RegistryException failure(Runnable action) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, action::run);
        assertThat(failure.getMessage()).doesNotContain(ClusterFixtures.SECRET);
        return failure;
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** The contract on the file system that the tests run on. */
    @Nested
    class OnThisMachine extends KubeconfigStoreContract {
        @TempDir
        Path temp;

        @Override
        protected KubeconfigStore openEmpty() {
            return DirectoryKubeconfigStore.open(temp.resolve("kubeconfigs"));
        }
    }

    @Nested
    class WithAccessLists extends KubeconfigStoreContract {
        @Override
        protected KubeconfigStore openEmpty() throws IOException {
            useWindows("owner", "acl");
            return DirectoryKubeconfigStore.open(folder());
        }
    }

    @Test
    void onlyTheOwnerCanAccessTheFolderAndItsFiles() throws IOException {
        DirectoryKubeconfigStore.open(folder()).put("host-1", KUBECONFIG);

        assertThat(modes(folder())).isEqualTo("rwx------");
        assertThat(modes(folder().getParent())).isEqualTo("rwx------");
        assertThat(modes(folder().resolve("host-1.kubeconfig"))).isEqualTo("rw-------");
    }

    @Test
    void onlyTheFileWithTheTextIsLeft() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        store.put("host-1", KUBECONFIG);
        store.put("host-1", KUBECONFIG);

        try (Stream<Path> entries = Files.list(folder())) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".lock", "host-1.kubeconfig");
        }
        assertThat(folder().resolve("host-1.kubeconfig")).hasContent(KUBECONFIG.text());
    }

    @Test
    void kubeconfigToRestoreIsPrivate() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        store.compareAndSet("host-1", null, KubeconfigEntry.pending(KUBECONFIG, KUBECONFIG));

        assertThat(modes(folder().resolve(".host-1.pending"))).isEqualTo("rw-------");
        assertThat(modes(folder().resolve(".lock"))).isEqualTo("rw-------");
        store.delete("host-1");
        assertThat(folder().resolve(".host-1.pending")).doesNotExist();
    }

    @Test
    void processThatIsKilledBetweenTwoFilesLeavesOneOfTheKubeconfigs() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        Kubeconfig next = ClusterFixtures.kubeconfig("https://192.0.2.2:6443");
        store.put("host-1", KUBECONFIG);
        byte[] before = Files.readAllBytes(folder().resolve("host-1.kubeconfig"));
        store.compareAndSet(
                "host-1", store.read("host-1").orElseThrow().version(), KubeconfigEntry.pending(next, KUBECONFIG));
        Files.write(folder().resolve("host-1.kubeconfig"), before);

        assertThat(store.read("host-1").map(StoredKubeconfig::entry))
                .contains(KubeconfigEntry.pending(KUBECONFIG, KUBECONFIG));
        Files.delete(folder().resolve("host-1.kubeconfig"));
        assertThat(store.read("host-1")).isEmpty();
        assertThat(store.compareAndSet("host-1", null, KubeconfigEntry.confirmed(next)))
                .isPresent();
        assertThat(store.read("host-1").map(StoredKubeconfig::entry)).contains(KubeconfigEntry.confirmed(next));
    }

    @Test
    void brokenPendingFileIsReported() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        store.compareAndSet("host-1", null, KubeconfigEntry.pending(KUBECONFIG, null));
        Files.writeString(folder().resolve(".host-1.pending"), "x");

        assertThat(failure(() -> store.read("host-1")).code()).isEqualTo(FailureCode.MALFORMED_CONTENT);
        store.put("host-1", KUBECONFIG);
        assertThat(store.read("host-1").map(StoredKubeconfig::entry)).contains(KubeconfigEntry.confirmed(KUBECONFIG));
    }

    @Test
    void storesInTwoClassLoadersSerializeTheirChanges(@TempDir Path temp) throws Exception {
        Path shared = temp.resolve("kubeconfigs");
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(shared);
        URL[] classes = {
            DirectoryKubeconfigStore.class.getProtectionDomain().getCodeSource().getLocation()
        };
        int rounds = 50;
        try (URLClassLoader loader = new URLClassLoader(classes, DirectoryKubeconfigStoreTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                boolean isOwn = name.startsWith("io.nautes.cluster.kubeconfig.") && findLoadedClass(name) == null;
                return isOwn ? findClass(name) : super.loadClass(name, resolve);
            }
        }) {
            Class<?> other = loader.loadClass(DirectoryKubeconfigStore.class.getName());
            assertThat(other).isNotSameAs(DirectoryKubeconfigStore.class);
            KubeconfigStore second =
                    (KubeconfigStore) other.getMethod("open", Path.class).invoke(null, shared);
            AtomicInteger made = new AtomicInteger();
            for (int round = 0; round < rounds; round++) {
                String version =
                        store.read("host-1").map(StoredKubeconfig::version).orElse(null);
                List<Callable<Object>> both = Stream.of(store, second)
                        .<Callable<Object>>map(one -> () -> {
                            one.compareAndSet("host-1", version, KubeconfigEntry.pending(KUBECONFIG, null))
                                    .ifPresent(next -> made.incrementAndGet());
                            return one;
                        })
                        .toList();
                ExecutorService threads = Executors.newFixedThreadPool(2);
                try {
                    for (Future<Object> result : threads.invokeAll(both)) {
                        result.get();
                    }
                } finally {
                    threads.shutdownNow();
                }
            }
            assertThat(made).hasValue(rounds);
        }
    }

    @Test
    void folderThatOtherUsersCanReadIsRefused() throws IOException {
        Files.createDirectories(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        RegistryException failure = failure(() -> DirectoryKubeconfigStore.open(folder()));

        assertThat(failure.code()).isEqualTo(FailureCode.LOCAL_STORAGE);
        assertThat(failure).hasMessageContainingAll("its modes are rwxr-x---", "chmod go-rwx ");
    }

    @Test
    void folderThatBecomesReadableForOtherUsersIsRefused() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(failure(() -> store.put("host-1", KUBECONFIG)).code()).isEqualTo(FailureCode.LOCAL_STORAGE);
        assertThat(folder().resolve("host-1.kubeconfig")).doesNotExist();
    }

    @Test
    void fileThatOtherUsersCanReadIsRefused() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        store.put("host-1", KUBECONFIG);
        Files.setPosixFilePermissions(
                folder().resolve("host-1.kubeconfig"),
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ));

        assertThat(failure(() -> store.find("host-1"))).hasMessageContainingAll("r-----r--", "renew the credentials");
    }

    @Test
    void folderOfAnotherUserIsRefused() throws IOException {
        Files.createDirectories(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setOwner(folder(), files.getUserPrincipalLookupService().lookupPrincipalByName("mallory"));

        assertThat(failure(() -> DirectoryKubeconfigStore.open(folder())))
                .hasMessageContaining("it belongs to mallory");
    }

    @Test
    void linkInTheFolderIsNotFollowed() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        Path outside = Files.writeString(files.getPath("outside"), "untouched");
        Path link = Files.createSymbolicLink(folder().resolve("host-1.kubeconfig"), outside.toAbsolutePath());

        assertThat(failure(() -> store.find("host-1"))).hasMessageContaining("not a regular file");
        store.put("host-1", KUBECONFIG);

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(store.find("host-1")).contains(KUBECONFIG);
        assertThat(outside).hasContent("untouched");
    }

    @Test
    void invalidClusterNamesAreRefused() {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());

        for (String name : List.of("", "..", "../host-1", "a/b", "Host", "a\0b")) {
            assertThat(failure(() -> store.put(name, KUBECONFIG)).code()).isEqualTo(FailureCode.INVALID);
            assertThat(failure(() -> store.find(name)).code()).isEqualTo(FailureCode.INVALID);
            assertThat(failure(() -> store.delete(name)).code()).isEqualTo(FailureCode.INVALID);
        }
    }

    @Test
    void fileThatIsNotTextIsReported() throws IOException {
        DirectoryKubeconfigStore store = DirectoryKubeconfigStore.open(folder());
        store.put("host-1", KUBECONFIG);
        Files.write(folder().resolve("host-1.kubeconfig"), new byte[] {(byte) 0xff, 0});
        assertThat(failure(() -> store.find("host-1")).code()).isEqualTo(FailureCode.MALFORMED_CONTENT);

        Files.write(folder().resolve("host-1.kubeconfig"), new byte[4 * 1024 * 1024 + 1]);
        assertThat(failure(() -> store.find("host-1"))).hasMessageContaining("larger than 4194304 bytes");
    }

    @Test
    void fileInsteadOfTheFolderIsReported() throws IOException {
        Files.createDirectories(folder().getParent());
        Files.writeString(folder(), "");

        RegistryException failure = failure(() -> DirectoryKubeconfigStore.open(folder()));
        assertThat(failure.code()).isEqualTo(FailureCode.LOCAL_STORAGE);
        assertThat(failure).hasMessageContaining("failed to open ");
    }

    @Test
    void accessListsContainOnlyTheOwner() throws IOException {
        useWindows("owner", "acl");
        DirectoryKubeconfigStore.open(folder()).put("host-1", KUBECONFIG);

        for (Path path : List.of(folder(), folder().resolve("host-1.kubeconfig"))) {
            assertThat(acl(path).getAcl())
                    .extracting(entry -> entry.principal().getName())
                    .containsExactly(System.getProperty("user.name"));
        }
    }

    @Test
    void folderWithAnAccessListForOtherUsersIsRefused() throws IOException {
        useWindows("owner", "acl");
        DirectoryKubeconfigStore.open(folder());
        AclEntry own = acl(folder()).getAcl().get(0);
        AclEntry other = AclEntry.newBuilder(own)
                .setPrincipal(files.getUserPrincipalLookupService().lookupPrincipalByName("mallory"))
                .build();
        acl(folder()).setAcl(List.of(own, other));

        assertThat(failure(() -> DirectoryKubeconfigStore.open(folder()))).hasMessageContaining("allows mallory");
    }

    private static AclFileAttributeView acl(Path path) {
        return Files.getFileAttributeView(path, AclFileAttributeView.class);
    }

    @Test
    void fileSystemWithoutAccessRightsIsRefused() throws IOException {
        useWindows("owner");

        assertThat(failure(() -> DirectoryKubeconfigStore.open(folder())))
                .hasMessageContaining("supports neither modes nor access control lists");
        assertThat(folder()).doesNotExist();
    }
}
