package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.gitstore.internal.rendering.GitTemplates;
import io.nautes.cluster.gitstore.internal.rendering.TemplateFiles;
import io.nautes.cluster.gitstore.internal.transport.CredentialSource;
import io.nautes.cluster.gitstore.internal.transport.GitAddress;
import io.nautes.cluster.gitstore.internal.transport.PemTrust;
import io.nautes.cluster.gitstore.internal.transport.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository of cluster templates, at a branch or a tag. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * TemplateRepository templates = TemplateRepository.at("https://gitlab.example.com/nautes/cluster-templates.git")
 *         .withRevision("v0.4.1");
 * }</pre>
 */
public final class TemplateRepository {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final GitAddress address;
    private final String revision;
    private final ServerSettings access;
    private final @Nullable Path mirror;

    private TemplateRepository(GitAddress address, String revision, ServerSettings access, @Nullable Path mirror) {
        this.address = address;
        this.revision = revision;
        this.access = access;
        this.mirror = mirror;
    }

    /**
     * Returns the branch {@code main} of a repository. By default, access is anonymous, and nothing is kept between
     * reads. A read takes at most about 60 seconds.
     *
     * @param repository the URL of the repository (https, http, ssh, file), {@code user@host:path} for SSH, or a path;
     *     without a password or token
     * @throws IllegalArgumentException if it is neither a URL nor a path, or contains credentials
     */
    public static TemplateRepository at(String repository) {
        return new TemplateRepository(
                GitAddress.of(Objects.requireNonNull(repository, "repository")),
                "main",
                new ServerSettings(CredentialSource.NONE, CONNECT_TIMEOUT, DEADLINE, null, null, null),
                null);
    }

    /**
     * Returns a copy at another revision.
     *
     * @param value a branch or a tag; the branch, if both exist
     */
    public TemplateRepository withRevision(String value) {
        Objects.requireNonNull(value, "revision");
        return new TemplateRepository(address, value, access, mirror);
    }

    /**
     * Returns a copy with credentials, which are sent only to the repository's server.
     *
     * @param value the credentials
     */
    public TemplateRepository withCredentials(GitCredentials value) {
        return withCredentials(value.source());
    }

    /**
     * Returns a copy with a supplier of credentials, which is called for each read.
     *
     * @param value the supplier
     */
    public TemplateRepository withCredentials(CredentialSupplier<GitCredentials> value) {
        return withCredentials(GitCredentials.source(value));
    }

    private TemplateRepository withCredentials(CredentialSource value) {
        return with(new ServerSettings(value, CONNECT_TIMEOUT, DEADLINE, access.tls(), null, access.ssh()));
    }

    private TemplateRepository with(ServerSettings settings) {
        return new TemplateRepository(address, revision, settings, mirror);
    }

    /**
     * Returns a copy with a folder that keeps fetched objects, so that the next read fetches only new ones. By default
     * nothing is kept.
     *
     * @param value a folder that is used for this repository only; created if it does not exist
     */
    public TemplateRepository withMirror(Path value) {
        Objects.requireNonNull(value, "mirror");
        return new TemplateRepository(address, revision, access, value);
    }

    /**
     * Returns a copy that trusts the given certificate authorities instead of those of the platform.
     *
     * @param value a file with certificates in PEM format
     * @throws IllegalArgumentException if the file cannot be read or contains no certificate
     */
    public TemplateRepository withTrustedCertificates(Path value) {
        SSLContext context = PemTrust.context(Objects.requireNonNull(value, "trustedCertificates"));
        return with(new ServerSettings(access.credentials(), CONNECT_TIMEOUT, DEADLINE, context, null, access.ssh()));
    }

    /**
     * Returns a copy with access over SSH. An address of SSH needs it; other addresses ignore it.
     *
     * @param value the access
     */
    public TemplateRepository withSsh(GitSsh value) {
        Objects.requireNonNull(value, "ssh");
        return with(new ServerSettings(
                access.credentials(), CONNECT_TIMEOUT, DEADLINE, access.tls(), null, value.access()));
    }

    @Override
    public String toString() {
        return address + " at " + revision;
    }

    /**
     * Reads all files at the current state of the revision.
     *
     * @throws IllegalArgumentException if the address needs SSH, and the access or the library for it is missing
     */
    TemplateFiles read() {
        return new GitTemplates(address, revision, access, mirror).read();
    }
}
