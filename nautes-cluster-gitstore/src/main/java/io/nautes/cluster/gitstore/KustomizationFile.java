package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.InputNode.Mapping;
import io.nautes.cluster.model.internal.InputNode.Scalar;
import io.nautes.cluster.model.internal.InputNode.Sequence;
import io.nautes.cluster.model.internal.InputTree;
import io.nautes.cluster.model.internal.YamlInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Edits the list of resources in a {@code kustomization.yaml} by lines, so that comments and everything else that other
 * people wrote stays as it is. Each edit is verified by reading the result.
 */
final class KustomizationFile {
    static final String NAME = "kustomization.yaml";
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
    private static final String LIST = HEAD + "resources:\n";

    /** Kustomize refuses a file whose list has no value at all, so that the last cluster would never be taken away. */
    private static final String EMPTY_LIST = HEAD + "resources: []\n";

    private static final String RESOURCES = "resources";

    /** The key, an empty value, and a comment. */
    private static final Pattern EMPTY_VALUE =
            Pattern.compile("^(resources:)[ \\t]*(?:\\[[ \\t]*]|null|~)?([ \\t]*(?:#.*)?)$");

    private static final String ENDING = ".yaml";

    private final String place;
    private final String text;
    private final List<String> lines;
    private final Mapping root;

    private KustomizationFile(String place, String text) {
        this.place = place;
        this.text = text;
        this.lines = new ArrayList<>(text.lines().toList());
        this.root = parse(text);
    }

    /**
     * The file with other resources.
     *
     * @param text the file's text; {@code null} if there is no file
     * @param place the file's path, for messages
     * @param added names of files to list
     * @param removed names of files not to list any more
     * @return the new text
     * @throws RegistryException if the file is in a form that cannot be changed safely
     */
    static String edit(@Nullable String text, String place, Collection<String> added, Collection<String> removed) {
        String current = text == null || text.isBlank() ? EMPTY_LIST : text;
        if (current.indexOf('\uFFFD') >= 0) {
            throw refused(place, 0, "it is not in UTF-8");
        }
        List<String> plain = plainNames(current);
        if (plain != null) {
            return plainText(changed(plain, added, removed));
        }
        if (!removed.isEmpty()) {
            current = new KustomizationFile(place, current).without(new HashSet<>(removed));
        }
        return added.isEmpty() ? current : new KustomizationFile(place, current).with(added);
    }

    /** One pass over a long sorted list, whatever the few changes are; both are sorted then. */
    private static List<String> changed(List<String> sorted, Collection<String> added, Collection<String> removed) {
        TreeSet<String> missing = new TreeSet<>(added);
        Set<String> gone = new HashSet<>(removed);
        gone.removeAll(missing);
        List<String> names = new ArrayList<>(sorted.size() + missing.size());
        Iterator<String> next = missing.iterator();
        String pending = next.hasNext() ? next.next() : null;
        for (String name : sorted) {
            while (pending != null && pending.compareTo(name) <= 0) {
                if (!pending.equals(name)) {
                    names.add(pending);
                }
                pending = next.hasNext() ? next.next() : null;
            }
            if (!gone.contains(name)) {
                names.add(name);
            }
        }
        while (pending != null) {
            names.add(pending);
            pending = next.hasNext() ? next.next() : null;
        }
        return names;
    }

    /** The listed files, if the text is exactly what {@link #plainText} writes; this spares big files the reading. */
    private static @Nullable List<String> plainNames(String text) {
        if (text.equals(EMPTY_LIST)) {
            return List.of();
        }
        if (!text.startsWith(LIST)) {
            return null;
        }
        List<String> names = new ArrayList<>();
        int at = LIST.length();
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0 || !text.startsWith("- ", at) || !isPlainName(text, at + 2, end)) {
                return null;
            }
            names.add(text.substring(at + 2, end));
            at = end + 1;
        }
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
                return null;
            }
        }
        return names;
    }

    /** A name that starts with a letter and ends in {@code .yaml} needs no quotes. */
    private static boolean isPlainName(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == start || !((c >= '0' && c <= '9') || c == '-' || c == '.'))) {
                return false;
            }
        }
        return text.startsWith(ENDING, end - ENDING.length()) && end - start > ENDING.length();
    }

    private static String plainText(Collection<String> names) {
        if (names.isEmpty()) {
            return EMPTY_LIST;
        }
        StringBuilder plain = new StringBuilder(LIST);
        names.forEach(name -> plain.append("- ").append(name).append('\n'));
        return plain.toString();
    }

    /** The names of the files that are listed, without a leading {@code ./}. */
    static List<String> resources(String text, String place) {
        return new KustomizationFile(place, text).names();
    }

    private Mapping parse(String yaml) {
        try {
            InputNode node = YamlInput.parse(yaml);
            if (node instanceof Mapping mapping) {
                return mapping;
            }
            throw refused(node.line(), "it is " + node.description() + ", not an object");
        } catch (MalformedDocumentException e) {
            throw refused(e.line(), String.valueOf(e.getMessage()));
        }
    }

    private RegistryException refused(int line, String problem) {
        return refused(place, line, problem);
    }

    private static RegistryException refused(String place, int line, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                place + (line > 0 ? " line " + line : "") + " cannot be changed safely: " + problem
                        + "; mend the file in the repository");
    }

    private List<Scalar> items() {
        InputNode node = root.entries().get(RESOURCES);
        List<Scalar> items = new ArrayList<>();
        if (node instanceof Sequence sequence) {
            for (InputNode item : sequence.items()) {
                if (!(item instanceof Scalar scalar)) {
                    throw refused(item.line(), "a resource is " + item.description() + ", not a path");
                }
                items.add(scalar);
            }
        } else if (node != null && !(node instanceof Scalar scalar && scalar.isNull())) {
            throw refused(node.line(), "resources is " + node.description() + ", not a list");
        }
        return items;
    }

    private List<String> names() {
        return items().stream().map(KustomizationFile::name).toList();
    }

    private static String name(Scalar item) {
        return item.text().startsWith("./") ? item.text().substring(2) : item.text();
    }

    private String with(Collection<String> files) {
        List<String> present = names();
        TreeSet<String> missing = new TreeSet<>(files);
        present.forEach(missing::remove);
        if (missing.isEmpty()) {
            return text;
        }
        List<Scalar> items = items();
        if (items.isEmpty()) {
            return verified(withBlockList(missing), missing, List.of());
        }
        return verified(isFlow(items) ? withInFlow(items, missing) : withInBlock(items, missing), missing, List.of());
    }

    private static int placeOf(String file, List<Scalar> items, boolean sorted) {
        for (int i = 0; sorted && i < items.size(); i++) {
            if (name(items.get(i)).compareTo(file) > 0) {
                return i;
            }
        }
        return items.size();
    }

    /** Flow lists stay flow lists; new items are set apart as the first two are. */
    private String withInFlow(List<Scalar> items, Collection<String> missing) {
        boolean sorted = isSorted(names());
        String between =
                items.size() < 2 ? ", " : part(items.get(0).end(), items.get(1).start());
        String apart = between.contains("#") ? ", " : between;
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int i = 0; i <= items.size(); i++) {
            int at = i < items.size() ? items.get(i).start() : items.get(i - 1).end();
            result.append(part(copied, at));
            copied = at;
            for (String file : missing) {
                if (placeOf(file, items, sorted) == i) {
                    result.append(i < items.size() ? file + apart : apart + file);
                }
            }
        }
        return result.append(part(copied, text.codePointCount(0, text.length())))
                .toString();
    }

    private String part(int from, int to) {
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private String withInBlock(List<Scalar> items, Collection<String> missing) {
        boolean sorted = isSorted(names());
        String prefix = prefix(items.get(0));
        Map<Integer, List<String>> insertions = new LinkedHashMap<>();
        for (String file : missing) {
            int before = placeOf(file, items, sorted);
            int line = before < items.size()
                    ? aboveComments(items, before)
                    : items.get(items.size() - 1).line();
            insertions.computeIfAbsent(line, key -> new ArrayList<>()).add(prefix + file);
        }
        List<String> result = new ArrayList<>(lines.size() + missing.size());
        for (int i = 0; i <= lines.size(); i++) {
            result.addAll(insertions.getOrDefault(i, List.of()));
            if (i < lines.size()) {
                result.add(lines.get(i));
            }
        }
        return join(result);
    }

    /** The line above an item and the comments that belong to it. */
    private int aboveComments(List<Scalar> items, int index) {
        int line = items.get(index).line() - 1;
        int limit = index == 0 ? line : items.get(index - 1).line();
        while (line > limit && lines.get(line - 1).strip().startsWith("#")) {
            line--;
        }
        return line;
    }

    private String without(Set<String> files) {
        List<Scalar> items = items();
        List<Scalar> kept =
                items.stream().filter(item -> !files.contains(name(item))).toList();
        if (kept.size() == items.size()) {
            return text;
        }
        if (isFlow(items)) {
            return verified(withoutInFlow(items, files), List.of(), files);
        }
        List<String> result = new ArrayList<>(lines);
        if (kept.isEmpty()) {
            result.replaceAll(line -> line.startsWith(RESOURCES + ":") ? line.replaceFirst(":", ": []") : line);
        }
        for (int i = items.size() - 1; i >= 0; i--) {
            if (files.contains(name(items.get(i)))) {
                result.remove(items.get(i).line() - 1);
            }
        }
        return verified(join(result), List.of(), files);
    }

    private String withoutInFlow(List<Scalar> items, Set<String> files) {
        StringBuilder result = new StringBuilder();
        int copied = 0;
        int last = items.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (files.contains(name(items.get(i)))) {
                boolean isEnd = items.subList(i, items.size()).stream().allMatch(item -> files.contains(name(item)));
                int start =
                        isEnd && i > 0 ? items.get(i - 1).end() : items.get(i).start();
                int end = isEnd ? items.get(last).end() : items.get(i + 1).start();
                result.append(part(copied, start));
                copied = end;
                if (isEnd) {
                    break;
                }
            }
        }
        return result.append(part(copied, text.codePointCount(0, text.length())))
                .toString();
    }

    private boolean isFlow(List<Scalar> items) {
        if (items.isEmpty()) {
            return false;
        }
        String before =
                lines.get(items.get(0).line() - 1).substring(0, items.get(0).column() - 1);
        return !before.strip().equals("-");
    }

    private static boolean isSorted(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private String prefix(Scalar item) {
        return lines.get(item.line() - 1).substring(0, item.column() - 1);
    }

    /** Puts a list in the place of an empty one, or at the end. */
    private String withBlockList(Collection<String> files) {
        List<String> result = new ArrayList<>(lines);
        int key = keyLine();
        if (key < 0) {
            if (root.entries().containsKey(RESOURCES)) {
                throw refused(root.line(), "the key resources does not stand at the start of a line");
            }
            key = result.size();
            result.add(RESOURCES + ":");
        } else {
            result.set(key, EMPTY_VALUE.matcher(result.get(key)).replaceFirst("$1$2"));
        }
        result.addAll(key + 1, files.stream().map(file -> "- " + file).toList());
        return join(result);
    }

    private int keyLine() {
        int key = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(RESOURCES + ":")) {
                key = i;
            }
        }
        return key;
    }

    private String join(List<String> result) {
        String separator = text.contains("\r\n") ? "\r\n" : "\n";
        return String.join(separator, result) + separator;
    }

    /** The result must list what was listed, plus and minus what was asked for, and hold everything else as before. */
    private String verified(String result, Collection<String> added, Collection<String> removed) {
        KustomizationFile changed = new KustomizationFile(place, result);
        List<String> expected = new ArrayList<>(names());
        expected.removeAll(removed);
        expected.addAll(added);
        List<String> actual = new ArrayList<>(changed.names());
        expected.sort(null);
        actual.sort(null);
        if (!expected.equals(actual) || !others(root).equals(others(changed.root))) {
            throw refused(keyLine() + 1, "the list of resources is written in a form that is not understood");
        }
        return result;
    }

    private static Map<String, @Nullable Object> others(Mapping root) {
        Map<String, @Nullable Object> others = InputTree.toMap(root);
        others.remove(RESOURCES);
        return others;
    }
}
