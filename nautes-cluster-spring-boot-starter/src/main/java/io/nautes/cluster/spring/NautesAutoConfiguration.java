package io.nautes.cluster.spring;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.client.RetryPolicy;
import io.nautes.cluster.client.TokenSource;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.gitstore.GitCredentials;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultLogin;
import io.nautes.cluster.model.AccessToken;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of a {@link ClusterRegistry} from {@link NautesProperties}, unless the application defines one. The
 * registry does not connect before the first call.
 *
 * <p>Beans of the following types are used if they exist: {@link RegistryListener}, {@link ClusterEvaluator}, {@link
 * ClusterReferences}, {@link KubeconfigStore}, {@link NautesClientCustomizer} and {@link GitRegistryCustomizer}. If no
 * property holds a token, a {@code CredentialSupplier<AccessToken>} is used for the API server, and a {@code
 * CredentialSupplier<GitCredentials>} for the repository.
 */
@AutoConfiguration
@EnableConfigurationProperties(NautesProperties.class)
public class NautesAutoConfiguration {
    private static final String API_SERVER = "nautes.api-server";
    private static final String REPOSITORY = "nautes.git.repository";
    private static final String FOLDER = "nautes.kubeconfigs.folder";
    private static final String VAULT = "nautes.kubeconfigs.vault.address";

    /** Creates the evaluator that completes and validates requests. */
    @Bean
    @ConditionalOnMissingBean
    ClusterEvaluator nautesClusterEvaluator() {
        return ClusterEvaluator.builder().clock(Clock.systemUTC()).build();
    }

    private static <T> T given(@Nullable T value, String property) {
        if (value == null) {
            throw new IllegalStateException("the property " + property + " is not set; set it");
        }
        return value;
    }

    private static void checkOne(String one, @Nullable Object value, String other, @Nullable Object otherValue) {
        if (value != null && otherValue != null) {
            throw new IllegalStateException(one + " and " + other + " are both set; keep one");
        }
    }

    /** Returns the supplier of a token; {@code null} if no property holds one. */
    private static @Nullable CredentialSupplier<AccessToken> tokens(
            String prefix, @Nullable String token, @Nullable Path file) {
        checkOne(prefix + ".token", token, prefix + ".token-file", file);
        if (file != null) {
            return TokenSource.file(file);
        }
        if (token == null) {
            return null;
        }
        AccessToken fixed = AccessToken.of(token);
        return () -> fixed;
    }

    /** Configuration of a registry on an API server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(API_SERVER)
    @ConditionalOnClass(NautesClient.class)
    static class Client {
        @Bean
        @ConditionalOnMissingBean(ClusterRegistry.class)
        NautesClient nautesClient(
                NautesProperties properties,
                ClusterEvaluator evaluator,
                ObjectProvider<CredentialSupplier<AccessToken>> suppliers,
                ObjectProvider<RegistryListener> listeners,
                ObjectProvider<NautesClientCustomizer> customizers) {
            checkOne(
                    API_SERVER,
                    properties.apiServer(),
                    REPOSITORY,
                    properties.git().repository());
            URI apiServer = given(properties.apiServer(), API_SERVER);
            NautesClient.Builder builder = NautesClient.builder(apiServer)
                    .deadline(properties.deadline())
                    .connectTimeout(properties.connectTimeout())
                    .retryPolicy(retries(properties.maxAttempts()));
            CredentialSupplier<AccessToken> tokens = tokens("nautes", properties.token(), properties.tokenFile());
            if (tokens == null) {
                tokens = suppliers.getIfAvailable();
            }
            if (tokens == null) {
                throw new IllegalStateException("there is no access token for " + API_SERVER
                        + "; set nautes.token-file or nautes.token, or define a CredentialSupplier<AccessToken> bean");
            }
            builder.tokenSource(tokens);
            if (properties.caCertificates() != null) {
                builder.trustPem(properties.caCertificates());
            }
            if (properties.validation()) {
                builder.validation(evaluator);
            } else {
                builder.withoutValidation();
            }
            listeners.orderedStream().forEach(builder::listener);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.build();
        }

        private static RetryPolicy retries(int maxAttempts) {
            RetryPolicy defaults = RetryPolicy.defaults();
            return new RetryPolicy(maxAttempts, defaults.firstPause(), defaults.maxPause());
        }
    }

    /** Configuration of a registry in a Git repository. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(REPOSITORY)
    @ConditionalOnClass(GitClusterRegistry.class)
    static class Git {
        @Bean
        @ConditionalOnMissingBean(ClusterRegistry.class)
        GitClusterRegistry nautesGitRegistry(
                NautesProperties properties,
                ClusterEvaluator evaluator,
                ObjectProvider<KubeconfigStore> kubeconfigs,
                ObjectProvider<ClusterReferences> references,
                ObjectProvider<CredentialSupplier<GitCredentials>> suppliers,
                ObjectProvider<RegistryListener> listeners,
                ObjectProvider<GitRegistryCustomizer> customizers) {
            NautesProperties.Git git = properties.git();
            checkOne(API_SERVER, properties.apiServer(), REPOSITORY, git.repository());
            GitClusterRegistry.Builder builder = GitClusterRegistry.builder(given(git.repository(), REPOSITORY))
                    .branch(git.branch())
                    .deadline(properties.deadline())
                    .initializeIfEmpty(git.initializeIfEmpty())
                    .evaluator(evaluator);
            CredentialSupplier<GitCredentials> credentials = credentials(git);
            if (credentials == null) {
                credentials = suppliers.getIfAvailable();
            }
            if (credentials != null) {
                CredentialSupplier<GitCredentials> chosen = credentials;
                builder.store(store -> store.credentials(chosen));
            }
            Path certificates = properties.caCertificates();
            if (certificates != null) {
                builder.store(store -> store.trustedCertificates(certificates));
            }
            if (git.mirror() != null) {
                builder.mirror(git.mirror());
            }
            templates(builder, git.templates());
            kubeconfigs.ifAvailable(builder::kubeconfigs);
            references.ifAvailable(builder::references);
            listeners.orderedStream().forEach(builder::listener);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.open();
        }

        private static @Nullable CredentialSupplier<GitCredentials> credentials(NautesProperties.Git git) {
            CredentialSupplier<AccessToken> tokens = tokens("nautes.git", git.token(), git.tokenFile());
            if (git.username() == null && git.password() == null) {
                return tokens == null ? null : new GitTokens(tokens);
            }
            if (tokens != null) {
                throw new IllegalStateException("nautes.git has a token and a username or password; keep one of them");
            }
            GitCredentials fixed = GitCredentials.userPassword(
                    given(git.username(), "nautes.git.username"), given(git.password(), "nautes.git.password"));
            return () -> fixed;
        }

        private static void templates(GitClusterRegistry.Builder builder, NautesProperties.Templates templates) {
            if (templates.folder() == null) {
                return;
            }
            ClusterTemplates.Builder settings = ClusterTemplates.inFolder(templates.folder())
                    .settings(given(templates.settings(), "nautes.git.templates.settings"));
            if (templates.defaultCertificate() != null || templates.gitlabCertificate() != null) {
                settings.certificates(
                        given(templates.defaultCertificate(), "nautes.git.templates.default-certificate"),
                        given(templates.gitlabCertificate(), "nautes.git.templates.gitlab-certificate"));
            }
            builder.templates(settings.build());
        }
    }

    /** A supplier of Git credentials from access tokens. */
    private static final class GitTokens implements CredentialSupplier<GitCredentials> {
        private final CredentialSupplier<AccessToken> tokens;
        private volatile @Nullable AccessToken last;

        GitTokens(CredentialSupplier<AccessToken> tokens) {
            this.tokens = tokens;
        }

        @Override
        public GitCredentials credential() {
            return credentials(tokens.credential());
        }

        @Override
        public GitCredentials renewed(GitCredentials refused) {
            AccessToken token = last;
            return credentials(token == null ? tokens.credential() : tokens.renewed(token));
        }

        private GitCredentials credentials(AccessToken token) {
            last = token;
            return GitCredentials.token(token.value());
        }
    }

    /** Configuration of a kubeconfig store in a folder. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(FOLDER)
    @ConditionalOnClass(DirectoryKubeconfigStore.class)
    static class Folder {
        @Bean
        @ConditionalOnMissingBean(KubeconfigStore.class)
        DirectoryKubeconfigStore nautesKubeconfigs(NautesProperties properties) {
            if (properties.kubeconfigs().vault().address() != null) {
                throw new IllegalStateException(
                        "nautes.kubeconfigs.folder and nautes.kubeconfigs.vault.address are both set; keep one");
            }
            return DirectoryKubeconfigStore.open(given(properties.kubeconfigs().folder(), "nautes.kubeconfigs.folder"));
        }
    }

    /** Configuration of a kubeconfig store in Vault. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(VAULT)
    @ConditionalOnClass(VaultKubeconfigStore.class)
    static class VaultServer {
        @Bean
        @ConditionalOnMissingBean(KubeconfigStore.class)
        VaultKubeconfigStore nautesKubeconfigs(NautesProperties properties, ObjectProvider<VaultLogin> logins) {
            NautesProperties.Vault vault = properties.kubeconfigs().vault();
            checkOne(FOLDER, properties.kubeconfigs().folder(), VAULT, vault.address());
            VaultKubeconfigStore.Builder builder = VaultKubeconfigStore.builder(given(vault.address(), VAULT))
                    .login(login(vault, logins))
                    .deadline(properties.deadline())
                    .namespace(vault.namespace());
            if (vault.mount() != null) {
                builder.mount(vault.mount());
            }
            if (vault.caCertificates() != null) {
                builder.trustPem(vault.caCertificates());
            }
            return builder.build();
        }

        private static VaultLogin login(NautesProperties.Vault vault, ObjectProvider<VaultLogin> logins) {
            CredentialSupplier<AccessToken> tokens =
                    tokens("nautes.kubeconfigs.vault", vault.token(), vault.tokenFile());
            if (tokens != null) {
                return VaultLogin.token(tokens);
            }
            if (vault.kubernetesRole() != null) {
                return VaultLogin.kubernetes(vault.kubernetesRole());
            }
            VaultLogin login = logins.getIfAvailable();
            if (login == null) {
                throw new IllegalStateException("there is no login for " + VAULT
                        + "; set nautes.kubeconfigs.vault.kubernetes-role, .token-file or .token, or define a VaultLogin"
                        + " bean");
            }
            return login;
        }
    }
}
