package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan of the files to render and to remove for a change. Used for one change. */
final class RenderPlan {
    private static final String HOSTS = "tenant/production/host-cluster-appset.yaml";
    private static final String VIRTUAL_CLUSTERS = "host-clusters/_HOST_CLUSTER_/production/vcluster-appset.yaml";

    /**
     * A file to render.
     *
     * @param template the path of the template
     * @param cluster the cluster that the file is rendered for
     * @param deleted whether the cluster is deleted
     */
    record Task(String template, ClusterResource cluster, boolean deleted) {}

    private final InstallPaths paths;
    private final TemplateFiles templates;
    private final TreeChange change;
    private final Map<String, ClusterResource> after = new LinkedHashMap<>();
    private final Map<String, Integer> carried = new HashMap<>();
    private final boolean anyHost;
    private final Map<String, List<String>> inside = new HashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Set<String> removedFiles = new LinkedHashSet<>();
    private final Set<String> removedFolders = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();

    private RenderPlan(InstallPaths paths, TemplateFiles templates, TreeChange change) {
        this.paths = paths;
        this.templates = templates;
        this.change = change;
        for (ClusterResource cluster : change.after()) {
            after.put(cluster.name(), cluster);
            carried.merge(hostOf(cluster), 1, Integer::sum);
        }
        this.anyHost = change.after().stream().anyMatch(RenderPlan::isHost);
    }

    /**
     * Creates the plan of a change. Files of deleted clusters are planned first, then those of hosts, then those of
     * saved clusters; if a path is planned twice, the later file is used.
     */
    static RenderPlan of(InstallPaths paths, TemplateFiles templates, TreeChange change) {
        RenderPlan plan = new RenderPlan(paths, templates, change);
        for (String name : change.change().deleted()) {
            change.before().find(name).ifPresent(plan::leave);
        }
        for (ClusterResource saved : change.change().saved().values()) {
            change.before().find(saved.name()).ifPresent(before -> plan.replace(before, saved));
            plan.noteHost(saved);
        }
        for (String host : plan.hosts) {
            plan.save(Objects.requireNonNull(plan.after.get(host), host));
        }
        change.change().saved().values().forEach(plan::save);
        plan.removedFiles.removeAll(plan.tasks.keySet());
        return plan;
    }

    Map<String, Task> tasks() {
        return tasks;
    }

    Set<String> removedFiles() {
        return removedFiles;
    }

    Set<String> removedFolders() {
        return removedFolders;
    }

    /** Plans the files of a saved cluster. */
    private void save(ClusterResource cluster) {
        files(paths.onSave(cluster.spec()), cluster, false).forEach(this::add);
    }

    private void add(String path, Task task) {
        if (isNeeded(task)) {
            tasks.put(path, task);
        } else {
            tasks.remove(path);
            removedFiles.add(path);
        }
    }

    /**
     * Returns whether a list file is needed. The list of hosts and the list of virtual clusters exist only while they
     * are not empty.
     */
    private boolean isNeeded(Task task) {
        return switch (task.template()) {
            case HOSTS -> anyHost;
            case VIRTUAL_CLUSTERS -> carried.containsKey(task.cluster().name());
            default -> true;
        };
    }

    private Map<String, Task> files(Set<String> installPaths, ClusterResource cluster, boolean deleted) {
        Map<String, Task> files = new LinkedHashMap<>();
        String clustersFolder = change.repository().clustersFolder() + "/";
        for (String installPath : installPaths) {
            for (String template : inside.computeIfAbsent(installPath, templates::at)) {
                String path = InstallPaths.placed(template, cluster.name(), hostOf(cluster));
                // The store itself writes the list of clusters in that folder.
                if (!path.startsWith(clustersFolder)) {
                    files.put(path, new Task(template, cluster, deleted));
                }
            }
        }
        return files;
    }

    private void replace(ClusterResource before, ClusterResource saved) {
        if (!before.spec().isSamePlacement(saved.spec())) {
            leave(before);
            return;
        }
        // For example, these are the files of a component whose product has changed.
        Set<String> stale = new LinkedHashSet<>(
                files(existing(paths.onSave(before.spec())), before, false).keySet());
        stale.removeAll(files(paths.onSave(saved.spec()), saved, false).keySet());
        stale.removeIf(path -> !isOwn(path, before));
        removedFiles.addAll(stale);
    }

    /** Returns the install paths that still exist in the template repository. */
    private Set<String> existing(Set<String> installPaths) {
        Set<String> existing = new LinkedHashSet<>(installPaths);
        existing.removeIf(path -> !templates.has(path));
        return existing;
    }

    /** Plans the removal of the files of a cluster as it was before. */
    private void leave(ClusterResource before) {
        List<String> folders = folders(before);
        removedFolders.addAll(folders);
        files(paths.onDelete(before.spec()), before, true).forEach((path, task) -> {
            if (!isIn(path, folders)) {
                add(path, task);
            }
        });
        String host = hostOf(before);
        if (!host.isEmpty() && after.containsKey(host)) {
            hosts.add(host);
        }
    }

    private static List<String> folders(ClusterResource cluster) {
        String name = cluster.name();
        if (isHost(cluster)) {
            return List.of("host-clusters/" + name);
        }
        List<String> folders = new ArrayList<>(List.of("runtimes/" + name + "-runtime"));
        if (!hostOf(cluster).isEmpty()) {
            folders.add("host-clusters/" + hostOf(cluster) + "/vclusters/" + name);
        }
        return folders;
    }

    private static boolean isIn(String path, List<String> folders) {
        return folders.stream().anyMatch(folder -> path.startsWith(folder + "/"));
    }

    private static boolean isOwn(String path, ClusterResource cluster) {
        return isIn(path, folders(cluster));
    }

    private void noteHost(ClusterResource saved) {
        String host = hostOf(saved);
        if (host.isEmpty()) {
            return;
        }
        ClusterResource resource = after.get(host);
        if (resource == null || !isHost(resource)) {
            throw new RegistryException(
                    FailureCode.INVALID,
                    "cluster " + saved.name() + " cannot be rendered: its host " + host
                            + " is not registered as a host; save the host first");
        }
        hosts.add(host);
    }

    private static boolean isHost(ClusterResource cluster) {
        return Usage.HOST.equals(cluster.spec().usage());
    }

    private static String hostOf(ClusterResource cluster) {
        return ClusterType.VIRTUAL.equals(cluster.spec().clusterType())
                ? orEmpty(cluster.spec().hostCluster())
                : "";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
