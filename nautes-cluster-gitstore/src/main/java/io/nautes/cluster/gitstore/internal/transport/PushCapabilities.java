package io.nautes.cluster.gitstore.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities that a server advertises for pushes, which do not depend on the content of the repository.
 *
 * @param text the capabilities, separated by spaces
 */
record PushCapabilities(String text) {
    private static final String SERVICE = "git-receive-pack";
    private static final String CONTENT_TYPE = "application/x-" + SERVICE + "-advertisement";

    /** Returns whether a URL requests the advertisement. */
    static boolean areRequestedBy(String url) {
        return url.endsWith("/info/refs?service=" + SERVICE);
    }

    /**
     * Reads the capabilities from an advertisement.
     *
     * @param content the beginning of the reply, or all of it
     * @return {@code null} if the reply has no capabilities
     */
    static @Nullable PushCapabilities read(HttpHeaders headers, byte[] content) {
        if (!headers.firstValue("Content-Type").orElse("").equals(CONTENT_TYPE)) {
            return null;
        }
        try (InputStream plain = plain(headers, content)) {
            PacketLineIn lines = new PacketLineIn(plain);
            String ref = lines.readString();
            while (ref.startsWith("# ") || ref.startsWith("version ") || PacketLineIn.isEnd(ref)) {
                ref = lines.readString();
            }
            int end = ref.indexOf('\0');
            return end < 0 ? null : new PushCapabilities(ref.substring(end + 1));
        } catch (IOException e) {
            // JGit reads the same content, and reports the problem.
            return null;
        }
    }

    private static InputStream plain(HttpHeaders headers, byte[] content) throws IOException {
        InputStream plain = new ByteArrayInputStream(content);
        String encoding = headers.firstValue("Content-Encoding").orElse("");
        return encoding.equals("gzip") || encoding.equals("x-gzip") ? new GZIPInputStream(plain) : plain;
    }

    /** Returns the advertisement of a server with these capabilities whose repository has only one ref. */
    ReplyHead advertisement(String ref, ObjectId commit) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PacketLineOut lines = new PacketLineOut(content);
        try {
            lines.writeString("# service=" + SERVICE + "\n");
            lines.end();
            lines.writeString(commit.name() + " " + ref + "\0" + text + "\n");
            lines.end();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(CONTENT_TYPE)), (name, value) -> true);
        return new ReplyHead(HttpConnection.HTTP_OK, headers, new ByteArrayInputStream(content.toByteArray()));
    }
}
