package io.nautes.cluster.gitstore.internal.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A kustomization as the store writes it: a sorted list of files and nothing else. */
final class CanonicalKustomization {
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
    private static final String LIST = HEAD + "resources:\n";

    /** An empty list. Kustomize refuses a file whose list has no value, and the last cluster would never be removed. */
    static final String EMPTY = HEAD + "resources: []\n";

    private static final String ENDING = ".yaml";

    private CanonicalKustomization() {}

    /** Merges the few changes into a long list in one pass. Both must be sorted. */
    static List<String> changed(List<String> sorted, Collection<String> added, Collection<String> removed) {
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

    /**
     * Returns the listed files if the text is exactly what {@link #text} writes; {@code null} if not. Large files then
     * need not be parsed.
     */
    static @Nullable List<String> names(String text) {
        if (text.equals(EMPTY)) {
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

    /** Returns whether a name needs no quotes: it starts with a letter and ends with {@code .yaml}. */
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

    static String text(Collection<String> names) {
        if (names.isEmpty()) {
            return EMPTY;
        }
        StringBuilder plain = new StringBuilder(LIST);
        names.forEach(name -> plain.append("- ").append(name).append('\n'));
        return plain.toString();
    }
}
