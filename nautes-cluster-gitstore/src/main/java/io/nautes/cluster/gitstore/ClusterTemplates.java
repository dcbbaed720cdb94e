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
 * Installs the components of clusters by rendering a Nautes cluster template repository: each save and delete of a
 * cluster also writes the Argo CD applications and what belongs to them.
 *
 * <p>Templates are written in the language of Go's {@code text/template}, with the functions that Nautes 0.4 gives
 * them. A template that fails, or whose output is no YAML where it should be, refuses the whole change with file, line
 * and column. A random value, such as the secret of cookies, stays as it is in the repository; new ones come from a
 * secure source.
 *
 * <p>A change of more than a few clusters is rendered by the threads of {@link
 * java.util.concurrent.ForkJoinPool#commonPool}.
 *
 * <p>Immutable but for {@link #refresh}, and safe for use by several threads.
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

    /** Where templates are read from. */
    interface TemplateSource {
        /** Reads all files. */
        TemplateFiles read();
    }

    /**
     * Templates in a folder, which is read when they are built.
     *
     * @param folder the root of a template repository
     * @return a builder
     */
    public static Builder inFolder(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return new Builder(() -> FolderTemplates.read(folder));
    }

    /**
     * Templates in a Git repository, which is read when they are built.
     *
     * @param repository where it is
     * @return a builder
     */
    public static Builder inRepository(TemplateRepository repository) {
        Objects.requireNonNull(repository, "repository");
        return new Builder(repository::read);
    }

    /**
     * Reads the templates again. Changes that are being rendered go on with the old ones; so do all if this fails.
     *
     * @throws RegistryException if they cannot be read
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

    /** How values are written into the output. */
    public enum Mode {
        /**
         * As they are. A separator {@code ---} that a trim marker glues to the line before it is put on a line of its
         * own if the file would not be YAML otherwise, with a {@linkplain GitStoreListener#renderingWarning warning}.
         */
        TEXT,
        /**
         * As Nautes 0.4 writes them, which takes manifests for HTML: {@code + < > & " '} become character references.
         * It is for taking turns with a Nautes API server on one repository; it damages secrets and URLs that hold one
         * of these characters. In the templates' own text only a {@code <} that begins no tag does. A glued separator
         * is written as Nautes writes it, with a warning: Argo CD cannot apply the file.
         */
        NAUTES_0_4;

        private TemplateRenderer.Style style() {
            return this == TEXT ? TemplateRenderer.Style.TEXT : TemplateRenderer.Style.NAUTES_0_4;
        }
    }

    /** Builds {@link ClusterTemplates}. Not safe for use by several threads. */
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
         * Sets the properties of the deployment that templates read. Required.
         *
         * @param yaml the text of the settings, in the form that Nautes keeps in its {@code nautes-configs} ConfigMap
         * @return this builder
         * @throws IllegalArgumentException if it is not YAML or lacks something; the message shows nothing of the text
         */
        public Builder settings(String yaml) {
            settings = Settings.read(Objects.requireNonNull(yaml, "settings"));
            return this;
        }

        /**
         * Sets the properties of the deployment that templates read, from a file.
         *
         * @param file the file with the settings
         * @return this builder
         * @throws IllegalArgumentException as {@link #settings(String)}, or if the file cannot be read
         */
        public Builder settings(Path file) {
            return settings(text(Objects.requireNonNull(file, "settings"), "settings"));
        }

        /**
         * Sets the certificates that clusters are to trust.
         *
         * @param standard of the deployment's services, as PEM text
         * @param gitlab of the Git server, as PEM text
         * @return this builder
         * @throws IllegalArgumentException if a text holds no certificate, or a private key, which must not get into a
         *     repository
         */
        public Builder certificates(String standard, String gitlab) {
            certificates = new Deployment.Certificates(
                    checkedPem(standard, "the default certificate"), checkedPem(gitlab, "the certificate of GitLab"));
            return this;
        }

        /**
         * Sets the certificates that clusters are to trust, from files.
         *
         * @param standard a PEM file with that of the deployment's services
         * @param gitlab a PEM file with that of the Git server
         * @return this builder
         * @throws IllegalArgumentException as {@link #certificates(String, String)}, or if a file cannot be read
         */
        public Builder certificates(Path standard, Path gitlab) {
            return certificates(
                    text(Objects.requireNonNull(standard, "standard"), "the default certificate"),
                    text(Objects.requireNonNull(gitlab, "gitlab"), "the certificate of GitLab"));
        }

        private static String checkedPem(String pem, String what) {
            if (pem.contains("PRIVATE KEY-----")) {
                throw new IllegalArgumentException(what + ": the text holds a private key; give the certificate alone");
            }
            if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
                throw new IllegalArgumentException(what + ": the text holds no certificate in PEM form");
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
         * Sets which templates a cluster needs.
         *
         * @param value the paths; by default those of Nautes 0.4
         * @return this builder
         */
        public Builder installPaths(InstallPaths value) {
            paths = Objects.requireNonNull(value, "installPaths");
            return this;
        }

        /**
         * Sets the address of the tenant configuration repository that manifests name. It is what Argo CD fetches from,
         * often not what this program pushes to.
         *
         * @param value a URL without credentials, or an address such as {@code git@host:path}; by default the store's own
         *     address of the repository
         * @return this builder
         * @throws IllegalArgumentException if it holds credentials, which must not get into a repository
         */
        public Builder tenantRepository(String value) {
            GitAddress.checkHoldsNoCredentials(Objects.requireNonNull(value, "tenantRepository"));
            tenantRepository = value;
            return this;
        }

        /**
         * Sets how values are written.
         *
         * @param value the mode; by default {@link Mode#TEXT}
         * @return this builder
         */
        public Builder mode(Mode value) {
            mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /** Sets the source of new random texts of a length. */
        Builder random(IntFunction<String> value) {
            random = value;
            return this;
        }

        private Deployment deployment() {
            if (settings == null) {
                throw new IllegalArgumentException("settings: missing; templates cannot do without");
            }
            return new Deployment(settings, certificates);
        }

        /**
         * Reads the templates.
         *
         * @return what renders them
         * @throws IllegalArgumentException if the settings are missing, or the folder is none
         * @throws RegistryException if the templates cannot be read
         */
        public ClusterTemplates build() {
            return new ClusterTemplates(this);
        }
    }
}
