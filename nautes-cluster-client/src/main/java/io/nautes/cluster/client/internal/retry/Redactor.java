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
 * Makes the words of a server fit to be shown. A server may repeat what it was sent, in whole or in pieces, and what it
 * sent to others. So three things are taken out: the token, pieces of the kubeconfig other than names, keys and
 * addresses, and whatever stands where secrets stand.
 */
public final class Redactor {
    private static final String REDACTED = "[redacted]";
    private static final int MAX_LENGTH = 1000;
    /** Pieces of a kubeconfig that are shorter say nothing, and match by chance. */
    private static final int PIECE = 12;
    /** How much of a text is looked at; of what is left without secrets, only {@link #MAX_LENGTH} is shown. */
    private static final int WINDOW = 8192;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]{" + PIECE + ",}");
    /** What stands before a secret is kept as group 1. */
    private static final List<Pattern> PLACES = List.of(
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
    private @Nullable List<String> open;

    public Redactor(@Nullable AccessToken token, @Nullable ClusterRequest request) {
        this.token = token;
        this.kubeconfig = request == null ? null : request.kubeconfig();
    }

    /** Returns the text in one line, without secrets and not too long. */
    String clean(String text) {
        return shortened(oneLine(withoutSecrets(text)));
    }

    /**
     * Returns a failure whose message, causes and suppressed failures hold no secret: the failure itself if that is so
     * already, and otherwise a copy with the same stack traces.
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
        for (Pattern place : PLACES) {
            shown = place.matcher(shown).replaceAll("$1" + REDACTED);
        }
        return shown;
    }

    /**
     * Returns the part of a text that is looked at; a word that is cut goes too, because half a secret is not
     * recognized.
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

    /** Takes out the longest parts of a word of which every piece is one of a secret. */
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
            shown.append(isOpen(part) ? part : REDACTED);
            at = end;
        }
    }

    private boolean isOpen(String part) {
        List<String> known = open;
        if (known == null && kubeconfig != null) {
            known = openWords(kubeconfig);
            open = known;
        }
        return known != null && known.stream().anyMatch(name -> name.contains(part));
    }

    private static List<String> openWords(Kubeconfig kubeconfig) {
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
            // Then nothing in it is known to be open.
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
