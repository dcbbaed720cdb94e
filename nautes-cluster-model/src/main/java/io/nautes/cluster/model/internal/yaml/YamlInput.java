package io.nautes.cluster.model.internal.yaml;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode.ScalarType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML (1.1, and what 1.2 has in common with it) into {@link InputNode}s. Aliases and merge keys are resolved.
 *
 * <p>The work is bounded: see {@link YamlLimits}. What goes beyond a limit is reported with its position.
 */
public final class YamlInput {
    private static final LoaderOptions OPTIONS = options();

    /** Read only; to make one for each document would take longer than to read a short one. */
    private static final Resolver RESOLVER = new BoundedResolver();

    private final IdentityHashMap<Node, Optional<InputNode>> converted = new IdentityHashMap<>();
    private final IdentityHashMap<InputNode, Long> sizes = new IdentityHashMap<>();
    private @Nullable ScalarValues values;
    private long repeated;

    private YamlInput() {}

    /**
     * Reads a stream of documents. Empty documents are left out.
     *
     * @param yaml the text
     * @return the roots of the documents
     * @throws MalformedDocumentException if it is not YAML, has a key twice, refers to itself, or exceeds a limit
     */
    public static List<InputNode> parseAll(String yaml) {
        InputNode plain = PlainYaml.readOrNull(yaml);
        if (plain != null) {
            return List.of(plain);
        }
        return composed(yaml);
    }

    /** Reads a stream of documents with SnakeYAML. */
    static List<InputNode> composed(String yaml) {
        List<InputNode> roots = new ArrayList<>();
        for (Node root : compose(yaml)) {
            InputNode node = new YamlInput().convert(root);
            if (!(node instanceof InputNode.Scalar scalar && scalar.isNull())) {
                roots.add(node);
            }
        }
        return roots;
    }

    /** Returns whether a plain text is a string, not a number, boolean, timestamp or {@code null}. */
    static boolean isString(String plain) {
        return RESOLVER.resolve(NodeId.scalar, plain, true).equals(Tag.STR);
    }

    private static List<Node> compose(String yaml) {
        YamlLimits.checkLines(yaml);
        try {
            List<Node> roots = new ArrayList<>();
            Composer composer =
                    new CountingComposer(new ParserImpl(new StreamReader(yaml), OPTIONS), RESOLVER, OPTIONS);
            while (composer.checkNode()) {
                roots.add(composer.getNode());
            }
            return roots;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw mark == null
                    ? new MalformedDocumentException("not YAML: " + e.getProblem(), 0, 0)
                    : at("not YAML: " + withoutContent(e, yaml, mark), mark);
        } catch (YAMLException e) {
            throw new MalformedDocumentException("not YAML: " + firstLine(String.valueOf(e.getMessage())), 0, 0);
        } catch (IllegalArgumentException e) {
            // SnakeYAML reports this, without a location, if a text ends within an escape in a tag.
            throw new MalformedDocumentException("not YAML: a tag, such as !name, is not complete", 0, 0);
        }
    }

    /**
     * Reads a text that holds exactly one document.
     *
     * @param yaml the text
     * @return the document's root
     * @throws MalformedDocumentException as {@link #parseAll}, or if there is no document or more than one
     */
    public static InputNode parse(String yaml) {
        List<InputNode> roots = parseAll(yaml);
        if (roots.size() != 1) {
            throw new MalformedDocumentException(
                    roots.isEmpty() ? "the document is empty" : "there is more than one document", 1, 1);
        }
        return roots.get(0);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(YamlLimits.MAX_DEPTH + 1);
        options.setCodePointLimit(YamlLimits.MAX_CODE_POINTS);
        // Repetition is limited by the size of what is repeated instead.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }

    private static String withoutContent(MarkedYAMLException e, String yaml, Mark mark) {
        String problem = e.getProblem() == null ? "" : firstLine(e.getProblem());
        if (problem.startsWith("expected ',' or ")) {
            return MissingComma.describe(yaml, mark.getLine() + 1, mark.getColumn() + 1);
        }
        int quoted = problem.indexOf("found undefined alias");
        return quoted >= 0 ? "an alias is used before its anchor" : problem;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static MalformedDocumentException at(String problem, Mark mark) {
        return new MalformedDocumentException(problem, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private InputNode convert(Node node) {
        Optional<InputNode> known = converted.get(node);
        if (known != null) {
            InputNode again = known.orElseThrow(() -> at("the document refers to itself", node.getStartMark()));
            repeat(sizes.getOrDefault(again, 1L), node.getStartMark());
            return again;
        }
        converted.put(node, Optional.empty());
        InputNode result;
        if (node instanceof MappingNode mapping) {
            result = mapping(mapping);
        } else if (node instanceof SequenceNode sequence) {
            List<InputNode> items = new ArrayList<>(sequence.getValue().size());
            sequence.getValue().forEach(item -> items.add(convert(item)));
            result = sized(new InputNode.Sequence(items, line(node), column(node)), items);
        } else {
            result = scalar((ScalarNode) node);
        }
        converted.put(node, Optional.of(result));
        return result;
    }

    /** Counts what an alias or a merge key writes out once more. */
    private void repeat(long size, Mark mark) {
        repeated += size;
        if (repeated > YamlLimits.MAX_REPEATED) {
            throw at(
                    "aliases and merge keys repeat more than " + YamlLimits.MAX_REPEATED
                            + " values; write out what is needed",
                    mark);
        }
    }

    private <T extends InputNode> T sized(T node, Collection<InputNode> children) {
        long size = 1;
        for (InputNode child : children) {
            size += sizes.getOrDefault(child, 1L);
        }
        sizes.put(node, size);
        return node;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static int column(Node node) {
        return node.getStartMark().getColumn() + 1;
    }

    private InputNode mapping(MappingNode node) {
        Map<String, InputNode> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw at("a key is not a scalar", tuple.getKeyNode().getStartMark());
            }
            if (keyNode.getTag().equals(Tag.MERGE)) {
                merged.add(tuple.getValueNode());
                continue;
            }
            InputNode previous = entries.put(keyNode.getValue(), convert(tuple.getValueNode()));
            if (previous != null) {
                // The key itself may be a secret that was pasted into the wrong line.
                throw at("a key is listed twice; remove one of the two lines", keyNode.getStartMark());
            }
        }
        merged.forEach(source -> merge(convert(source), entries, source));
        return sized(new InputNode.Mapping(entries, line(node), column(node)), entries.values());
    }

    private void merge(InputNode source, Map<String, InputNode> entries, Node position) {
        if (source instanceof InputNode.Mapping mapping) {
            repeat(mapping.entries().size(), position.getStartMark());
            mapping.entries().forEach(entries::putIfAbsent);
        } else if (source instanceof InputNode.Sequence sequence) {
            sequence.items().forEach(item -> merge(item, entries, position));
        } else {
            throw at("a merge key takes an object or a list of objects", position.getStartMark());
        }
    }

    private InputNode scalar(ScalarNode node) {
        Tag tag = node.getTag();
        ScalarType type;
        Object value = node.getValue();
        if (tag.equals(Tag.NULL)) {
            type = ScalarType.NULL;
        } else if (tag.equals(Tag.BOOL)) {
            value = value(node);
            type = value instanceof Boolean ? ScalarType.BOOLEAN : ScalarType.STRING;
        } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            value = value(node);
            type = value instanceof Number && !isOutOfRange(node, value) ? ScalarType.NUMBER : ScalarType.STRING;
        } else {
            type = ScalarType.STRING;
        }
        return new InputNode.Scalar(
                node.getValue(),
                type,
                type == ScalarType.STRING ? node.getValue() : value,
                line(node),
                column(node),
                node.getStartMark().getIndex(),
                node.getEndMark().getIndex());
    }

    /**
     * Returns whether a number is too large for a double. Go's reader, and so Nautes, treats it as a string, so it is
     * also written as one.
     */
    private static boolean isOutOfRange(ScalarNode node, Object value) {
        return value instanceof Double number
                && number.isInfinite()
                && node.getValue().chars().anyMatch(Character::isDigit);
    }

    private Object value(ScalarNode node) {
        if (node.getValue().length() > YamlLimits.MAX_NUMBER_LENGTH) {
            return node.getValue();
        }
        if (values == null) {
            values = new ScalarValues();
        }
        return values.of(node);
    }

    /** Takes a plain text that is too long for a number as a string, before patterns are matched against it. */
    private static final class BoundedResolver extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            boolean isLong = kind == NodeId.scalar && implicit && value.length() > YamlLimits.MAX_NUMBER_LENGTH;
            return isLong ? Tag.STR : super.resolve(kind, value, implicit);
        }
    }

    /** Counts nodes while they are composed, so that a short text cannot fill the memory. */
    private static final class CountingComposer extends Composer {
        private int inStream;
        private int inDocument;
        private int depth;

        CountingComposer(ParserImpl parser, Resolver resolver, LoaderOptions options) {
            super(parser, resolver, options);
        }

        @Override
        public Node getNode() {
            inDocument = 0;
            return super.getNode();
        }

        @Override
        protected Node composeScalarNode(String anchor, List<CommentLine> comments) {
            return counted(super.composeScalarNode(anchor, comments));
        }

        @Override
        protected Node composeSequenceNode(String anchor) {
            enter();
            Node node = counted(super.composeSequenceNode(anchor));
            depth--;
            return node;
        }

        @Override
        protected Node composeMappingNode(String anchor) {
            enter();
            Node node = counted(super.composeMappingNode(anchor));
            depth--;
            return node;
        }

        private void enter() {
            if (++depth > YamlLimits.MAX_DEPTH) {
                throw at(
                        "objects and lists are nested deeper than " + YamlLimits.MAX_DEPTH + " levels",
                        parser.peekEvent().getStartMark());
            }
        }

        private Node counted(Node node) {
            inStream++;
            inDocument++;
            if (inDocument > YamlLimits.MAX_NODES_OF_DOCUMENT || inStream > YamlLimits.MAX_NODES) {
                throw at(
                        "there are too many values: more than " + YamlLimits.MAX_NODES_OF_DOCUMENT
                                + " in one document, or " + YamlLimits.MAX_NODES + " in all",
                        node.getStartMark());
            }
            return node;
        }
    }

    /**
     * The library's conversion of numbers and booleans. A scalar that is neither, regardless of its tag, stays as
     * written.
     */
    private static final class ScalarValues extends SafeConstructor {
        ScalarValues() {
            super(new LoaderOptions());
        }

        Object of(ScalarNode node) {
            try {
                Object value = constructDocument(node);
                return value == null ? node.getValue() : value;
            } catch (IllegalArgumentException | YAMLException e) {
                return node.getValue();
            }
        }
    }
}
