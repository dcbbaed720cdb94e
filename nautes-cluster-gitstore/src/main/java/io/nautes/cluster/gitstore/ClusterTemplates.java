package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.gitstore.internal.rendering.Deployment;
import io.nautes.cluster.gitstore.internal.rendering.FolderTemplates;
import io.nautes.cluster.gitstore.internal.rendering.RandomText;
import io.nautes.cluster.gitstore.internal.rendering.Settings;
import io.nautes.cluster.gitstore.internal.rendering.TemplateFiles;
import io.nautes.cluster.gitstore.internal.rendering.TemplateRenderer;
import io.nautes.cluster.gitstore.internal.transport.GitAddress;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A renderer that installs the components of clusters from a Nautes cluster template repository. Each save and delete
 * of a cluster also writes the Argo CD applications and their files.
 *
 * <p>Templates are written in the language of Go's {@code text/template} and can use the functions that Nautes 0.4
 * provides. If a template fails, or its output is not valid YAML in a file that must be YAML, the whole change fails;
 * the message names the file, line and column. A random value, such as the secret for cookies, is kept if the
 * repository already has one; new values come from a secure source.
 *
 * <p>A change that renders the files of 16 clusters or more uses the threads of {@link
 * java.util.concurrent.ForkJoinPool#commonPool}.
 *
 * <p>Instances are safe for use by several threads, and immutable except for {@link #refresh}.
 */
public final class ClusterTemplates implements TreeRenderer {
    private final TemplateSource source;
    private final Builder options;
    private final Deployment deployment;
    private volatile TemplateRenderer renderer;

    private ClusterTemplates(Builder builder) {
        this.source = builder.source;
        this.options = builder.copy();
        this.deployment = builder.deployment();
        this.renderer = renderer(source.read());
    }

    /** A source of templates. */
    interface TemplateSource {
        /** Reads all files. */
        TemplateFiles read();
    }

    /**
     * Returns a builder for templates in a folder. {@link Builder#build} reads them.
     *
     * @param folder the root of a template repository
     */
    public static Builder inFolder(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return new Builder(() -> FolderTemplates.read(folder));
    }

    /**
     * Returns a builder for templates in a Git repository. {@link Builder#build} reads them.
     *
     * @param repository the repository
     */
    public static Builder inRepository(TemplateRepository repository) {
        Objects.requireNonNull(repository, "repository");
        return new Builder(repository::read);
    }

    /**
     * Reads the templates again. Changes that are being rendered continue to use the old templates. If the templates
     * cannot be read, the old ones stay in use.
     *
     * @throws IllegalArgumentException if the folder does not exist any more, or the address needs SSH and the access
     *     or the library for it is missing
     * @throws RegistryException if the templates cannot be read
     */
    public void refresh() {
        renderer = renderer(source.read());
    }

    private TemplateRenderer renderer(TemplateFiles files) {
        return new TemplateRenderer(files, options.paths, deployment, options.mode.style(), options.random);
    }

    @Override
    public RenderedTree render(TreeChange change) {
        String address = options.tenantRepository;
        return renderer.render(change, address == null ? change.repository().address() : address);
    }

    /** A way in which values are written into the output. */
    public enum Mode {
        /**
         * Values are written unchanged. If a trim marker joins a separator {@code ---} to the line before it and the
         * file would not be valid YAML, the separator is moved to a separate line, and a {@linkplain
         * GitStoreListener#renderingWarning warning} is reported.
         */
        TEXT,
        /**
         * Values are written as Nautes 0.4 writes them. It treats manifests as HTML and replaces {@code + < > & " '} in
         * values with character references, which damages secrets and URLs that contain one of these characters. In the
         * text of a template, only a {@code <} that does not begin a tag is replaced. A separator that is joined to the
         * line before it is not moved: a warning is reported, and Argo CD cannot apply the file.
         *
         * <p>Use this mode only if a Nautes API server writes to the same repository.
         */
        NAUTES_0_4;

        private TemplateRenderer.Style style() {
            return this == TEXT ? TemplateRenderer.Style.TEXT : TemplateRenderer.Style.NAUTES_0_4;
        }
    }

    /** A builder of {@link ClusterTemplates}. Not safe for use by several threads. */
    public static final class Builder {
        private final TemplateSource source;
        private InstallPaths paths = InstallPaths.standard();
        private Mode mode = Mode.TEXT;
        private IntFunction<String> random = new RandomText();
        private @Nullable Settings settings;
        private Deployment.@Nullable Certificates certificates;
        private @Nullable String tenantRepository;

        private Builder(TemplateSource source) {
            this.source = source;
        }

        private Builder copy() {
            Builder copy = new Builder(source);
            copy.paths = paths;
            copy.mode = mode;
            copy.random = random;
            copy.tenantRepository = tenantRepository;
            return copy;
        }

        /**
         * Sets the properties of the deployment that templates read. They are required.
         *
         * @param yaml the settings in the format of the ConfigMap {@code nautes-configs} of Nautes
         * @throws IllegalArgumentException if the text is not valid YAML or a required property is missing; the message
         *     does not contain values from the text
         */
        public Builder settings(String yaml) {
            settings = Settings.read(Objects.requireNonNull(yaml, "settings"));
            return this;
        }

        /**
         * Sets the properties of the deployment that templates read, from a file.
         *
         * @param file a file in UTF-8 with the settings
         * @throws IllegalArgumentException as {@link #settings(String)}, or if the file cannot be read
         */
        public Builder settings(Path file) {
            return settings(text(Objects.requireNonNull(file, "settings"), "settings"));
        }

        /**
         * Sets the certificates that clusters are to trust. By default, templates get no certificates.
         *
         * @param standard the certificate of the deployment's services, as PEM text
         * @param gitlab the certificate of the Git server, as PEM text
         * @throws IllegalArgumentException if a text contains no certificate, or contains a private key, which must not
         *     get into a repository
         */
        public Builder certificates(String standard, String gitlab) {
            certificates = new Deployment.Certificates(
                    checkedPem(standard, "the default certificate"), checkedPem(gitlab, "the certificate of GitLab"));
            return this;
        }

        /**
         * Sets the certificates that clusters are to trust, from files.
         *
         * @param standard a PEM file with the certificate of the deployment's services
         * @param gitlab a PEM file with the certificate of the Git server
         * @throws IllegalArgumentException as {@link #certificates(String, String)}, or if a file cannot be read
         */
        public Builder certificates(Path standard, Path gitlab) {
            return certificates(
                    text(Objects.requireNonNull(standard, "standard"), "the default certificate"),
                    text(Objects.requireNonNull(gitlab, "gitlab"), "the certificate of GitLab"));
        }

        private static String checkedPem(String pem, String what) {
            if (pem.contains("PRIVATE KEY-----")) {
                throw new IllegalArgumentException(
                        what + ": the text contains a private key; provide only the certificate");
            }
            if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
                throw new IllegalArgumentException(what + ": the text contains no certificate in PEM format");
            }
            return pem;
        }

        private static String text(Path file, String what) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new IllegalArgumentException(what + ": " + file + " cannot be read as text in UTF-8", e);
            }
        }

        /**
         * Sets the paths of the templates that each kind of cluster needs.
         *
         * @param value the paths; by default those of Nautes 0.4
         */
        public Builder installPaths(InstallPaths value) {
            paths = Objects.requireNonNull(value, "installPaths");
            return this;
        }

        /**
         * Sets the address of the tenant configuration repository that the manifests name. Argo CD fetches from this
         * address, which often differs from the one that this program pushes to.
         *
         * @param value a URL without credentials, or an address such as {@code git@host:path}; by default the address
         *     that the store was given
         * @throws IllegalArgumentException if the address contains credentials, which must not get into a repository
         */
        public Builder tenantRepository(String value) {
            GitAddress.checkHoldsNoCredentials(Objects.requireNonNull(value, "tenantRepository"));
            tenantRepository = value;
            return this;
        }

        /**
         * Sets how values are written into the output.
         *
         * @param value the mode; by default {@link Mode#TEXT}
         */
        public Builder mode(Mode value) {
            mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /** Sets the source of new random texts; its argument is their length. */
        Builder random(IntFunction<String> value) {
            random = value;
            return this;
        }

        private Deployment deployment() {
            if (settings == null) {
                throw new IllegalArgumentException("settings: not set; templates need them, so call settings(...)");
            }
            return new Deployment(settings, certificates);
        }

        /**
         * Reads the templates.
         *
         * @return the renderer
         * @throws IllegalArgumentException if the settings are missing, the folder does not exist, or the address needs
         *     SSH and the access or the library for it is missing
         * @throws RegistryException if the templates cannot be read
         */
        public ClusterTemplates build() {
            return new ClusterTemplates(this);
        }
    }
}
