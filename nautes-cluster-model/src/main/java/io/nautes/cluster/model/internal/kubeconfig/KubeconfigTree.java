package io.nautes.cluster.model.internal.kubeconfig;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a kubeconfig as kubectl does. Of several documents, it takes the first. Immutable. */
public final class KubeconfigTree {
    private final Mapping root;
    private final int documents;

    private KubeconfigTree(Mapping root, int documents) {
        this.root = root;
        this.documents = documents;
    }

    /**
     * Reads a text.
     *
     * @throws MalformedDocumentException if it is not a kubeconfig; the message quotes nothing of it
     */
    public static KubeconfigTree read(String text) {
        List<InputNode> nodes;
        try {
            nodes = YamlInput.parseAll(text);
        } catch (MalformedDocumentException e) {
            throw new MalformedDocumentException("the kubeconfig is neither YAML nor JSON", e.line(), e.column());
        }
        if (nodes.isEmpty()) {
            throw new MalformedDocumentException("the kubeconfig is empty", 0, 0);
        }
        InputNode node = nodes.get(0);
        if (!(node instanceof Mapping mapping)) {
            throw new MalformedDocumentException("the kubeconfig is " + node.description() + ", not an object", 0, 0);
        }
        return new KubeconfigTree(mapping, nodes.size());
    }

    public Mapping root() {
        return root;
    }

    /** Returns the number of documents in the text. */
    public int documents() {
        return documents;
    }

    /** Returns the name of the current context. */
    public @Nullable String currentContext() {
        return emptyAsNull(string(root, "current-context"));
    }

    /** Returns the current context. */
    public @Nullable Mapping context() {
        String current = currentContext();
        return current == null ? null : named("contexts", current, "context");
    }

    /** Returns the cluster of the current context. */
    public @Nullable Mapping cluster() {
        Mapping context = context();
        String name = context == null ? null : string(context, "cluster");
        return name == null ? null : named("clusters", name, "cluster");
    }

    /** Returns the user of the current context. */
    public @Nullable Mapping user() {
        Mapping context = context();
        String name = context == null ? null : string(context, "user");
        return name == null ? null : named("users", name, "user");
    }

    /** Returns the names in a list. */
    public List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (Mapping entry : entries(list)) {
            String name = string(entry, "name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private @Nullable Mapping named(String list, String name, String key) {
        for (Mapping entry : entries(list)) {
            if (name.equals(string(entry, "name"))) {
                return entry.entries().get(key) instanceof Mapping mapping ? mapping : null;
            }
        }
        return null;
    }

    private List<Mapping> entries(String list) {
        List<Mapping> entries = new ArrayList<>();
        if (root.entries().get(list) instanceof Sequence sequence) {
            for (InputNode item : sequence.items()) {
                if (item instanceof Mapping mapping) {
                    entries.add(mapping);
                }
            }
        }
        return entries;
    }

    /** Returns the text of a scalar. */
    public static @Nullable String string(Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }

    /** Returns whether a value is {@code true}. */
    public static boolean isTrue(Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    public static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Returns that there is one, and nothing of it. */
    @Override
    public String toString() {
        return "KubeconfigTree[" + documents + " documents]";
    }
}
