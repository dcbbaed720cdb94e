package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.ClusterTemplates.Mode;
import io.nautes.cluster.gitstore.GitCredentials;
import io.nautes.cluster.gitstore.TemplateRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the templates that install components in a repository. */
final class TemplateOptions {
    @Option(
            names = "--templates",
            paramLabel = "DIR|GIT-URL",
            description = "a cluster template repository, which installs components in the same commit")
    @Nullable
    String templates;

    @Option(
            names = "--templates-revision",
            paramLabel = "REVISION",
            description = "branch or tag of the template repository (default: main)")
    @Nullable
    String revision;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "the properties of the deployment, as in its nautes-configs ConfigMap; templates read them")
    @Nullable
    Path settings;

    @Option(names = "--default-cert", paramLabel = "PEM", description = "certificate of the deployment's services")
    @Nullable
    Path defaultCertificate;

    @Option(names = "--gitlab-cert", paramLabel = "PEM", description = "certificate of the Git server")
    @Nullable
    Path gitlabCertificate;

    @Option(
            names = "--tenant-repository",
            paramLabel = "URL",
            description = "address of the tenant configuration repository in manifests (default: --repository)")
    @Nullable
    String tenantRepository;

    @Option(
            names = "--mode",
            paramLabel = "text|nautes-0.4",
            description = "how values are written: unchanged (default), or escaped as Nautes 0.4 does")
    @Nullable
    String mode;

    private static final String TEXT = "text";
    private static final String NAUTES = "nautes-0.4";

    /** Reads the templates; empty if none are given. */
    Optional<ClusterTemplates> read(EvaluatorOptions evaluation, @Nullable Path ca) throws IOException {
        if (templates == null) {
            if (settings != null || mode != null || defaultCertificate != null || gitlabCertificate != null) {
                throw new UsageException("--settings, --mode and certificates need --templates");
            }
            return Optional.empty();
        }
        return Optional.of(build(Addresses.checked("--templates", templates), evaluation, ca));
    }

    private ClusterTemplates build(String source, EvaluatorOptions evaluation, @Nullable Path ca) throws IOException {
        if (settings == null) {
            throw new UsageException("--templates needs --settings FILE");
        }
        if ((defaultCertificate == null) != (gitlabCertificate == null)) {
            throw new UsageException("give both --default-cert and --gitlab-cert, or neither");
        }
        try {
            ClusterTemplates.Builder builder =
                    from(source, ca).settings(settings).mode(mode()).installPaths(installPaths(evaluation));
            if (defaultCertificate != null && gitlabCertificate != null) {
                builder.certificates(defaultCertificate, gitlabCertificate);
            }
            if (tenantRepository != null) {
                builder.tenantRepository(tenantRepository);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(ErrorMessages.of(e).replaceFirst("^--repository: ", "--templates: "));
        }
    }

    private ClusterTemplates.Builder from(String source, @Nullable Path ca) {
        boolean isUrl = source.contains("://") || source.contains("@");
        boolean folder = !isUrl && !Files.isRegularFile(TextFiles.path(source).resolve("HEAD"));
        if (folder) {
            if (revision != null) {
                throw new UsageException("--templates-revision needs a Git repository, but " + source + " is a folder");
            }
            return ClusterTemplates.inFolder(TextFiles.path(source));
        }
        String token = System.getenv("GIT_TOKEN");
        TemplateRepository repository = TemplateRepository.at(source);
        if (token != null) {
            repository = repository.withCredentials(GitCredentials.token(token));
        }
        if (ca != null) {
            repository = repository.withTrustedCertificates(ca);
        }
        return ClusterTemplates.inRepository(revision == null ? repository : repository.withRevision(revision));
    }

    private Mode mode() {
        return switch (mode == null ? TEXT : mode) {
            case TEXT -> Mode.TEXT;
            case NAUTES -> Mode.NAUTES_0_4;
            default -> throw new UsageException("--mode must be " + TEXT + " or " + NAUTES + " (got " + mode + ")");
        };
    }

    private static InstallPaths installPaths(EvaluatorOptions evaluation) throws IOException {
        if (evaluation.catalog == null) {
            return InstallPaths.standard();
        }
        Path common = evaluation.catalog.resolve(InstallPaths.COMMON);
        return Files.isRegularFile(common)
                ? InstallPaths.of(evaluation.readCatalog(), TextFiles.read(common))
                : InstallPaths.standard().withCatalog(evaluation.readCatalog());
    }
}
