package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.StringUtils;

/**
 * A local repository, with the checks that Git makes before it serves one, because JGit makes none of them. Only the
 * configuration of the repository has an effect.
 */
public final class LocalServer {
    private static final List<String> HOOKS =
            List.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction", "proc-receive");

    /** The extensions of the repository format that make no difference for reading and writing objects and refs. */
    private static final Set<String> KNOWN_EXTENSIONS =
            Set.of("noop", "noop-v1", "preciousobjects", "refstorage", "worktreeconfig", "relativeworktrees");

    private static final String EXTENSIONS = "extensions";
    private static final String REMOTE = "remote";
    private static final String CORE = "core";

    private final Path folder;
    private final Path common;
    private final Config config;

    private LocalServer(Path folder, Path common, Config config) {
        this.folder = folder;
        this.common = common;
        this.config = config;
    }

    /**
     * Opens the folder of a repository.
     *
     * @param folder the folder that contains {@code HEAD}
     * @throws RegistryException if the repository has a format that cannot be served
     */
    public static LocalServer open(File folder) throws IOException {
        Path git = folder.toPath().toRealPath();
        Path pointer = git.resolve("commondir");
        Path common = Files.isRegularFile(pointer)
                ? git.resolve(Files.readString(pointer).strip()).normalize()
                : git;
        FileBasedConfig config =
                new FileBasedConfig(common.resolve(Constants.CONFIG).toFile(), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new IOException(e);
        }
        LocalServer server = new LocalServer(git, common, config);
        server.checkFormat();
        return server;
    }

    Path folder() {
        return folder;
    }

    private void checkFormat() throws IOException {
        String format = config.getString(EXTENSIONS, null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw unsupported("its objects have the format " + format + ", and only SHA-1 is supported");
        }
        int version = config.getInt(CORE, "repositoryFormatVersion", 0);
        if (version > 1) {
            throw unsupported("its format has version " + version + ", and only 0 and 1 are supported");
        }
        if (isPartial()) {
            throw unsupported("it is a partial clone, which lacks objects; make a full clone, or give the URL that it"
                    + " was cloned from");
        }
        Path shallow = common.resolve("shallow");
        if (Files.isRegularFile(shallow) && Files.size(shallow) > 0) {
            throw unsupported("it is a shallow clone, which lacks history; run git fetch --unshallow in it, or give the"
                    + " URL that it was cloned from");
        }
        if (version == 1) {
            for (String extension : config.getNames(EXTENSIONS)) {
                String name = extension.toLowerCase(Locale.ROOT);
                if (!KNOWN_EXTENSIONS.contains(name) && !name.equals("objectformat")) {
                    throw unsupported("its format has the extension \"" + extension + "\", which is not supported");
                }
            }
        }
    }

    private boolean isPartial() throws IOException {
        if (config.getString(EXTENSIONS, null, "partialClone") != null) {
            return true;
        }
        for (String remote : config.getSubsections(REMOTE)) {
            if (config.getBoolean(REMOTE, remote, "promisor", false)
                    || config.getString(REMOTE, remote, "partialCloneFilter") != null) {
                return true;
            }
        }
        Path packs = common.resolve("objects").resolve("pack");
        if (!Files.isDirectory(packs)) {
            return false;
        }
        try (DirectoryStream<Path> promisors = Files.newDirectoryStream(packs, "*.promisor")) {
            return promisors.iterator().hasNext();
        }
    }

    private RegistryException unsupported(String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "the repository " + folder + " cannot be used: " + problem + "; nothing was changed");
    }

    /**
     * Checks that a branch can be pushed to.
     *
     * @return whether only the installed Git can do this, because there are hooks or a working tree to update
     * @throws RegistryException if Git would refuse the push, too
     */
    public boolean needsGit(String ref) throws IOException {
        boolean isUpdated = false;
        if (isCheckedOut(ref)) {
            String rule = config.getString("receive", null, "denyCurrentBranch");
            isUpdated = "updateInstead".equalsIgnoreCase(rule);
            if (!isUpdated && !isAllowed(rule)) {
                throw new RegistryException(
                        FailureCode.PERMISSION_DENIED,
                        "the repository " + folder + " is a working clone in which " + ref
                                + " is checked out, so a push would move the branch under its user; give a bare"
                                + " repository or a URL, check out another branch there, or set"
                                + " receive.denyCurrentBranch to updateInstead; nothing was changed");
            }
        }
        return isUpdated || hasHooks();
    }

    private static boolean isAllowed(String rule) {
        if (rule == null) {
            return false;
        }
        Boolean value = StringUtils.toBooleanOrNull(rule);
        return value == null ? rule.equalsIgnoreCase("warn") || rule.equalsIgnoreCase("ignore") : !value;
    }

    private boolean isCheckedOut(String ref) throws IOException {
        boolean isBare = config.getBoolean(CORE, "bare", !common.endsWith(Constants.DOT_GIT));
        if (!isBare && isHead(common, ref)) {
            return true;
        }
        Path trees = common.resolve("worktrees");
        if (!Files.isDirectory(trees)) {
            return false;
        }
        try (Stream<Path> all = Files.list(trees)) {
            return all.anyMatch(tree -> isHead(tree, ref));
        }
    }

    private static boolean isHead(Path folder, String ref) {
        Path head = folder.resolve(Constants.HEAD);
        try {
            return Files.isRegularFile(head)
                    && Files.readString(head)
                            .strip()
                            .replaceFirst("^ref:\\s*", "")
                            .equals(ref);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the repository has a hook that Git runs for a push. */
    boolean hasHooks() {
        String configured = config.getString(CORE, null, "hooksPath");
        Path hooks = common.resolve("hooks");
        if (configured != null && !configured.isEmpty()) {
            hooks = configured.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), configured.substring(2))
                    : folder.resolve(configured);
        }
        Path folder = hooks;
        return HOOKS.stream()
                .map(folder::resolve)
                .anyMatch(hook -> Files.isRegularFile(hook) && Files.isExecutable(hook));
    }
}
