package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The repair of YAML documents with a separator that is joined to the line before it, as in {@code number: 80---}. A
 * trim marker before {@code ---} causes this when a loop runs more than once, for example in templates of Nautes.
 */
final class GluedSeparators {
    private static final String SEPARATOR = "---";

    /**
     * The maximum work, as a multiple of the text's length. Documents that need a repair are parsed about twice,
     * whatever their number; each candidate that turns out not to be a separator adds the length of its document.
     */
    private static final int MAX_PASSES = 8;

    private static final int SMALL_TEXT = 4096;

    private long charactersLeft;

    private GluedSeparators(String text) {
        this.charactersLeft = (long) MAX_PASSES * text.length() + SMALL_TEXT;
    }

    /**
     * Moves each separator to a separate line if its document is not valid YAML otherwise.
     *
     * @param text a text that is not valid YAML
     * @return the repaired text; empty if it is still not valid, or if finding out takes too much work
     */
    static Optional<String> repaired(String text) {
        return new GluedSeparators(text).repair(text);
    }

    private Optional<String> repair(String text) {
        List<String> lines = text.lines().toList();
        StringBuilder result = new StringBuilder(text.length() + 16);
        StringBuilder document = new StringBuilder();
        boolean isRepaired = false;
        for (int i = 0; i < lines.size() && charactersLeft >= 0; i++) {
            String line = lines.get(i);
            if (line.startsWith(SEPARATOR)) {
                result.append(document).append(line).append('\n');
                document.setLength(0);
            } else if (isGlued(lines, i) && !isYaml(document + line + "\n" + rest(lines, i + 1))) {
                String before = line.substring(0, line.length() - SEPARATOR.length());
                result.append(document)
                        .append(before)
                        .append('\n')
                        .append(SEPARATOR)
                        .append('\n');
                document.setLength(0);
                isRepaired = true;
            } else {
                document.append(line).append('\n');
            }
        }
        result.append(document);
        if (!text.endsWith("\n")) {
            result.setLength(Math.max(0, result.length() - 1));
        }
        String whole = result.toString();
        return isRepaired && isYaml(whole) ? Optional.of(whole) : Optional.empty();
    }

    /** Returns whether a line ends with a separator and the next line can begin a document. */
    private static boolean isGlued(List<String> lines, int index) {
        String line = lines.get(index);
        String next = index + 1 < lines.size() ? lines.get(index + 1) : "";
        return line.endsWith(SEPARATOR) && !next.isEmpty() && next.charAt(0) != ' ';
    }

    /** Returns the lines up to the next separator, joined to a line or not, without that separator. */
    private static String rest(List<String> lines, int from) {
        List<String> rest = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(SEPARATOR)) {
                break;
            }
            if (isGlued(lines, i)) {
                rest.add(line.substring(0, line.length() - SEPARATOR.length()));
                break;
            }
            rest.add(line);
        }
        return String.join("\n", rest);
    }

    private boolean isYaml(String text) {
        charactersLeft -= text.length();
        if (charactersLeft < 0) {
            return false;
        }
        try {
            YamlInput.parseAll(text);
            return true;
        } catch (MalformedDocumentException e) {
            return false;
        }
    }
}
