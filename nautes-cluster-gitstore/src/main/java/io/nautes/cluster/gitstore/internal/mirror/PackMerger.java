package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.NullProgressMonitor;

/** A merger of packs. Each save adds a small pack, and each pack makes the lookup of an object slower. */
final class PackMerger {
    private static final int MANY = 48;

    private PackMerger() {}

    static boolean areMany(MirrorObjects objects) {
        return objects.count() >= MANY;
    }

    /**
     * Merges the small packs. A pack that is much larger than all smaller ones together is not merged, because that
     * takes too long.
     */
    static void merge(MirrorRepository repository) throws IOException {
        DfsPackFile[] packs = repository.getObjectDatabase().getPacks().clone();
        Arrays.sort(packs, Comparator.comparingLong(PackMerger::size));
        DfsPackCompactor compactor = new DfsPackCompactor(repository);
        long sum = 0;
        for (int i = 0; i < packs.length; i++) {
            if (i >= MANY / 2 && size(packs[i]) > 2 * sum) {
                break;
            }
            sum += size(packs[i]);
            compactor.add(packs[i]);
        }
        compactor.compact(NullProgressMonitor.INSTANCE);
    }

    private static long size(DfsPackFile pack) {
        return pack.getPackDescription().getFileSize(PackExt.PACK);
    }
}
