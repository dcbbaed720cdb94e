package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.rendering.TemplateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository of cluster templates, at a branch or a tag. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * TemplateRepository templates = TemplateRepository.at("https://gitlab.example.com/nautes/cluster-templates.git")
 *         .revision("v0.4.1");
 * }</pre>
 */
public final class TemplateRepository {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final GitAddress address;
    private final String revision;
    private final HttpSettings access;
    private final @Nullable Path mirror;

    private TemplateRepository(GitAddress address, String revision, HttpSettings access, @Nullable Path mirror) {
        this.address = address;
        this.revision = revision;
        this.access = access;
        this.mirror = mirror;
    }

    /**
     * A repository at its branch {@code main}.
     *
     * @param repository URL of the repository (https, http, ssh, file), {@code user@host:path} for SSH, or a path; without
     *     a password or token
     * @return the repository
     * @throws IllegalArgumentException if it is neither a URL nor a path, or holds credentials
     */
    public static TemplateRepository at(String repository) {
        return new TemplateRepository(
                GitAddress.of(Objects.requireNonNull(repository, "repository")),
                "main",
                new HttpSettings(() -> null, CONNECT_TIMEOUT, DEADLINE, null, null, null),
                null);
    }

    /**
     * This repository at another revision.
     *
     * @param value a branch or a tag; if there are both, the branch
     * @return a copy
     */
    public TemplateRepository revision(String value) {
        Objects.requireNonNull(value, "revision");
        return new TemplateRepository(address, value, access, mirror);
    }

    /**
     * This repository with credentials.
     *
     * @param value a supplier, asked at each read; it may give {@code null}
     * @return a copy
     */
    public TemplateRepository credentials(Supplier<? extends @Nullable GitCredentials> value) {
        Objects.requireNonNull(value, "credentials");
        return with(new HttpSettings(value, CONNECT_TIMEOUT, DEADLINE, access.tls(), null, access.ssh()));
    }

    private TemplateRepository with(HttpSettings settings) {
        return new TemplateRepository(address, revision, settings, mirror);
    }

    /**
     * This repository with a folder that keeps what was fetched, so that the next read fetches only what is new.
     *
     * @param value a folder of its own, made if it does not exist; by default nothing is kept
     * @return a copy
     */
    public TemplateRepository mirror(Path value) {
        Objects.requireNonNull(value, "mirror");
        return new TemplateRepository(address, revision, access, value);
    }

    /**
     * This repository with certificate authorities that are trusted in place of the platform's.
     *
     * @param value a file with certificates in PEM form
     * @return a copy
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public TemplateRepository trustedCertificates(Path value) {
        SSLContext context = PemTrust.context(Objects.requireNonNull(value, "trustedCertificates"));
        return with(new HttpSettings(access.credentials(), CONNECT_TIMEOUT, DEADLINE, context, null, access.ssh()));
    }

    /**
     * This repository with access over SSH, for an address that needs it.
     *
     * @param value the access
     * @return a copy
     */
    public TemplateRepository ssh(GitSsh value) {
        Objects.requireNonNull(value, "ssh");
        return with(new HttpSettings(access.credentials(), CONNECT_TIMEOUT, DEADLINE, access.tls(), null, value));
    }

    @Override
    public String toString() {
        return address + " at " + revision;
    }

    /**
     * Reads all files at the revision as it is now.
     *
     * @throws IllegalArgumentException if the address needs SSH, and the access or the library for it is missing
     */
    TemplateFiles read() {
        if (address.isSsh()) {
            GitSsh.usable(access.ssh(), address);
        }
        try (ServerAccess server = new ServerAccess(address, access);
                GitMirror objects = GitMirror.open(mirror, GitMirror.DEFAULT_WASTE_BYTES)) {
            try {
                return new TemplateFiles(toString(), objects.use(repository -> read(server, objects, repository)));
            } catch (MirrorDamagedException damage) {
                objects.rebuild(objects.generation());
                return new TemplateFiles(toString(), objects.use(repository -> read(server, objects, repository)));
            } catch (IOException e) {
                throw GitMirror.localStorage(objects.path(), e);
            }
        } catch (MirrorDamagedException damage) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "templates: " + this + ": objects are missing or damaged even when fetched anew: "
                            + damage.getMessage(),
                    damage);
        } catch (IOException e) {
            throw new RegistryException(FailureCode.LOCAL_STORAGE, "templates: " + this + ": " + e.getMessage(), e);
        }
    }

    private Map<String, byte[]> read(ServerAccess server, GitMirror objects, MirrorRepository repository)
            throws IOException {
        Deadline deadline = Deadline.after(DEADLINE);
        ObjectId head = fetch(server, objects, repository, Constants.R_HEADS + revision, deadline);
        if (head == null) {
            head = fetch(server, objects, repository, Constants.R_TAGS + revision, deadline);
        }
        if (head == null) {
            throw new RegistryException(
                    FailureCode.NOT_FOUND, "templates: " + address + " has no branch and no tag " + revision);
        }
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                TreeWalk tree = new TreeWalk(reader)) {
            objects.known(repository, walk.parseCommit(head).copy());
            tree.addTree(walk.parseCommit(head).getTree());
            tree.setRecursive(true);
            return contents(reader, tree);
        }
    }

    private static @Nullable ObjectId fetch(
            ServerAccess server, GitMirror objects, MirrorRepository repository, String ref, Deadline deadline)
            throws IOException {
        StoreEvents events = new StoreEvents(new GitStoreListener() {}, server.limiter());
        GitRemote remote = new GitRemote(server, ref, Thread::sleep, events);
        return remote.fetch(repository, objects.known(), deadline).id();
    }

    private Map<String, byte[]> contents(ObjectReader reader, TreeWalk tree) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        while (tree.next()) {
            if (tree.getFileMode() != FileMode.REGULAR_FILE && tree.getFileMode() != FileMode.EXECUTABLE_FILE) {
                continue;
            }
            ObjectLoader blob = reader.open(tree.getObjectId(0), Constants.OBJ_BLOB);
            if (contents.size() == TemplateFiles.MAX_FILES || blob.getSize() > TemplateFiles.MAX_BYTES) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        "templates: " + this + " is no template repository: it has more than " + TemplateFiles.MAX_FILES
                                + " files, or " + OneLine.escaped(tree.getPathString()) + " is longer than "
                                + TemplateFiles.MAX_BYTES
                                + " bytes");
            }
            contents.put(tree.getPathString(), blob.getBytes());
        }
        return contents;
    }
}
