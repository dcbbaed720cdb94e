package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.objects.TreeEditor;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.util.Listeners;
import io.nautes.cluster.gitstore.internal.util.StoreListener;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.RepositoryView;
import io.nautes.cluster.gitstore.spi.TreeChange;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The files that a renderer returns for a change, and that are added to the trees of its commit. Safe for use by
 * several threads.
 */
public final class RenderedFiles {
    private static final Comparator<ClusterResource> IN_ORDER_OF_FILES =
            Comparator.comparing(resource -> resource.name() + ClusterFile.ENDING);

    private static final System.Logger LOGGER = System.getLogger(RenderedFiles.class.getName());

    private final TreeRenderer renderer;
    private final String address;
    private final StoreListener listener;

    public RenderedFiles(TreeRenderer renderer, String address, StoreListener listener) {
        this.renderer = renderer;
        this.address = address;
        this.listener = listener;
    }

    /**
     * Adds the rendered files of a change to the edits of its commit.
     *
     * @param change the change of resources
     * @param files the clusters' files after it
     */
    public void write(
            ObjectWorkspace objects, GitSnapshot base, StoreChange change, List<ClusterFile> files, TreeEditor editor)
            throws IOException {
        RepositoryView view = new RendererView(objects, base.content().root(), address, base.folder());
        List<ClusterResource> after = files.stream()
                .map(ClusterFile::resource)
                .filter(Objects::nonNull)
                .sorted(IN_ORDER_OF_FILES)
                .toList();
        RenderedTree rendered;
        try {
            rendered = renderer.render(new TreeChange(base, change, after, view));
        } catch (RendererView.UnreadableException e) {
            throw e.failure();
        }
        for (String warning : rendered.warnings()) {
            LOGGER.log(System.Logger.Level.WARNING, warning);
            Listeners.call(() -> listener.renderingWarning(warning));
        }
        RepoPath clusters = base.folder();
        rendered.removedFolders().forEach(path -> editor.removeFolder(checked(path, clusters)));
        rendered.removedFiles().forEach(path -> editor.removeFile(checked(path, clusters)));
        rendered.written().forEach((path, text) -> {
            RepoPath file = checked(path, clusters);
            editor.putFile(file, objects.added().insertAlike(file.name(), text.getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static RepoPath checked(String text, RepoPath clusters) {
        RepoPath path;
        try {
            path = RepoPath.of(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, "is not a valid path: it " + e.getMessage());
        }
        if (path.isIn(clusters) || clusters.isIn(path)) {
            throw refused(text, "overlaps the folder of the clusters' files, which only the store writes");
        }
        return path;
    }

    private static RegistryException refused(String path, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "rendered files: \"" + OneLine.escaped(path) + "\" " + problem + "; nothing was changed");
    }
}
