package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultLogin;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry that is configured from an application's properties and beans. */
class NautesAutoConfigurationTest {
    private static final String SECRET = "secret-of-the-starter-test";

    private final NautesServer server = NautesServer.start();
    private final ApplicationContextRunner empty =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NautesAutoConfiguration.class));
    private final ApplicationContextRunner withServer = empty.withPropertyValues(
            "nautes.api-server=" + server.uri(),
            "nautes.token=" + server.token().value());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    private ApplicationContextRunner withRepository() throws Exception {
        Path repository = BareRepository.create(folder.resolve("tenant.git"));
        return empty.withPropertyValues(
                "nautes.git.repository=" + repository,
                "nautes.git.mirror=" + folder.resolve("mirror"),
                "nautes.git.initialize-if-empty=true");
    }

    @Test
    void applicationWithoutPropertiesHasNoRegistry() {
        empty.run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(ClusterRegistry.class));
    }

    @Test
    void registryOfAnApiServerSavesToTheServer() {
        withServer.run(application -> {
            ClusterRegistry registry = application.getBean(ClusterRegistry.class);
            registry.save("host-1", ClusterFixtures.host());

            assertThat(registry).isInstanceOf(NautesClient.class);
            assertThat(server.registry().find("host-1")).isPresent();
        });
    }

    @Test
    void tokenFileIsReadAgainWhenItChanges() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "an-old-token");
        empty.withPropertyValues("nautes.api-server=" + server.uri(), "nautes.token-file=" + file)
                .run(application -> {
                    Files.writeString(file, server.token().value() + "\n");

                    assertThat(application.getBean(ClusterRegistry.class).list().all())
                            .isEmpty();
                });
    }

    @Test
    void tokenOfASupplierIsSent() {
        empty.withPropertyValues("nautes.api-server=" + server.uri())
                .withBean(Token.class, () -> new Token(server.token()))
                .run(application -> assertThat(application
                                .getBean(ClusterRegistry.class)
                                .list()
                                .all())
                        .isEmpty());
    }

    private record Token(AccessToken credential) implements CredentialSupplier<AccessToken> {}

    @Test
    void registryOfTheApplicationTakesPrecedence() {
        ClusterRegistry own =
                StoreClusterRegistry.builder(new InMemoryClusterStore()).build();

        withServer
                .withBean("own", ClusterRegistry.class, () -> own)
                .run(application ->
                        assertThat(application.getBean(ClusterRegistry.class)).isSameAs(own));
    }

    @Test
    void registryOfARepositoryStoresKubeconfigsInTheFolder() throws Exception {
        Path kubeconfigs = folder.resolve("kubeconfigs");
        withRepository()
                .withPropertyValues("nautes.kubeconfigs.folder=" + kubeconfigs)
                .run(application -> {
                    ClusterRegistry registry = application.getBean(ClusterRegistry.class);
                    registry.save("host-1", ClusterFixtures.host());

                    assertThat(registry).isInstanceOf(GitClusterRegistry.class);
                    assertThat(registry.find("host-1")).isPresent();
                    assertThat(application
                                    .getBean(DirectoryKubeconfigStore.class)
                                    .find("host-1"))
                            .isPresent();
                });
    }

    @Test
    void kubeconfigStoreOfTheApplicationIsUsed() throws Exception {
        InMemoryKubeconfigStore own = new InMemoryKubeconfigStore();
        withRepository()
                .withBean(KubeconfigStore.class, () -> own)
                .withPropertyValues("nautes.kubeconfigs.folder=" + folder.resolve("kubeconfigs"))
                .run(application -> {
                    application.getBean(ClusterRegistry.class).save("host-1", ClusterFixtures.host());

                    assertThat(own.read("host-1")).isPresent();
                    assertThat(folder.resolve("kubeconfigs")).doesNotExist();
                });
    }

    @ParameterizedTest
    @CsvSource({"kubernetes-role, nautes", "token-file, /no/such/file", "token, a-token"})
    void kubeconfigsAreStoredInVault(String property, String value) {
        empty.withPropertyValues(
                        "nautes.kubeconfigs.vault.address=https://vault.example.com",
                        "nautes.kubeconfigs.vault.mount=clusters",
                        "nautes.kubeconfigs.vault." + property + "=" + value)
                .run(
                        application -> assertThat(application.getBean(KubeconfigStore.class))
                                .isInstanceOf(VaultKubeconfigStore.class)
                                .hasToString(
                                        "VaultKubeconfigStore[https://vault.example.com, clusters/kubernetes/{name}/default/admin]"));
    }

    @Test
    void vaultLoginOfTheApplicationIsUsed() {
        empty.withPropertyValues("nautes.kubeconfigs.vault.address=https://vault.example.com")
                .withBean(VaultLogin.class, () -> VaultLogin.appRole("a-role"))
                .run(application -> assertThat(application).hasSingleBean(VaultKubeconfigStore.class));
    }

    @Test
    void trustedCertificatesAreRead() throws Exception {
        Path certificates = SelfSigned.of(folder, "dns:nautes.example.com").pemIn(folder);
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        withServer
                .withPropertyValues("nautes.ca-certificates=" + certificates)
                .run(application -> assertThat(application).hasNotFailed());
        withServer
                .withPropertyValues("nautes.ca-certificates=" + empty)
                .run(application ->
                        assertThat(application).getFailure().rootCause().hasMessageContaining("empty.pem"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nautes.api-server=http://localhost | there is no access token for nautes.api-server
                    nautes.api-server=http://localhost,nautes.token=a,nautes.token-file=b | nautes.token and nautes.token-file are both set
                    nautes.api-server=http://localhost,nautes.token=a,nautes.git.repository=b | are both set; keep one
                    nautes.api-server=http://localhost,nautes.token=a,nautes.max-attempts=0 | at least 1 attempt (got 0)
                    nautes.git.repository=x.git,nautes.git.username=a | nautes.git.password is not set
                    nautes.git.repository=x.git,nautes.git.username=a,nautes.git.token=b | keep one of them
                    nautes.git.repository=x.git,nautes.git.templates.folder=x | nautes.git.templates.settings is not set
                    nautes.kubeconfigs.vault.address=https://x | there is no login for nautes.kubeconfigs.vault.address
                    nautes.kubeconfigs.folder=x,nautes.kubeconfigs.vault.address=https://x,nautes.kubeconfigs.vault.token=a | are both set
                    """)
    void conflictingPropertiesAreReported(String properties, String message) {
        empty.withPropertyValues(properties.split(","))
                .run(application ->
                        assertThat(application).getFailure().rootCause().hasMessageContaining(message));
    }

    @Test
    void toStringContainsNoSecrets() {
        empty.withPropertyValues(
                        "nautes.api-server=https://nautes.example.com",
                        "nautes.token=" + SECRET,
                        "nautes.git.password=" + SECRET,
                        "nautes.git.token=" + SECRET,
                        "nautes.kubeconfigs.vault.token=" + SECRET)
                .run(application -> {
                    NautesProperties properties = application.getBean(NautesProperties.class);
                    assertThat(properties.token()).isEqualTo(SECRET);
                    assertThat(properties.toString()).doesNotContain(SECRET);
                });
    }

    @Test
    void listenersAndCustomizersAreApplied() {
        List<RegistryOperation.Type> operations = new ArrayList<>();
        RegistryListener listener = operation -> {
            operations.add(operation.type());
            return OperationListener.none();
        };
        NautesClientCustomizer customizer = builder -> builder.header("X-Team", "platform");

        withServer
                .withBean(RegistryListener.class, () -> listener)
                .withBean(NautesClientCustomizer.class, () -> customizer)
                .run(application -> {
                    application.getBean(ClusterRegistry.class).list();

                    assertThat(operations).containsExactly(RegistryOperation.Type.LIST);
                    assertThat(server.requests().get(0).header("X-Team")).contains("platform");
                });
    }

    @Test
    void validationByTheClientCanBeDisabled() {
        ClusterRequest invalid =
                ClusterFixtures.host().toBuilder().primaryDomain("no domain").build();
        withServer.withPropertyValues("nautes.validation=false").run(application -> {
            ClusterRegistry registry = application.getBean(ClusterRegistry.class);

            assertThatThrownBy(() -> registry.save("host-1", invalid)).isInstanceOf(RegistryException.class);
            assertThat(server.requests()).hasSize(1);
        });
        withServer.run(application -> {
            ClusterRegistry registry = application.getBean(ClusterRegistry.class);

            assertThatThrownBy(() -> registry.save("host-1", invalid)).isInstanceOf(InvalidClusterException.class);
            assertThat(server.requests()).hasSize(1);
        });
    }

    @Test
    void applicationWithoutTheClientStarts() {
        withServer
                .withClassLoader(new FilteredClassLoader(NautesClient.class))
                .run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(ClusterRegistry.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {
        @Bean
        GitRegistryCustomizer branch() {
            return builder -> builder.branch("production");
        }
    }

    @Test
    void customizersOfTheRepositoryAreApplied() throws Exception {
        withRepository().withUserConfiguration(Customized.class).run(application -> {
            application.getBean(ClusterRegistry.class).save("host-1", ClusterFixtures.host());

            try (Git git = Git.open(folder.resolve("tenant.git").toFile())) {
                assertThat(git.getRepository().exactRef("refs/heads/production"))
                        .isNotNull();
            }
        });
    }
}
