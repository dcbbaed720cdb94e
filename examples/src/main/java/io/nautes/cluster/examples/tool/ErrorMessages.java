package io.nautes.cluster.examples.tool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One-line messages of failures, which name options of this tool instead of methods of the library. */
final class ErrorMessages {
    private static final Map<String, String> OPTIONS = options();

    private ErrorMessages() {}

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("give a key and the known servers with ssh(GitSsh.key(...))", "use its https URL");
        options.put("token(...), appRole(...) or login(...)", "--vault-token-file or the variable VAULT_TOKEN");
        options.put("trustedCertificates(...)", "--ca");
        options.put("trustedCertificates: ", "--ca: ");
        options.put("trustPem(...)", "--ca");
        options.put("with trustPem", "with --ca or --vault-ca");
        options.put("credentials(...)", "--username and --password-env, or the variable GIT_TOKEN");
        options.put("with token(...)", "with the variable NAUTES_TOKEN or --token");
        options.put("initializeIfEmpty(true)", "--init");
        options.put("with deadline", "and try again");
        options.put("repository: ", "--repository: ");
        return options;
    }

    /** Returns a message of the library with options instead of methods. */
    static String translated(String message) {
        String translated = message;
        for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
            String text = option.getKey();
            boolean isPrefix = text.endsWith(": ");
            if (!isPrefix) {
                translated = translated.replace(text, option.getValue());
            } else if (translated.startsWith(text)) {
                translated = option.getValue() + translated.substring(text.length());
            }
        }
        return translated;
    }

    /** Returns the message of a failure in one line. */
    static String of(Throwable failure) {
        return translated(text(failure)).replaceAll("\\R", " ");
    }

    private static String text(Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            return unchecked(String.valueOf(failure.getMessage()), failure.getCause());
        }
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + problem(file);
        }
        String message = failure.getMessage();
        if (failure instanceof FileNotFoundException && message != null) {
            return message;
        }
        if (failure instanceof IOException || message == null) {
            return "unexpected failure: " + failure.getClass().getSimpleName()
                    + (message == null ? "" : ": " + message);
        }
        return message;
    }

    /** Returns the message, unless it repeats that of the cause, followed by the reason if the message lacks it. */
    private static String unchecked(String message, Throwable cause) {
        if (message.equals(cause.toString())) {
            return text(cause);
        }
        String reason = cause.getMessage();
        return reason != null && message.contains(reason) ? message : message + ": " + text(cause);
    }

    private static String problem(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied; check the permissions";
        }
        return failure.getReason() == null ? "the file system refuses the operation" : failure.getReason();
    }
}
