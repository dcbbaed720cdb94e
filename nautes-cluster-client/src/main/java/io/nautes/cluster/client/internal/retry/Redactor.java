package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.support.OneLine;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.model.kubeconfig.KubeconfigContent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from messages. A server may repeat all or parts of a request, or what it sent to another server.
 * Therefore, three kinds of text are removed: the token; pieces of the kubeconfig, except names, keys and addresses; and
 * text that looks like a secret because of its context, such as the value of {@code password}.
 */
public final class Redactor {
    private static final String REDACTED = "[redacted]";
    private static final int MAX_LENGTH = 1000;
    /** The length of the pieces of a kubeconfig. Shorter pieces reveal nothing and match by chance. */
    private static final int PIECE = 12;
    /** The number of characters of a text that are searched for secrets; at most {@link #MAX_LENGTH} are shown. */
    private static final int WINDOW = 8192;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]{" + PIECE + ",}");
    /** Patterns of secrets with their context. Group 1, the text before the secret, is kept. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(\\bbearer\\s+)[^\\s\"',;]+"),
            Pattern.compile("(://)[^/\\s@]+(?=@)"),
            Pattern.compile("(?i)((?:client-(?:key|certificate)-data|token|password)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)"
                    + "[^\\s\"',;}\\\\\\[]+"),
            Pattern.compile("(?s)(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)"));

    private static final Set<String> KEYS = Set.of(
            "certificate-authority",
            "certificate-authority-data",
            "client-certificate",
            "client-certificate-data",
            "client-key-data",
            "current-context",
            "insecure-skip-tls-verify",
            "tls-server-name");

    private final @Nullable AccessToken token;
    private final @Nullable Kubeconfig kubeconfig;
    private @Nullable List<String> publicWords;

    public Redactor(@Nullable AccessToken token, @Nullable ClusterRequest request) {
        this.token = token;
        this.kubeconfig = request == null ? null : request.kubeconfig();
    }

    /** Returns the text in one line, without secrets, cut at {@value #MAX_LENGTH} characters. */
    String clean(String text) {
        return shortened(oneLine(withoutSecrets(text)));
    }

    /**
     * Returns the failure if its message, causes and suppressed failures contain no secret. Otherwise, returns a copy
     * without secrets and with the same stack traces.
     */
    Throwable cleaned(Throwable failure) {
        return RedactedException.of(failure, this::withoutSecrets);
    }

    private String withoutSecrets(String text) {
        String shown = token == null ? text : text.replace(token.value(), REDACTED);
        if (kubeconfig != null) {
            shown = withoutPiecesOf(kubeconfig, beginning(shown.replace(kubeconfig.text(), REDACTED)));
        }
        shown = beginning(shown);
        for (Pattern secret : SECRETS) {
            shown = secret.matcher(shown).replaceAll("$1" + REDACTED);
        }
        return shown;
    }

    /**
     * Returns the part of a text that is searched for secrets. A word that would be cut is dropped, because a part of a
     * secret might not be recognized.
     */
    private static String beginning(String text) {
        if (text.length() <= WINDOW) {
            return text;
        }
        int end = WINDOW;
        while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private String withoutPiecesOf(Kubeconfig kubeconfig, String text) {
        BitSet secret = SecretPieces.find(text, PIECE, List.of(kubeconfig.text(), kubeconfig.toBase64()));
        if (secret.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            shown.append(text, at, word.start());
            appendWithoutSecrets(shown, text, word, secret);
            at = word.end();
        }
        return shown.append(text, at, text.length()).toString();
    }

    /** Appends a word without its longest parts that consist of pieces of a secret. */
    private void appendWithoutSecrets(StringBuilder shown, String text, Matcher word, BitSet secret) {
        int at = word.start();
        while (at < word.end()) {
            int end = at;
            for (int start = at; start + PIECE <= word.end() && secret.get(start); start++) {
                end = start + PIECE;
            }
            if (end == at) {
                shown.append(text.charAt(at++));
                continue;
            }
            String part = text.substring(at, end);
            shown.append(isPublic(part) ? part : REDACTED);
            at = end;
        }
    }

    private boolean isPublic(String part) {
        List<String> known = publicWords;
        if (known == null && kubeconfig != null) {
            known = publicWords(kubeconfig);
            publicWords = known;
        }
        return known != null && known.stream().anyMatch(name -> name.contains(part));
    }

    private static List<String> publicWords(Kubeconfig kubeconfig) {
        List<String> words = new ArrayList<>(KEYS);
        try {
            KubeconfigContent content = kubeconfig.content();
            words.addAll(content.clusters());
            words.addAll(content.users());
            words.addAll(content.contexts());
            if (content.server() != null) {
                words.add(content.server());
            }
        } catch (MalformedDocumentException e) {
            // Without its content, only the keys are known to be public.
        }
        return words;
    }

    private static String oneLine(String text) {
        return OneLine.shown(text, 2 * MAX_LENGTH).strip();
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + " …";
    }
}
