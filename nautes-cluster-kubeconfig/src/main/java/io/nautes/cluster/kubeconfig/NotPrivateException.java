package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Thrown when a file or folder is not private enough for kubeconfigs. The message contains the reason and the fix. */
final class NotPrivateException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotPrivateException(Path path, String reason, String remedy) {
        super(path + " is not private enough for kubeconfigs: " + reason + "; " + remedy);
    }
}
