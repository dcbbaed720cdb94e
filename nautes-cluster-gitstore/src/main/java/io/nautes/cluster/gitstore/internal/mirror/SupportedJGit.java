package io.nautes.cluster.gitstore.internal.mirror;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The supported versions of JGit. The mirror and the pack builder use JGit's storage classes, which are public but not
 * part of its API: a new major version may change their behavior without a compile error.
 */
final class SupportedJGit {
    private static final int MAJOR = 7;

    /** The first minor version in which {@code BasePackIndexWriter} and the storage classes have their present form. */
    private static final int OLDEST_MINOR = 3;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:[.\\-].*)?");

    private SupportedJGit() {}

    /**
     * Checks the version of JGit in this program.
     *
     * @throws IllegalStateException if it is too old or too new
     */
    static void check() {
        check(version());
    }

    /** Returns the version of JGit from its module or its manifest; {@code null} if it was repackaged without one. */
    private static @Nullable String version() {
        return Optional.ofNullable(Repository.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElseGet(() -> {
                    Package jgit = Repository.class.getPackage();
                    return ofJGit(jgit.getImplementationTitle(), jgit.getImplementationVersion());
                });
    }

    /**
     * Returns the version in a manifest; {@code null} if the manifest belongs to a program that JGit was packaged with.
     */
    static @Nullable String ofJGit(@Nullable String title, @Nullable String version) {
        return title != null && title.startsWith("JGit") ? version : null;
    }

    /** Checks a version. An unknown version is accepted. */
    static void check(@Nullable String version) {
        Matcher parts = VERSION.matcher(version == null ? "" : version);
        if (!parts.matches()) {
            return;
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = Integer.parseInt(parts.group(2));
        if (major != MAJOR || minor < OLDEST_MINOR) {
            throw new IllegalStateException("org.eclipse.jgit: version " + version
                    + " is not supported; the Git store works with JGit " + MAJOR + "." + OLDEST_MINOR
                    + " or newer, before "
                    + (MAJOR + 1) + "; add a supported version of org.eclipse.jgit:org.eclipse.jgit to the program");
        }
    }
}
