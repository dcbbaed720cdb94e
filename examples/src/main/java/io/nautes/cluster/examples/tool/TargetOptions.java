package io.nautes.cluster.examples.tool;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the target: a Nautes API server or a Git repository. */
final class TargetOptions {
    /** The variables that name an API server; the first that is set counts. */
    static final List<String> API_SERVER_VARIABLES = List.of("NAUTES_API_SERVER", "API_SERVER");

    private static final List<String> TOKEN_VARIABLES = List.of("NAUTES_TOKEN", "GIT_TOKEN");

    @Option(
            names = "--api-server",
            paramLabel = "URL",
            description = "the Nautes API server (or the variable NAUTES_API_SERVER, or API_SERVER as for nautes-cli)")
    @Nullable
    String apiServer;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "the access token for the API server (better: the variable NAUTES_TOKEN, or GIT_TOKEN as for nautes-cli)")
    @Nullable
    String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file with the access token for the API server")
    @Nullable
    Path tokenFile;

    @Mixin
    RepositoryOptions git = new RepositoryOptions();

    /** The environment variables, which tests replace. */
    Map<String, String> environment = System.getenv();

    /** Opens the target; the caller closes it. */
    ClusterRegistry open() {
        return open(ClusterEvaluator.standard());
    }

    /** Opens the target with the given evaluator; the caller closes it. */
    ClusterRegistry open(ClusterEvaluator evaluator) {
        return open(evaluator, null, null);
    }

    /**
     * Opens the target with the given evaluator and, for a repository, with templates and a kubeconfig store. The caller
     * closes it.
     */
    ClusterRegistry open(
            ClusterEvaluator evaluator, @Nullable ClusterTemplates templates, @Nullable KubeconfigStore kubeconfigs) {
        String url = apiServer != null || isRepository() ? apiServer : variable(API_SERVER_VARIABLES);
        if ((url == null) == !isRepository()) {
            throw new UsageException("give one target: --api-server URL, --repository GIT-URL|PATH, or --profile NAME");
        }
        if (url != null && templates != null) {
            throw new UsageException("--templates needs --repository: an API server has its own templates");
        }
        if (url != null && kubeconfigs != null) {
            throw new UsageException(
                    "--kubeconfigs and --vault need --repository: an API server stores kubeconfigs itself");
        }
        return url != null ? openApiServer(url, evaluator) : openRepository(false, evaluator, templates, kubeconfigs);
    }

    /** Opens the repository of the target as a registry; the caller closes it. */
    ClusterRegistry openRepository(
            boolean initialize,
            ClusterEvaluator evaluator,
            @Nullable ClusterTemplates templates,
            @Nullable KubeconfigStore kubeconfigs) {
        StoreClusterRegistry.Builder builder =
                StoreClusterRegistry.builder(openStore(initialize, templates)).evaluator(evaluator);
        return kubeconfigs == null
                ? builder.build()
                : builder.kubeconfigs(kubeconfigs).build();
    }

    /** Returns the value of the first variable that is set. */
    private @Nullable String variable(List<String> names) {
        return names.stream()
                .map(environment::get)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    boolean isRepository() {
        return git.repository != null;
    }

    /** Returns the clusters that are registered at the target, if an option specifies one. */
    Optional<RegisteredClusters> registeredIfGiven() {
        if (isRepository()) {
            try (GitClusterStore store = openStore(false)) {
                return Optional.of(store.snapshot());
            }
        }
        if (apiServer == null) {
            return Optional.empty();
        }
        try (ClusterRegistry registry = open()) {
            ClusterIndex index = new ClusterIndex();
            registry.list()
                    .readable()
                    .forEach(cluster -> index.put(cluster.toResource(ClusterResource.DEFAULT_NAMESPACE)));
            return Optional.of(index);
        }
    }

    private ClusterRegistry openApiServer(String url, ClusterEvaluator evaluator) {
        String secret = secret();
        if (secret == null) {
            throw new UsageException(
                    "the API server needs an access token: set NAUTES_TOKEN, or give --token-file or --token");
        }
        try {
            NautesClient.Builder builder =
                    NautesClient.builder(url).token(AccessToken.of(secret)).validation(evaluator);
            if (git.ca != null) {
                builder.trustPem(git.ca);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(ErrorMessages.of(e));
        }
    }

    private @Nullable String secret() {
        if (token != null && tokenFile != null) {
            throw new UsageException("give --token or --token-file, not both");
        }
        if (tokenFile != null) {
            try {
                return TextFiles.read(tokenFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return token != null ? token : variable(TOKEN_VARIABLES);
    }

    /** Opens the Git store of the target. */
    GitClusterStore openStore(boolean initialize) {
        return git.open(initialize, null);
    }

    /** Opens the Git store of the target with the templates that install components. */
    GitClusterStore openStore(boolean initialize, @Nullable ClusterTemplates templates) {
        return git.open(initialize, templates);
    }
}
