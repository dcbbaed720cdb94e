package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.mirror.ObjectMirror;
import io.nautes.cluster.gitstore.internal.transport.GitAddress;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch;
import io.nautes.cluster.gitstore.internal.transport.ServerAccess;
import io.nautes.cluster.gitstore.internal.transport.ServerSettings;
import io.nautes.cluster.gitstore.internal.transport.SshAccess;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.StoreEvents;
import io.nautes.cluster.gitstore.internal.util.StoreListener;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A reader of a template repository on a Git server. */
public final class GitTemplates {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    private final GitAddress address;
    private final String revision;
    private final ServerSettings settings;
    private final @Nullable Path mirror;

    public GitTemplates(GitAddress address, String revision, ServerSettings settings, @Nullable Path mirror) {
        this.address = address;
        this.revision = revision;
        this.settings = settings;
        this.mirror = mirror;
    }

    @Override
    public String toString() {
        return address + " at " + revision;
    }

    /**
     * Reads all files at the current state of the revision.
     *
     * @throws IllegalArgumentException if the address needs SSH, and the access or the library for it is missing
     */
    public TemplateFiles read() {
        if (address.isSsh()) {
            SshAccess.usable(settings.ssh(), address);
        }
        try (ServerAccess server = new ServerAccess(address, settings);
                ObjectMirror objects = ObjectMirror.open(mirror, ObjectMirror.DEFAULT_WASTE_BYTES)) {
            return new TemplateFiles(
                    toString(), objects.useHealing(repository -> read(server, objects, repository), damage -> {}));
        } catch (MirrorDamagedException damage) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "templates: " + this + ": objects are missing or damaged even when fetched again: "
                            + damage.getMessage(),
                    damage);
        } catch (IOException e) {
            throw new RegistryException(FailureCode.LOCAL_STORAGE, "templates: " + this + ": " + e.getMessage(), e);
        }
    }

    private Map<String, byte[]> read(ServerAccess server, ObjectMirror objects, MirrorRepository repository)
            throws IOException {
        Deadline deadline = Deadline.after(TIME_LIMIT);
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
            ServerAccess server, ObjectMirror objects, MirrorRepository repository, String ref, Deadline deadline)
            throws IOException {
        StoreEvents events = new StoreEvents(StoreListener.NONE, server.limiter());
        RemoteBranch remote = new RemoteBranch(server, ref, Thread::sleep, events);
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
                        "templates: " + this + " is not a template repository: it has more than "
                                + TemplateFiles.MAX_FILES
                                + " files, or " + OneLine.escaped(tree.getPathString()) + " is longer than "
                                + TemplateFiles.MAX_BYTES
                                + " bytes");
            }
            contents.put(tree.getPathString(), blob.getBytes());
        }
        return contents;
    }
}
