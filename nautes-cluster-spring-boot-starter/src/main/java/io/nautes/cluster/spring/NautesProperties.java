package io.nautes.cluster.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of a cluster registry. {@code nautes.api-server} selects an API server, {@code nautes.git.repository} a Git
 * repository; if neither is set, no registry is created. The string form contains no secrets.
 *
 * @param apiServer the URL of the API server
 * @param token the access token of the API server
 * @param tokenFile a file with the access token; it is read again when it changes
 * @param caCertificates a file with the certificates to trust in PEM or DER, instead of those of the Java runtime
 * @param deadline how long a call may take, including retries
 * @param connectTimeout how long connecting to the API server may take
 * @param maxAttempts the maximum number of attempts for a request; 1 disables retries
 * @param validation whether requests are validated before they are sent to the API server
 * @param git the registry in a Git repository
 * @param kubeconfigs where a registry in a Git repository keeps kubeconfigs
 * @param problems the problem details that controllers return
 */
@ConfigurationProperties("nautes")
public record NautesProperties(
        @Nullable URI apiServer,
        @Nullable String token,
        @Nullable Path tokenFile,
        @Nullable Path caCertificates,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("true") boolean validation,
        @DefaultValue Git git,
        @DefaultValue Kubeconfigs kubeconfigs,
        @DefaultValue Problems problems) {
    /**
     * A registry in a Git repository.
     *
     * @param repository the URL or the folder of the repository
     * @param branch the branch
     * @param username the user name for the password
     * @param password the password
     * @param token the access token, instead of a user name and password
     * @param tokenFile a file with the access token; it is read again when it changes
     * @param mirror the folder of the local mirror; by default one in the user's cache
     * @param initializeIfEmpty whether the first change creates the branch of an empty repository
     * @param templates the templates that install components
     */
    public record Git(
            @Nullable String repository,
            @DefaultValue("main") String branch,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token,
            @Nullable Path tokenFile,
            @Nullable Path mirror,
            @DefaultValue("false") boolean initializeIfEmpty,
            @DefaultValue Templates templates) {
        /** Returns the settings without their secrets. */
        @Override
        public String toString() {
            return "Git[branch=" + branch + ", mirror=" + mirror + ", templates=" + templates + "]";
        }
    }

    /**
     * The templates that install components.
     *
     * @param folder the folder of the cluster template repository
     * @param settings a file with the properties of the deployment, in the form of its ConfigMap nautes-configs
     * @param defaultCertificate a file with the certificate of the deployment's services, in PEM
     * @param gitlabCertificate a file with the certificate of the Git server, in PEM
     */
    public record Templates(
            @Nullable Path folder,
            @Nullable Path settings,
            @Nullable Path defaultCertificate,
            @Nullable Path gitlabCertificate) {}

    /**
     * The store of kubeconfigs: a folder or Vault.
     *
     * @param folder a folder that only the user of the process can read
     * @param vault a Vault server
     */
    public record Kubeconfigs(
            @Nullable Path folder, @DefaultValue Vault vault) {}

    /**
     * A Vault server.
     *
     * @param address the URL of the server
     * @param token the token
     * @param tokenFile a file with the token; it is read again when it changes
     * @param kubernetesRole the role to log in as with the token of the pod's service account
     * @param namespace the namespace of Vault Enterprise
     * @param mount the mount of the key-value engine; by default that of Nautes
     * @param caCertificates a file with the certificates to trust, in PEM
     */
    public record Vault(
            @Nullable URI address,
            @Nullable String token,
            @Nullable Path tokenFile,
            @Nullable String kubernetesRole,
            @Nullable String namespace,
            @Nullable String mount,
            @Nullable Path caCertificates) {
        /** Returns the settings without their secrets. */
        @Override
        public String toString() {
            return "Vault[kubernetesRole=" + kubernetesRole + ", namespace=" + namespace + ", mount=" + mount + "]";
        }
    }

    /**
     * The problem details that controllers return.
     *
     * @param enabled whether failures of the registry are answered with problem details
     */
    public record Problems(@DefaultValue("true") boolean enabled) {}

    /** Returns the settings without secrets. URLs are omitted too, because they may contain passwords. */
    @Override
    public String toString() {
        return "NautesProperties[deadline=" + deadline + ", validation=" + validation + ", git=" + git
                + ", kubeconfigs=" + kubeconfigs + "]";
    }
}
