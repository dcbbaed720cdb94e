package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The file of a mirror that names the last commit whose history was fetched. It only avoids a fetch at the next start.
 */
final class FetchedHead {
    private static final String FILE = "fetched-head";

    private final Path file;
    private final Path temporary;

    FetchedHead(Path folder) {
        this.file = folder.resolve(FILE);
        this.temporary = folder.resolve(FILE + ".tmp");
    }

    /** Reads the commit; {@code null} if the file names none, or if the repository does not have it. */
    @Nullable
    ObjectId read(MirrorRepository repository) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String text = Files.readString(file).strip();
        return ObjectId.isId(text) && repository.getObjectDatabase().has(ObjectId.fromString(text))
                ? ObjectId.fromString(text)
                : null;
    }

    /** Writes the commit. A failure is only logged, because it does no harm. */
    void write(ObjectId commit) {
        try {
            Files.writeString(temporary, commit.name());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.getLogger(FetchedHead.class.getName())
                    .log(System.Logger.Level.DEBUG, "the fetched head was not written", e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
