package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.json.JsonReadContext;
import io.nautes.cluster.model.internal.yaml.InputNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands the nodes of a YAML document to databind as a stream of tokens. A tree of databind's {@code JsonNode} would lose
 * the positions of values and the text of numbers, such as {@code 030080}.
 */
public final class NodeParser extends ParserMinimalBase {
    private final InputNode root;
    private final Deque<Iterator<?>> open = new ArrayDeque<>();
    private JsonReadContext context = JsonReadContext.createRootContext(null);
    private InputNode current;
    private @Nullable InputNode pending;
    private @Nullable ObjectCodec codec;
    private boolean closed;

    /**
     * Creates a parser.
     *
     * @param root the document
     */
    public NodeParser(InputNode root) {
        super(StreamReadConstraints.defaults());
        this.root = root;
        this.current = root;
        this.pending = root;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        _currToken = next();
        return _currToken;
    }

    private @Nullable JsonToken next() throws IOException {
        if (pending != null) {
            InputNode value = pending;
            pending = null;
            return start(value);
        }
        Iterator<?> entries = open.peek();
        if (entries == null) {
            return null;
        }
        if (!entries.hasNext()) {
            open.pop();
            JsonToken end = context.inObject() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            context = context.getParent();
            return end;
        }
        Object entry = entries.next();
        if (entry instanceof Map.Entry<?, ?> field) {
            pending = (InputNode) field.getValue();
            context.setCurrentName((String) field.getKey());
            return JsonToken.FIELD_NAME;
        }
        context.expectComma();
        return start((InputNode) entry);
    }

    private JsonToken start(InputNode value) {
        current = value;
        if (value instanceof InputNode.Mapping mapping) {
            context = context.createChildObjectContext(value.line(), value.column());
            open.push(mapping.entries().entrySet().iterator());
            return JsonToken.START_OBJECT;
        }
        if (value instanceof InputNode.Sequence sequence) {
            context = context.createChildArrayContext(value.line(), value.column());
            open.push(sequence.items().iterator());
            return JsonToken.START_ARRAY;
        }
        InputNode.Scalar scalar = (InputNode.Scalar) value;
        return switch (scalar.type()) {
            case STRING -> JsonToken.VALUE_STRING;
            case NUMBER -> scalar.value() instanceof Double ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_NUMBER_INT;
            case BOOLEAN -> Boolean.TRUE.equals(scalar.value()) ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case NULL -> JsonToken.VALUE_NULL;
        };
    }

    @Override
    public String getText() {
        if (_currToken == JsonToken.FIELD_NAME) {
            return String.valueOf(context.getCurrentName());
        }
        return current instanceof InputNode.Scalar scalar ? scalar.text() : String.valueOf(_currToken.asString());
    }

    @Override
    public Number getNumberValue() throws IOException {
        if (current instanceof InputNode.Scalar scalar && scalar.value() instanceof Number number) {
            return number;
        }
        throw _constructError("not a number");
    }

    @Override
    public NumberType getNumberType() throws IOException {
        Number number = getNumberValue();
        if (number instanceof Integer) {
            return NumberType.INT;
        }
        if (number instanceof Long) {
            return NumberType.LONG;
        }
        return number instanceof BigInteger ? NumberType.BIG_INTEGER : NumberType.DOUBLE;
    }

    @Override
    public int getIntValue() throws IOException {
        return getNumberValue().intValue();
    }

    @Override
    public long getLongValue() throws IOException {
        return getNumberValue().longValue();
    }

    @Override
    public float getFloatValue() throws IOException {
        return getNumberValue().floatValue();
    }

    @Override
    public double getDoubleValue() throws IOException {
        return getNumberValue().doubleValue();
    }

    @Override
    public BigInteger getBigIntegerValue() throws IOException {
        return getDecimalValue().toBigInteger();
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        return new BigDecimal(getNumberValue().toString());
    }

    @Override
    public JsonStreamContext getParsingContext() {
        return context;
    }

    @Override
    public @Nullable String currentName() {
        JsonReadContext at = _currToken != null && _currToken.isStructStart() ? context.getParent() : context;
        return at.getCurrentName();
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public @Nullable String getCurrentName() {
        return currentName();
    }

    @Override
    public void overrideCurrentName(String name) {
        throw new UnsupportedOperationException("the names of a document cannot be changed");
    }

    @Override
    public JsonLocation currentTokenLocation() {
        return new JsonLocation(ContentReference.unknown(), -1, current.line(), current.column());
    }

    @Override
    public JsonLocation currentLocation() {
        return currentTokenLocation();
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public JsonLocation getTokenLocation() {
        return currentTokenLocation();
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public JsonLocation getCurrentLocation() {
        return currentTokenLocation();
    }

    @Override
    public char[] getTextCharacters() {
        return getText().toCharArray();
    }

    @Override
    public boolean hasTextCharacters() {
        return false;
    }

    @Override
    public int getTextLength() {
        return getText().length();
    }

    @Override
    public int getTextOffset() {
        return 0;
    }

    @Override
    public byte[] getBinaryValue(Base64Variant variant) {
        return variant.decode(getText());
    }

    @Override
    public @Nullable ObjectCodec getCodec() {
        return codec;
    }

    @Override
    public void setCodec(@Nullable ObjectCodec value) {
        codec = value;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    protected void _handleEOF() {
        _throwInternal();
    }

    @Override
    public void close() {
        closed = true;
        open.clear();
        pending = null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Describes the parser without its document, which may hold secrets. */
    @Override
    public String toString() {
        return "NodeParser[line " + root.line() + "]";
    }
}
