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
 * Where mirrors are that nobody chose a folder for: in the user's cache. A store may run for months, and systems clean their
 * folder for temporary files.
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

    /** Returns the folder by the conventions of the operating system; {@code null} if the user has no home. */
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

    /** The specification of XDG has relative paths ignored; a home that is unknown is {@code ?} in some containers. */
    private static @Nullable Path folder(String parent, String child) {
        try {
            Path path = Path.of(parent);
            return path.isAbsolute() ? path.resolve(child).resolve(NAME) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Creates a folder that only its owner can read, and returns it; or another one if that is not possible. */
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
