package io.nautes.cluster.model.kubeconfig;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a cluster, in the form of a kubeconfig file. It cannot print itself.
 *
 * <p>It can hold any text, so that a text that is no kubeconfig can be reported; {@link #content()} says what is in it.
 */
public final class Kubeconfig {
    private final String text;
    private volatile @Nullable KubeconfigContent content;

    private Kubeconfig(String text) {
        this.text = text;
    }

    /**
     * Returns a kubeconfig.
     *
     * @param textOrBase64 the file's text, or its Base64 form (RFC 4648, either alphabet, with or without padding, line
     *     breaks allowed)
     * @return the kubeconfig
     */
    @JsonCreator
    public static Kubeconfig of(String textOrBase64) {
        Objects.requireNonNull(textOrBase64, "the kubeconfig must not be null");
        String decoded = decode(textOrBase64);
        return new Kubeconfig(decoded == null ? textOrBase64 : decoded);
    }

    private static @Nullable String decode(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '_') {
                digits.append(c == '-' ? '+' : '/');
            } else if (isBase64Digit(c)) {
                digits.append(c);
            } else if (c != '\n' && c != '\r' && c != ' ' && c != '\t' && c != '=') {
                return null;
            }
        }
        if (digits.isEmpty()) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(digits.toString());
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isBase64Digit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    /**
     * Returns the secret text of the file. Do not log it.
     *
     * @return the text as it was given, decoded if it was Base64
     */
    public String text() {
        return text;
    }

    /**
     * Returns the Base64 form that the API takes.
     *
     * @return the text in UTF-8, in Base64 with padding and without line breaks
     */
    @JsonValue
    public String toBase64() {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns what is in the file.
     *
     * @return its content
     * @throws MalformedDocumentException if the text is not a YAML or JSON object; the message shows nothing of it
     */
    public KubeconfigContent content() {
        KubeconfigContent known = content;
        if (known == null) {
            known = KubeconfigReader.read(text);
            content = known;
        }
        return known;
    }

    /**
     * Returns a copy with another address in the cluster of its current context; every other character stays unchanged.
     *
     * @param apiServer the address, an absolute URL
     * @return a copy
     * @throws MalformedDocumentException if this is not a kubeconfig with a current context, or if its address is
     *     missing, has an anchor or a tag, or is a YAML block and so cannot be replaced on its own
     */
    public Kubeconfig withServer(String apiServer) {
        return new Kubeconfig(KubeconfigReader.withServer(text, apiServer));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Kubeconfig kubeconfig && text.equals(kubeconfig.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says that there is a kubeconfig, not what is in it. */
    @Override
    public String toString() {
        return "Kubeconfig[redacted]";
    }
}
