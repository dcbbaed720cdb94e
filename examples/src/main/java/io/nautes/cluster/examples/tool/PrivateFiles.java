package io.nautes.cluster.examples.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A writer of files that only their owner may read, in a folder that may already exist. */
final class PrivateFiles {
    private final Path root;
    private final boolean posix;

    PrivateFiles(Path root) throws IOException {
        this.root = root;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        createFolder(root);
    }

    /** Writes a new file; its path must not lead out of the folder. */
    void write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IOException("a file of the repository would be written outside of the folder: " + path);
        }
        Path folder = root;
        Path inside = root.relativize(file);
        for (int i = 0; i < inside.getNameCount() - 1; i++) {
            folder = folder.resolve(inside.getName(i));
            createFolder(folder);
        }
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes("rw-------")))) {
            out.write(content);
        }
    }

    private void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, attributes("rwx------"));
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
