package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.RefList;

/**
 * A repository that contains only objects: it has no refs, hooks or working tree, and its configuration is in memory
 * and inherits nothing.
 *
 * <p>It is based on JGit's {@code DfsRepository}. JGit's repository of files reads the configuration of the user and
 * the system. It also measures the file system at the first use, which takes 3 s and writes the result into the home
 * folder, and it leaves a lock file and a loose object for each save. The storage classes are public but not API, so
 * {@link SupportedJGit} checks their version.
 */
public final class MirrorRepository extends DfsRepository {
    private final MirrorObjects objects;
    private final RefDatabase refs = new NoRefs();

    private MirrorRepository(Builder builder, Path folder) throws IOException {
        super(builder);
        StoredConfig config = getConfig();
        // Version 0 of the protocol takes one request less than version 2, and both push and fetch list all refs.
        config.setString("protocol", null, "version", "0");
        config.setInt("gc", null, "auto", 0);
        config.setInt("pack", null, "compression", 1);
        config.setInt("core", null, "compression", 1);
        this.objects = new MirrorObjects(this, folder);
    }

    public static MirrorRepository open(Path folder) throws IOException {
        Builder builder = new Builder(folder);
        // All repositories of the process share JGit's cache of blocks, so the name must be unique.
        builder.setRepositoryDescription(new DfsRepositoryDescription("nautes-cluster " + UUID.randomUUID()));
        builder.setFS(FS.DETECTED);
        return builder.build();
    }

    @Override
    public MirrorObjects getObjectDatabase() {
        return objects;
    }

    @Override
    public RefDatabase getRefDatabase() {
        return refs;
    }

    private static final class Builder extends DfsRepositoryBuilder<Builder, MirrorRepository> {
        private final Path folder;

        Builder(Path folder) {
            this.folder = folder;
        }

        @Override
        public MirrorRepository build() throws IOException {
            return new MirrorRepository(this, folder);
        }
    }

    private final class NoRefs extends DfsRefDatabase {
        NoRefs() {
            super(MirrorRepository.this);
        }

        @Override
        protected RefCache scanAllRefs() {
            return new RefCache(RefList.emptyList(), RefList.emptyList());
        }

        @Override
        public ReflogReader getReflogReader(Ref ref) {
            throw new UnsupportedOperationException("there are no refs");
        }

        @Override
        protected boolean compareAndPut(Ref before, Ref after) {
            return false;
        }

        @Override
        protected boolean compareAndRemove(Ref before) {
            return false;
        }
    }
}
