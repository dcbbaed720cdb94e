package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.KubeconfigContent;
import io.nautes.cluster.model.MalformedDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the words of a server fit to be shown. A server may repeat what it was sent, in whole or in pieces, and what it
 * sent to others. So three things are taken out: the token, pieces of the kubeconfig other than names, keys and addresses,
 * and whatever stands where secrets stand.
 */
final class Redactor {
    private static final String REDACTED = "[redacted]";
    private static final int MAX_LENGTH = 1000;
    /** Pieces of a kubeconfig that are shorter say nothing, and match by chance. */
    private static final int PIECE = 12;

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

    Redactor(@Nullable AccessToken token, @Nullable ClusterRequest request) {
        this.token = token;
        this.kubeconfig = request == null ? null : request.kubeconfig();
    }

    /** The text in one line, without secrets and not too long. */
    String clean(String text) {
        String shown = token == null ? text : text.replace(token.value(), REDACTED);
        if (kubeconfig != null) {
            shown = withoutPiecesOf(kubeconfig, shown);
        }
        for (Pattern place : PLACES) {
            shown = place.matcher(shown).replaceAll("$1" + REDACTED);
        }
        return shortened(oneLine(shown));
    }

    private static String withoutPiecesOf(Kubeconfig kubeconfig, String text) {
        String whole = text.replace(kubeconfig.text(), REDACTED);
        List<String> secrets = List.of(kubeconfig.text(), kubeconfig.toBase64());
        List<String> open = openWords(kubeconfig);
        return WORD.matcher(whole).replaceAll(match -> withoutPiecesOf(secrets, open, match.group()));
    }

    /** Takes out the longest parts of which every piece is one of a secret. */
    private static String withoutPiecesOf(List<String> secrets, List<String> open, String word) {
        StringBuilder shown = new StringBuilder(word.length());
        int at = 0;
        while (at < word.length()) {
            int end = at;
            for (int start = at; isPieceAt(start, word, secrets); start++) {
                end = start + PIECE;
            }
            if (end == at) {
                shown.append(word.charAt(at++));
                continue;
            }
            String part = word.substring(at, end);
            shown.append(open.stream().anyMatch(known -> known.contains(part)) ? part : REDACTED);
            at = end;
        }
        return shown.toString();
    }

    private static boolean isPieceAt(int start, String word, List<String> secrets) {
        if (start + PIECE > word.length()) {
            return false;
        }
        String piece = word.substring(start, start + PIECE);
        return secrets.stream().anyMatch(secret -> secret.contains(piece));
    }

    private static List<String> openWords(Kubeconfig kubeconfig) {
        List<String> open = new ArrayList<>(KEYS);
        try {
            KubeconfigContent content = kubeconfig.content();
            open.addAll(content.clusters());
            open.addAll(content.users());
            open.addAll(content.contexts());
            if (content.server() != null) {
                open.add(content.server());
            }
        } catch (MalformedDocumentException e) {
            // Then nothing in it is known to be open.
        }
        return open;
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        text.codePoints().limit(2L * MAX_LENGTH).map(c -> isPlain(c) ? c : ' ').forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** Control and format characters could forge lines of a log or turn the direction of its text. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + " …";
    }
}
