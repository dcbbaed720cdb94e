package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.gitstore.internal.gotemplate.Escaping;
import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import io.nautes.cluster.gitstore.internal.gotemplate.GoTemplate;
import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A renderer of the templates for changes of clusters. Immutable and safe for use by several threads. */
public final class TemplateRenderer {
    /** The number of clusters from which several threads render a change. */
    private static final int MANY = 16;

    private final TemplateFiles templates;
    private final InstallPaths paths;
    private final Deployment deployment;
    private final Style style;
    private final IntFunction<String> random;
    private final YamlCheck yaml = new YamlCheck();

    /**
     * A style of writing texts.
     *
     * @param escaping the escaping of values
     * @param repairs whether separators of documents are moved to separate lines if the file is not valid YAML
     *     otherwise
     */
    public record Style(Escaping escaping, boolean repairs) {
        /** Values are written unchanged. */
        public static final Style TEXT = new Style(Escaping.NONE, true);

        /** Values are written as Nautes 0.4 writes them. */
        public static final Style NAUTES_0_4 = new Style(NautesEscaping.INSTANCE, false);
    }

    /**
     * Creates a renderer.
     *
     * @param templates the templates
     * @param paths the paths of the templates that each kind of cluster needs
     * @param deployment the properties of the deployment that templates read
     * @param style the style of the texts
     * @param random the source of random texts; its argument is their length
     */
    public TemplateRenderer(
            TemplateFiles templates,
            InstallPaths paths,
            Deployment deployment,
            Style style,
            IntFunction<String> random) {
        this.templates = templates;
        this.paths = paths;
        this.deployment = deployment;
        this.style = style;
        this.random = random;
    }

    /**
     * Renders the files of a change. It stops if the calling thread is interrupted.
     *
     * @param change the changes of the clusters
     * @param tenantRepository the address of the tenant configuration repository for the templates
     * @return the files to write and to remove
     */
    public RenderedTree render(TreeChange change, String tenantRepository) {
        RenderPlan plan = RenderPlan.of(paths, templates, change);
        RenderData data = new RenderData(
                deployment, tenantRepository, change.after(), change.change().vclusters());
        List<ClusterFiles> all = filesByCluster(plan, data);
        Stream<ClusterFiles> rendering = all.size() < MANY ? all.stream() : all.parallelStream();
        Map<String, String> written = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        BooleanSupplier stop = Thread.currentThread()::isInterrupted;
        rendering.map(files -> texts(files, change.repository(), stop)).toList().forEach(texts -> {
            texts.addTo(written);
            warnings.addAll(texts.warnings());
        });
        return new RenderedTree(written, plan.removedFiles(), plan.removedFolders(), warnings);
    }

    /** The files of one cluster, with the data of their templates. */
    private record ClusterFiles(GoStruct data, Map<String, RenderPlan.Task> tasks) {}

    private static List<ClusterFiles> filesByCluster(RenderPlan plan, RenderData data) {
        Map<String, ClusterFiles> files = new LinkedHashMap<>();
        plan.tasks()
                .forEach((path, task) -> files.computeIfAbsent(
                                task.cluster().name() + (task.deleted() ? "/" : ""),
                                key -> new ClusterFiles(data.of(task.cluster(), task.deleted()), new LinkedHashMap<>()))
                        .tasks()
                        .put(path, task));
        return List.copyOf(files.values());
    }

    /** The texts of a cluster's files, or the failure to render one of them. */
    private record Texts(
            Map<String, String> byPath,
            List<String> warnings,
            @Nullable RuntimeException failure) {
        /** Adds the texts. If several clusters failed, the failure of the first one in order is thrown. */
        void addTo(Map<String, String> written) {
            if (failure != null) {
                throw failure;
            }
            written.putAll(byPath);
        }
    }

    private Texts texts(ClusterFiles files, RepositoryView repository, BooleanSupplier stop) {
        TemplateFunctions functions = new TemplateFunctions(files.data());
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        try {
            files.tasks().forEach((path, task) -> {
                String text = text(path, task, files.data(), functions, repository, stop);
                texts.put(path, checked(path, task, text, warnings));
            });
            return new Texts(texts, warnings, null);
        } catch (RuntimeException e) {
            return new Texts(Map.of(), List.of(), e);
        }
    }

    private String text(
            String path,
            RenderPlan.Task task,
            GoStruct data,
            TemplateFunctions functions,
            RepositoryView repository,
            BooleanSupplier stop) {
        GoTemplate template = templates.template(task.template());
        try {
            return new StableText(
                            source -> template.render(data, functions.with(source), style.escaping(), stop), random)
                    .render(() -> stored(repository, path));
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.STOPPED) {
                throw new RegistryException(
                        FailureCode.CANCELLED, "templates: " + e.getMessage() + "; nothing was changed", e);
            }
            throw templates.failure("for cluster " + task.cluster().name() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the stored text of a file. A view must be used by one thread at a time. */
    private static Optional<String> stored(RepositoryView repository, String path) {
        synchronized (repository) {
            return repository.text(path);
        }
    }

    private static String baseName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String checked(String path, RenderPlan.Task task, String text, List<String> warnings) {
        if (text.isEmpty()) {
            return "# " + baseName(path);
        }
        if (!path.endsWith(".yaml") && !path.endsWith(".yml")) {
            return text;
        }
        try {
            yaml.check(text);
            return text;
        } catch (MalformedDocumentException e) {
            String file =
                    "for cluster " + task.cluster().name() + ": the output of " + task.template() + " for " + path;
            Optional<String> repaired = GluedSeparators.repaired(text);
            if (repaired.isEmpty()) {
                throw templates.failure(file + ", " + e.getMessage(), e);
            }
            warnings.add("templates: " + file + " has a separator --- at the end of another line, so it is not YAML; "
                    + (style.repairs() ? "it was moved to a separate line" : "it was written as Nautes writes it")
                    + ". Remove the trim marker before the --- in the template");
            return style.repairs() ? repaired.get() : text;
        }
    }
}
