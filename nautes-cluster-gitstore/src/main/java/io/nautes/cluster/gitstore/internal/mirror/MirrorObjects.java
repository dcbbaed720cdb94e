package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * A database of packs in a folder. A pack is written under temporary names and becomes visible as a whole, its index
 * last, so a killed process never leaves a partial pack. There are no loose objects, and no configuration is read.
 */
public final class MirrorObjects extends DfsObjDatabase {
    private static final String PREFIX = "pack-";
    private static final String TEMPORARY = ".tmp";
    private static final int INDEX_VERSION = 2;

    private final Path folder;
    private final Object lock = new Object();
    private List<DfsPackDescription> packs = new ArrayList<>();

    MirrorObjects(DfsRepository repository, Path folder) throws IOException {
        super(repository, new DfsReaderOptions());
        this.folder = folder;
        for (Path index : files(folder, PREFIX + "*." + PackExt.INDEX.getExtension())) {
            String file = index.getFileName().toString();
            String name = file.substring(
                    0, file.length() - PackExt.INDEX.getExtension().length() - 1);
            DfsPackDescription pack = describe(repository, name);
            if (pack.hasFileExt(PackExt.PACK)) {
                MirrorFile.check(folder.resolve(pack.getFileName(PackExt.PACK)), index);
                packs.add(pack);
            }
        }
    }

    /** Deletes the partial files of killed processes. */
    static void sweep(Path folder) throws IOException {
        for (Path file : files(folder, "*" + TEMPORARY)) {
            Files.deleteIfExists(file);
        }
    }

    public static List<Path> files(Path folder, String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
            stream.forEach(files::add);
        }
        return files;
    }

    private DfsPackDescription describe(DfsRepository repository, String name) throws IOException {
        DfsPackDescription pack = new DfsPackDescription(repository.getDescription(), name, PackSource.RECEIVE);
        for (PackExt extension : PackExt.values()) {
            Path file = folder.resolve(pack.getFileName(extension));
            if (Files.isRegularFile(file)) {
                pack.addFileExt(extension);
                pack.setFileSize(extension, Files.size(file));
                pack.setLastModified(Files.getLastModifiedTime(file).toMillis());
            }
        }
        return pack;
    }

    int count() {
        synchronized (lock) {
            return packs.size();
        }
    }

    long bytes() {
        synchronized (lock) {
            return packs.stream()
                    .mapToLong(pack -> pack.getFileSize(PackExt.PACK))
                    .sum();
        }
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        DfsPackDescription pack =
                new DfsPackDescription(getRepository().getDescription(), PREFIX + UUID.randomUUID(), source);
        return pack.setLastModified(System.currentTimeMillis());
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> added, @Nullable Collection<DfsPackDescription> replaced)
            throws IOException {
        synchronized (lock) {
            for (DfsPackDescription pack : added) {
                publish(pack);
            }
            List<DfsPackDescription> now = new ArrayList<>(added);
            now.addAll(packs);
            if (replaced != null) {
                now.removeAll(replaced);
                rollbackPack(replaced);
            }
            packs = now;
        }
    }

    /** The content of a new pack. */
    @FunctionalInterface
    public interface PackContent {
        /**
         * Writes a pack.
         *
         * @param out the stream for the bytes of the pack
         * @param pack the description, which is completed with the size and the number of objects
         * @param index the list to which an entry for each object is added
         * @return the checksum at the end of the pack
         */
        byte[] write(OutputStream out, DfsPackDescription pack, List<PackedObjectInfo> index) throws IOException;
    }

    /** Writes a pack and its index, and makes them visible. If that fails, both are removed. */
    public void insert(PackContent content) throws IOException {
        DfsPackDescription pack = newPack(PackSource.INSERT);
        try {
            List<PackedObjectInfo> index = new ArrayList<>();
            byte[] checksum;
            try (DfsOutputStream out = writeFile(pack, PackExt.PACK)) {
                checksum = content.write(out, pack, index);
            }
            pack.addFileExt(PackExt.PACK);
            index.sort(null);
            try (OutputStream out = writeFile(pack, PackExt.INDEX)) {
                BasePackIndexWriter.createVersion(out, INDEX_VERSION).write(index, checksum);
            }
            pack.addFileExt(PackExt.INDEX);
            commitPack(List.of(pack), null);
            clearCache();
        } catch (IOException | RuntimeException e) {
            rollbackPack(List.of(pack));
            throw e;
        }
    }

    private void publish(DfsPackDescription pack) throws IOException {
        for (PackExt extension : PackExt.values()) {
            if (extension != PackExt.INDEX && pack.hasFileExt(extension)) {
                publish(pack, extension);
            }
        }
        publish(pack, PackExt.INDEX);
    }

    private void publish(DfsPackDescription pack, PackExt extension) throws IOException {
        Path file = folder.resolve(pack.getFileName(extension));
        try {
            Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MirrorWriteException(file, e);
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + TEMPORARY);
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> abandoned) {
        for (DfsPackDescription pack : abandoned) {
            for (PackExt extension : PackExt.values()) {
                Path file = folder.resolve(pack.getFileName(extension));
                try {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(temporary(file));
                } catch (IOException e) {
                    // A file that cannot be deleted now is deleted or read again at the next start, which does no harm.
                }
            }
        }
    }

    @Override
    protected List<DfsPackDescription> listPacks() {
        synchronized (lock) {
            return new ArrayList<>(packs);
        }
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt extension) throws IOException {
        return MirrorFile.open(folder.resolve(pack.getFileName(extension)), pack.getFileSize(extension));
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt extension) throws IOException {
        return new MirrorOutput(temporary(folder.resolve(pack.getFileName(extension))));
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> shallow) {
        throw new UnsupportedOperationException("the mirror holds full history");
    }

    @Override
    public long getApproximateObjectCount() {
        synchronized (lock) {
            return packs.stream().mapToLong(DfsPackDescription::getObjectCount).sum();
        }
    }
}
