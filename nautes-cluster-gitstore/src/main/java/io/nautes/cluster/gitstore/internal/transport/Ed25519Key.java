package io.nautes.cluster.gitstore.internal.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Recognition of Ed25519 keys in files without the library that can read them. */
final class Ed25519Key {
    private static final String OPENSSH_NAME = "ssh-ed25519";

    /** The object identifier 1.3.101.112 in DER, as in PEM files. */
    private static final String DER = new String(new byte[] {6, 3, 43, 101, 112}, StandardCharsets.ISO_8859_1);

    /** The maximum size of a file. Longer files are not keys or lists of servers. */
    private static final int MAX_BYTES = 1 << 20;

    private Ed25519Key() {}

    /** Returns whether a file with a private key or with known servers contains an Ed25519 key. */
    static boolean isIn(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return false;
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            StringBuilder base64 = new StringBuilder();
            text.lines().filter(line -> !line.startsWith("-----")).forEach(line -> base64.append(line.strip()));
            return text.contains(OPENSSH_NAME) || isInDecoded(base64.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInDecoded(String base64) {
        try {
            String key = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
            return key.contains(OPENSSH_NAME) || key.contains(DER);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
