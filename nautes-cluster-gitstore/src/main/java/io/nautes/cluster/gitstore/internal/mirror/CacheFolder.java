package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder in the user's cache for mirrors without a configured folder. The folder for temporary files is not
 * suitable, because a store may run for months, and systems clean that folder.
 */
public final class CacheFolder {
    private static final String NAME = "nautes-cluster";

    private CacheFolder() {}

    /** Returns the folder, which exists; the system's folder for temporary files if the cache cannot be used. */
    public static Path ofThisUser() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path cache = of(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
        return cache == null ? temporary : createdOr(cache, temporary);
    }

    /** Returns the folder by the conventions of the operating system; {@code null} if the user has no home folder. */
    static @Nullable Path of(Map<String, String> environment, String system, String home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment.getOrDefault("LOCALAPPDATA", ""), "");
        }
        if (name.startsWith("mac")) {
            return folder(home, "Library/Caches");
        }
        Path chosen = folder(environment.getOrDefault("XDG_CACHE_HOME", ""), "");
        return chosen == null ? folder(home, ".cache") : chosen;
    }

    /**
     * Returns a folder; {@code null} if its path is not absolute. The XDG specification requires that relative paths
     * are ignored, and an unknown home folder is {@code ?} in some containers.
     */
    private static @Nullable Path folder(String parent, String child) {
        try {
            Path path = Path.of(parent);
            return path.isAbsolute() ? path.resolve(child).resolve(NAME) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Creates a folder that only its owner can read, and returns it; returns another folder if that is not possible.
     */
    static Path createdOr(Path folder, Path other) {
        try {
            Files.createDirectories(folder, ownerOnly());
            if (Files.isWritable(folder)) {
                return folder;
            }
            log(folder, other, "it is not writable", null);
        } catch (IOException | SecurityException e) {
            log(folder, other, String.valueOf(e.getMessage()), e);
        }
        return other;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void log(Path folder, Path other, String reason, @Nullable Exception cause) {
        System.getLogger(CacheFolder.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "mirrors are in " + other + " because " + folder + " cannot be used: " + reason,
                        cause);
    }
}
