package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.GitCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the Git repository of the clusters and its credentials. */
final class RepositoryOptions {
    @Option(names = "--repository", paramLabel = "GIT-URL|PATH", description = "the tenant configuration repository")
    @Nullable
    String repository;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "use the target and the options of this profile (or the variable NAUTES_PROFILE)")
    @Nullable
    String profile;

    @Option(names = "--branch", defaultValue = "main", description = "its branch (default: ${DEFAULT-VALUE})")
    String branch = "main";

    @Option(names = "--init", description = "let the first change create the branch of an empty repository")
    boolean mayInitialize;

    @Option(names = "--username", description = "user name for the repository; the variable GIT_TOKEN alone needs none")
    @Nullable
    String username;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "certificates to trust for the repository or the API server, in PEM or DER")
    @Nullable
    Path ca;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "environment variable that holds the password for the repository")
    @Nullable
    String passwordVariable;

    /** Opens the store with the templates that install components; the caller closes it. */
    GitClusterStore open(boolean initialize, @Nullable ClusterTemplates templates) {
        if (repository == null) {
            throw new UsageException("no repository is given; give --repository GIT-URL|PATH");
        }
        try {
            return builder(Addresses.checked("--repository", repository), initialize, templates)
                    .open();
        } catch (IllegalArgumentException e) {
            throw new UsageException(ErrorMessages.of(e));
        }
    }

    private GitClusterStore.Builder builder(String given, boolean initialize, @Nullable ClusterTemplates templates) {
        GitClusterStore.Builder builder =
                GitClusterStore.builder(located(given)).branch(branch).initializeIfEmpty(initialize || mayInitialize);
        if (ca != null) {
            builder.trustedCertificates(ca);
        }
        GitCredentials credentials = credentials();
        if (credentials != null) {
            builder.credentials(credentials);
        }
        if (templates != null) {
            builder.withTemplates(templates);
        }
        return builder;
    }

    /** Returns the address, with a folder resolved against the working directory. */
    private static String located(String repository) {
        boolean isUrl = repository.contains(":");
        return !isUrl && Files.isDirectory(TextFiles.path(repository))
                ? TextFiles.path(repository).toAbsolutePath().toString()
                : repository;
    }

    private @Nullable GitCredentials credentials() {
        if (passwordVariable != null) {
            String password = System.getenv(passwordVariable);
            if (username == null || password == null) {
                throw new UsageException("--password-env needs --username, and the variable " + passwordVariable);
            }
            return GitCredentials.userPassword(username, password);
        }
        String gitToken = System.getenv("GIT_TOKEN");
        return gitToken == null ? null : GitCredentials.token(gitToken);
    }
}
