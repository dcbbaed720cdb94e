package io.nautes.cluster.gitstore.internal.mirror;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The versions of JGit that the store works with. The mirror and the pack builder stand on JGit's classes for storage, which are
 * public but not part of its API: another major version may change what they do without a compile error.
 */
final class SupportedJGit {
    private static final int MAJOR = 7;

    /** {@code BasePackIndexWriter} and the storage classes have their present form since this minor version. */
    private static final int OLDEST_MINOR = 3;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:[.\\-].*)?");

    private SupportedJGit() {}

    /**
     * Checks the JGit of this program.
     *
     * @throws IllegalStateException if it is too old or too new
     */
    static void check() {
        check(version());
    }

    /** Returns the version of JGit, from its module or its manifest; {@code null} if it was repackaged without one. */
    private static @Nullable String version() {
        return Optional.ofNullable(Repository.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElseGet(() -> {
                    Package jgit = Repository.class.getPackage();
                    return ofJGit(jgit.getImplementationTitle(), jgit.getImplementationVersion());
                });
    }

    /** Returns the version in a manifest; {@code null} if the manifest is that of a program which JGit was packaged with. */
    static @Nullable String ofJGit(@Nullable String title, @Nullable String version) {
        return title != null && title.startsWith("JGit") ? version : null;
    }

    /** Checks a version; one that is unknown is accepted, because nothing is known against it. */
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
