package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.nio.file.Path;

/** The mirror could not be written: a full disk, a folder without permission. */
public final class MirrorWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorWriteException(Path place, IOException cause) {
        super(place + " cannot be written: " + cause.getMessage(), cause);
    }
}
