package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/** A reader of a template repository in a folder. Symbolic links and the folder {@code .git} are ignored. */
public final class FolderTemplates extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, byte[]> contents = new HashMap<>();

    private FolderTemplates(Path root) {
        this.root = root;
    }

    public static TemplateFiles read(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("templates: " + root + " is not a folder");
        }
        try {
            FolderTemplates folder = new FolderTemplates(root.toRealPath());
            Files.walkFileTree(folder.root, folder);
            return new TemplateFiles(root.toString(), folder.contents);
        } catch (IOException e) {
            throw new RegistryException(
                    FailureCode.LOCAL_STORAGE, "templates: " + root + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.size() > TemplateFiles.MAX_BYTES) {
            throw new IOException(file + " is longer than " + TemplateFiles.MAX_BYTES + " bytes");
        }
        if (contents.size() == TemplateFiles.MAX_FILES) {
            throw new IOException("there are more than " + TemplateFiles.MAX_FILES + " files");
        }
        String path =
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        contents.put(path, Files.readAllBytes(file));
        return FileVisitResult.CONTINUE;
    }
}
