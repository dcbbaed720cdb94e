package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Path;

/** The failure to write the mirror, for example because the disk is full or the folder is not writable. */
public final class MirrorWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorWriteException(Path path, IOException cause) {
        super(path + " cannot be written: " + cause.getMessage(), cause);
    }
}
