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
import java.util.Map;
import java.util.function.IntFunction;

/** Renders the templates that a change of clusters asks for. Immutable and safe for use by several threads. */
public final class TemplateRenderer {
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
        Map<String, String> written = new LinkedHashMap<>();
        Map<String, GoStruct> roots = new LinkedHashMap<>();
        plan.tasks().forEach((path, task) -> {
            GoStruct root = roots.computeIfAbsent(
                    task.cluster().name() + (task.deleted() ? "/" : ""),
                    key -> data.of(task.cluster(), task.deleted()));
            written.put(path, text(path, task, root, change.repository()));
        });
        return new RenderedTree(written, plan.removedFiles(), plan.removedFolders());
    }

    private String text(String path, RenderPlan.Task task, GoStruct root, RepositoryView repository) {
        GoTemplate template = templates.template(task.template());
        String text;
        try {
            text = new StableText(source -> template.render(root, TemplateFunctions.with(source), escaping), random)
                    .render(() -> repository.text(path));
        } catch (TemplateException e) {
            throw templates.failure("for cluster " + task.cluster().name() + ": " + e.getMessage(), e);
        }
        if (text.isEmpty()) {
            return "# " + baseName(path);
        }
        checkYaml(path, task, text);
        return text;
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
