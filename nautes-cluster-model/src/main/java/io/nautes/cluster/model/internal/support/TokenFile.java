package io.nautes.cluster.model.internal.support;

import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file with a token. A mounted secret is replaced as a whole, so its key or time of change shows whether it changed.
 * Safe for use by several threads.
 */
public final class TokenFile {
    private static final int MAX_SIZE = 64 << 10;

    private final Path file;
    private @Nullable Content content;

    /** What was read, and from which state of the file. */
    private record Content(AccessToken token, State state) {}

    /** What changes when a file is replaced or rewritten. */
    private record State(@Nullable Object key, long modified, long size) {
        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.fileKey(), attributes.lastModifiedTime().toMillis(), attributes.size());
        }
    }

    public TokenFile(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    /**
     * Returns the token, and reads the file if it changed.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it does not hold a token; the message does not show its content
     */
    public synchronized AccessToken token() {
        try {
            State state = State.of(file);
            Content known = content;
            if (known == null || !known.state().equals(state)) {
                known = new Content(read(), state);
                content = known;
            }
            return known.token();
        } catch (IOException e) {
            throw new UncheckedIOException("the token file " + file + " cannot be read", e);
        }
    }

    /** Returns the token, and reads the file in any case. */
    public synchronized AccessToken reread() {
        content = null;
        return token();
    }

    private AccessToken read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (bytes.length > MAX_SIZE || text.isEmpty()) {
            throw new IllegalArgumentException("the token file " + file
                    + (text.isEmpty() ? " is empty" : " is larger than 64 KiB") + "; write the access token into it");
        }
        return AccessToken.of(text);
    }
}
