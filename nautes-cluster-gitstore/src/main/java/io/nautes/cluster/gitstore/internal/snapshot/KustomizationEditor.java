package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.InputTree;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An editor of the list of resources in a {@code kustomization.yaml}. It edits the text in place, so comments and
 * everything else that people wrote are kept. It verifies each edit by parsing the result.
 */
public final class KustomizationEditor {
    /** The name of a new file. */
    public static final String NAME = "kustomization.yaml";

    /** The names that kustomize looks for. */
    public static final Set<String> NAMES = Set.of(NAME, "kustomization.yml", "Kustomization");

    private static final String RESOURCES = "resources";

    /** The key with an empty value, and a comment. */
    private static final Pattern EMPTY_VALUE =
            Pattern.compile("^(resources:)[ \\t]*(?:\\[[ \\t]*]|null|~)?([ \\t]*(?:#.*)?)\\z");

    private static final Pattern BLOCK_ITEM = Pattern.compile("[ \\t]*-[ \\t]+");

    private final String location;
    private final YamlText text;
    private final Mapping root;
    private final List<Item> items;

    private KustomizationEditor(String location, String text) {
        this.location = location;
        this.text = new YamlText(text);
        this.root = parse(text);
        this.items = readItems();
    }

    /**
     * A resource in the list.
     *
     * @param name the path as kustomize reads it, without a leading {@code ./}
     * @param start the index in the text where it begins
     * @param end the index in the text where it ends
     */
    private record Item(String name, int start, int end) {}

    /**
     * Returns the text of a kustomization with resources added and removed.
     *
     * @param text the text of the file; {@code null} if there is no file
     * @param location the path of the file, for messages
     * @param added the names of the files to list
     * @param removed the names of the files to remove from the list
     * @return the new text
     * @throws RegistryException if the file cannot be edited safely
     */
    public static String edit(
            @Nullable String text, String location, Collection<String> added, Collection<String> removed) {
        String current = text == null || text.isBlank() ? CanonicalKustomization.EMPTY : text;
        List<String> plain = CanonicalKustomization.names(current);
        if (plain != null) {
            return CanonicalKustomization.text(CanonicalKustomization.changed(plain, added, removed));
        }
        if (!removed.isEmpty()) {
            current = new KustomizationEditor(location, current).without(new HashSet<>(removed));
        }
        return added.isEmpty() ? current : new KustomizationEditor(location, current).with(added);
    }

    private Mapping parse(String yaml) {
        try {
            InputNode node = YamlInput.parse(yaml);
            if (node instanceof Mapping mapping) {
                refuseAliases(mapping, Collections.newSetFromMap(new IdentityHashMap<>()));
                return mapping;
            }
            throw refused(node.line(), "it is " + node.description() + ", not an object");
        } catch (MalformedDocumentException e) {
            throw refused(e.line(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Refuses aliases. An edit in an aliased list or object would change every copy, and a few lines of aliases can
     * represent millions of nodes.
     */
    private void refuseAliases(InputNode node, Set<InputNode> seen) {
        if (node instanceof Scalar) {
            return;
        }
        if (!seen.add(node)) {
            throw refused(node.line(), node.description() + " is used again through an alias");
        }
        if (node instanceof Mapping mapping) {
            mapping.entries().values().forEach(value -> refuseAliases(value, seen));
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> refuseAliases(item, seen));
        }
    }

    private RegistryException refused(int line, String problem) {
        return refused(location, line, problem);
    }

    private static RegistryException refused(String location, int line, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                location + (line > 0 ? " line " + line : "") + " cannot be changed safely: " + problem
                        + "; fix the file in the repository");
    }

    private List<Item> readItems() {
        InputNode node = root.entries().get(RESOURCES);
        List<Item> found = new ArrayList<>();
        if (node instanceof Sequence sequence) {
            for (InputNode item : sequence.items()) {
                if (!(item instanceof Scalar scalar)) {
                    throw refused(item.line(), "a resource is " + item.description() + ", not a path");
                }
                String path = scalar.text();
                if (!found.isEmpty()
                        && text.index(scalar.start())
                                < found.get(found.size() - 1).end()) {
                    throw refused(scalar.line(), "a resource is used again through an alias");
                }
                found.add(new Item(
                        path.startsWith("./") ? path.substring(2) : path,
                        text.index(scalar.start()),
                        text.index(scalar.end())));
            }
        } else if (node != null && !(node instanceof Scalar scalar && scalar.isNull())) {
            throw refused(node.line(), "resources is " + node.description() + ", not a list");
        }
        return found;
    }

    private String with(Collection<String> files) {
        SortedSet<String> missing = new TreeSet<>(files);
        items.forEach(item -> missing.remove(item.name()));
        if (missing.isEmpty()) {
            return text.toString();
        }
        String result;
        if (items.isEmpty()) {
            result = withBlockList(missing);
        } else {
            result = isFlow() ? withInFlow(placed(missing)) : withInBlock(placed(missing));
        }
        return verified(result, missing, Set.of());
    }

    /**
     * Returns the new files by the index of the item to insert them before, which is the number of items for the end.
     */
    private SortedMap<Integer, List<String>> placed(SortedSet<String> missing) {
        TreeMap<Integer, List<String>> placed = new TreeMap<>();
        boolean sorted = isSorted();
        int next = 0;
        for (String file : missing) {
            while (next < items.size() && (!sorted || items.get(next).name().compareTo(file) < 0)) {
                next++;
            }
            placed.computeIfAbsent(next, key -> new ArrayList<>()).add(file);
        }
        return placed;
    }

    private boolean isSorted() {
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).name().compareTo(items.get(i).name()) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Edits a flow list, which remains one. New items are separated in the same way as the first two items. */
    private String withInFlow(SortedMap<Integer, List<String>> placed) {
        String between = items.size() < 2
                ? ", "
                : text.toString().substring(items.get(0).end(), items.get(1).start());
        String separator = between.contains("#") ? ", " : between;
        YamlText.Splice splice = text.new Splice();
        placed.forEach((index, files) -> {
            String joined = String.join(separator, files);
            if (index < items.size()) {
                int at = items.get(index).start();
                splice.replace(at, at, joined + separator);
            } else {
                int at = last().end();
                splice.replace(at, at, separator + joined);
            }
        });
        return splice.done();
    }

    private Item last() {
        return items.get(items.size() - 1);
    }

    private String withInBlock(SortedMap<Integer, List<String>> placed) {
        String prefix = prefix(items.get(0));
        if (!BLOCK_ITEM.matcher(prefix).matches()) {
            throw notUnderstood();
        }
        YamlText.Splice splice = text.new Splice();
        placed.forEach((index, files) -> splice.insertLines(
                index < items.size() ? aboveComments(index) : text.lineEnd(last().end() - 1),
                files.stream().map(file -> prefix + file).toList()));
        return splice.done();
    }

    /** Returns the start of the comments above an item, or of the item's line if it has no comments. */
    private int aboveComments(int index) {
        int start = text.lineStart(items.get(index).start());
        int limit = index == 0 ? start : text.lineEnd(items.get(index - 1).end() - 1);
        while (start > limit) {
            int above = text.lineStart(start - 1);
            if (above < limit
                    || !text.toString().substring(above, start).strip().startsWith("#")) {
                break;
            }
            start = above;
        }
        return start;
    }

    private String without(Set<String> files) {
        List<Item> kept =
                items.stream().filter(item -> !files.contains(item.name())).toList();
        if (kept.size() == items.size()) {
            return text.toString();
        }
        return verified(isFlow() ? withoutInFlow(files) : withoutInBlock(files, kept.isEmpty()), Set.of(), files);
    }

    private String withoutInBlock(Set<String> files, boolean isEmptied) {
        YamlText.Splice splice = text.new Splice();
        if (isEmptied) {
            int key = keyLine(items.get(0).start());
            if (key < 0) {
                throw notUnderstood();
            }
            int colon = key + RESOURCES.length() + 1;
            splice.replace(colon, colon, " []");
        }
        for (Item item : items) {
            if (files.contains(item.name())) {
                splice.replace(text.lineStart(item.start()), text.lineEnd(item.end() - 1), "");
            }
        }
        return splice.done();
    }

    private String withoutInFlow(Set<String> files) {
        int lastKept = items.size() - 1;
        while (lastKept >= 0 && files.contains(items.get(lastKept).name())) {
            lastKept--;
        }
        YamlText.Splice splice = text.new Splice();
        for (int i = 0; i < lastKept; i++) {
            if (files.contains(items.get(i).name())) {
                splice.replace(items.get(i).start(), items.get(i + 1).start(), "");
            }
        }
        if (lastKept < items.size() - 1) {
            int start =
                    lastKept < 0 ? items.get(0).start() : items.get(lastKept).end();
            splice.replace(start, last().end(), "");
        }
        return splice.done();
    }

    private boolean isFlow() {
        return !items.isEmpty() && !prefix(items.get(0)).strip().equals("-");
    }

    private String prefix(Item item) {
        return text.toString().substring(text.lineStart(item.start()), item.start());
    }

    /** Replaces an empty list, or adds a list at the end. */
    private String withBlockList(Collection<String> files) {
        List<String> lines = files.stream().map(file -> "- " + file).toList();
        String all = text.toString();
        YamlText.Splice splice = text.new Splice();
        int key = keyLine(all.length());
        if (key < 0) {
            if (root.entries().containsKey(RESOURCES)) {
                throw notUnderstood();
            }
            List<String> list = new ArrayList<>(List.of(RESOURCES + ":"));
            list.addAll(lines);
            return splice.insertLines(all.length(), list).done();
        }
        int end = text.contentEnd(key);
        splice.replace(key, end, EMPTY_VALUE.matcher(all.substring(key, end)).replaceFirst("$1$2"));
        return splice.insertLines(text.lineEnd(end), lines).done();
    }

    /** Returns the start of the last line before an index that contains the key of the list; -1 if no line contains it. */
    private int keyLine(int before) {
        String all = text.toString();
        String key = RESOURCES + ":";
        for (int at = all.lastIndexOf(key, before); at >= 0; at = at == 0 ? -1 : all.lastIndexOf(key, at - 1)) {
            if (at == 0 || text.isLineEnd(at)) {
                return at;
            }
        }
        return -1;
    }

    private RegistryException notUnderstood() {
        InputNode list = root.entries().get(RESOURCES);
        return refused(list == null ? 0 : list.line(), "the list of resources has a form that is not supported");
    }

    /**
     * Checks the result: its list must differ from the old list only by the requested changes, and everything else must
     * be the same.
     */
    private String verified(String result, Set<String> added, Set<String> removed) {
        KustomizationEditor changed = new KustomizationEditor(location, result);
        List<String> expected = new ArrayList<>(items.stream().map(Item::name).toList());
        expected.removeAll(removed);
        expected.addAll(added);
        List<String> actual =
                new ArrayList<>(changed.items.stream().map(Item::name).toList());
        expected.sort(null);
        actual.sort(null);
        if (!expected.equals(actual) || !others(root).equals(others(changed.root))) {
            throw notUnderstood();
        }
        return result;
    }

    private static Map<String, @Nullable Object> others(Mapping root) {
        Map<String, @Nullable Object> others = InputTree.toMap(root);
        others.remove(RESOURCES);
        return others;
    }
}
