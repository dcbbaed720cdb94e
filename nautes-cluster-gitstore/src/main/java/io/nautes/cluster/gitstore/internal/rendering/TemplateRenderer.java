package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.InstallPaths;
import io.nautes.cluster.gitstore.internal.gotemplate.Escaping;
import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import io.nautes.cluster.gitstore.internal.gotemplate.GoTemplate;
import io.nautes.cluster.gitstore.internal.gotemplate.TemplateException;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.model.MalformedDocumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders the templates that a change of clusters asks for. Immutable and safe for use by several threads. */
public final class TemplateRenderer {
    /** So many clusters in one change are rendered by several threads. */
    private static final int MANY = 16;

    private final TemplateFiles templates;
    private final InstallPaths paths;
    private final Deployment deployment;
    private final Escaping escaping;
    private final IntFunction<String> random;
    private final YamlCheck yaml = new YamlCheck();

    /**
     * A renderer.
     *
     * @param templates the templates
     * @param paths which of them a cluster needs
     * @param deployment what templates are told of the deployment
     * @param escaping what happens to values
     * @param random the source of random texts of a length
     */
    public TemplateRenderer(
            TemplateFiles templates,
            InstallPaths paths,
            Deployment deployment,
            Escaping escaping,
            IntFunction<String> random) {
        this.templates = templates;
        this.paths = paths;
        this.deployment = deployment;
        this.escaping = escaping;
        this.random = random;
    }

    /**
     * Renders.
     *
     * @param change what becomes of the clusters
     * @param tenantRepository the address of the tenant configuration repository that templates name
     * @return what to write and to remove
     */
    public RenderedTree render(TreeChange change, String tenantRepository) {
        RenderPlan plan = RenderPlan.of(paths, templates, change);
        RenderData data = new RenderData(
                deployment, tenantRepository, change.after(), change.change().vclusters());
        List<ClusterFiles> all = filesByCluster(plan, data);
        Stream<ClusterFiles> rendering = all.size() < MANY ? all.stream() : all.parallelStream();
        Map<String, String> written = new LinkedHashMap<>();
        rendering.map(files -> texts(files, change.repository())).toList().forEach(texts -> texts.addTo(written));
        return new RenderedTree(written, plan.removedFiles(), plan.removedFolders());
    }

    /** The files of one cluster, with what their templates are given. */
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

    /** The texts of a cluster's files, or why one of them cannot be rendered. */
    private record Texts(
            Map<String, String> byPath, @Nullable RuntimeException failure) {
        /** Of many failures at once, that of the first cluster in order is the one that is told. */
        void addTo(Map<String, String> written) {
            if (failure != null) {
                throw failure;
            }
            written.putAll(byPath);
        }
    }

    private Texts texts(ClusterFiles files, RepositoryView repository) {
        TemplateFunctions functions = new TemplateFunctions(files.data());
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            files.tasks()
                    .forEach((path, task) -> texts.put(path, text(path, task, files.data(), functions, repository)));
            return new Texts(texts, null);
        } catch (RuntimeException e) {
            return new Texts(Map.of(), e);
        }
    }

    private String text(
            String path, RenderPlan.Task task, GoStruct data, TemplateFunctions functions, RepositoryView repository) {
        GoTemplate template = templates.template(task.template());
        String text;
        try {
            text = new StableText(source -> template.render(data, functions.with(source), escaping), random)
                    .render(() -> stored(repository, path));
        } catch (TemplateException e) {
            throw templates.failure("for cluster " + task.cluster().name() + ": " + e.getMessage(), e);
        }
        if (text.isEmpty()) {
            return "# " + baseName(path);
        }
        checkYaml(path, task, text);
        return text;
    }

    /** A view is used by one thread at a time. */
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

    private void checkYaml(String path, RenderPlan.Task task, String text) {
        if (!path.endsWith(".yaml") && !path.endsWith(".yml")) {
            return;
        }
        try {
            yaml.check(text);
        } catch (MalformedDocumentException e) {
            throw templates.failure(
                    "for cluster " + task.cluster().name() + ": what " + task.template() + " renders for " + path + ", "
                            + e.getMessage(),
                    e);
        }
    }
}
