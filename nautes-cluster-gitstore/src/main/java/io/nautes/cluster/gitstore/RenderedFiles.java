package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;

/** Puts what a renderer makes of a change into the trees of its commit. Safe for use by several threads. */
final class RenderedFiles {
    private static final Comparator<ClusterResource> IN_ORDER_OF_FILES =
            Comparator.comparing(resource -> resource.name() + ClusterFile.ENDING);

    private final TreeRenderer renderer;
    private final String address;

    RenderedFiles(TreeRenderer renderer, String address) {
        this.renderer = renderer;
        this.address = address;
    }

    /**
     * A change of resources.
     *
     * @param change what was asked for
     * @param files the files of clusters after it
     * @param trees the trees after it
     */
    record Changed(StoreChange change, List<ClusterFile> files, FolderTrees trees) {}

    /** The trees with what is rendered. */
    FolderTrees write(BatchObjects objects, GitSnapshot base, Changed changed) throws IOException {
        FolderTrees trees = changed.trees();
        String clustersFolder = base.content().place();
        RepositoryView view = new BatchView(objects, trees.root(), address, clustersFolder);
        List<ClusterResource> after = changed.files().stream()
                .map(ClusterFile::resource)
                .filter(Objects::nonNull)
                .sorted(IN_ORDER_OF_FILES)
                .toList();
        PathEdit edit;
        try {
            edit = edit(objects, clustersFolder, renderer.render(new TreeChange(base, changed.change(), after, view)));
        } catch (BatchView.UnreadableException e) {
            throw e.failure();
        }
        return trees.withRoot(objects::tree, edit.apply(objects, trees.root()));
    }

    private static PathEdit edit(BatchObjects objects, String clustersFolder, RenderedTree rendered) {
        PathEdit edit = new PathEdit();
        rendered.removedFolders().forEach(path -> edit.removeFolder(checked(path, clustersFolder)));
        rendered.removedFiles().forEach(path -> edit.removeFile(checked(path, clustersFolder)));
        rendered.written()
                .forEach((path, text) -> edit.putFile(
                        checked(path, clustersFolder),
                        objects.added().insertAlike(PathEdit.name(path), text.getBytes(StandardCharsets.UTF_8))));
        return edit;
    }

    private static String checked(String path, String clustersFolder) {
        for (String step : path.split("/", -1)) {
            if (step.isEmpty()
                    || step.equals(".")
                    || step.equals("..")
                    || step.equalsIgnoreCase(Constants.DOT_GIT)
                    || step.indexOf('\0') >= 0) {
                throw refused(path, "is no path in a repository");
            }
        }
        if ((path + "/").startsWith(clustersFolder + "/") || (clustersFolder + "/").startsWith(path + "/")) {
            throw refused(path, "belongs to the files of clusters, which the store keeps itself");
        }
        return path;
    }

    private static RegistryException refused(String path, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "rendered files: \"" + OneLine.escaped(path) + "\" " + problem + "; nothing was changed");
    }
}
