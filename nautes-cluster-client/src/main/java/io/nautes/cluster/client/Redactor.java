package io.nautes.cluster.client;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of a server's words what a server may have repeated of a request. */
final class Redactor {
    private static final String MARK = "<redacted>";
    /** What stands before a secret is kept as group 1. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(\\bbearer\\s+)[^\\s\"',;]+"),
            Pattern.compile("(://)[^/\\s@]+(?=@)"),
            Pattern.compile(
                    "(?i)((?:client-key-data|client-certificate-data|token|password)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)"
                            + "[^\\s\"',;}\\\\]+"),
            Pattern.compile("(?s)(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)"));

    private Redactor() {}

    static String redact(String text, @Nullable String token) {
        String redacted = token == null || token.isEmpty() ? text : text.replace(token, MARK);
        for (Pattern secret : SECRETS) {
            redacted = secret.matcher(redacted).replaceAll("$1" + MARK);
        }
        return redacted;
    }
}
