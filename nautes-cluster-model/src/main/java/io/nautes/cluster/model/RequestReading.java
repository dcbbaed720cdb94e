package io.nautes.cluster.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import io.nautes.cluster.model.InputProblem.Kind;
import io.nautes.cluster.model.internal.json.Descriptions;
import io.nautes.cluster.model.internal.json.DocumentPath;
import io.nautes.cluster.model.internal.json.DocumentSource;
import io.nautes.cluster.model.internal.json.MismatchHandler;
import io.nautes.cluster.model.internal.json.TreeDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request and notes every mismatch instead of stopping at the first one. Pointers are in the API's names,
 * whatever the document's spelling.
 */
final class RequestReading implements MismatchHandler {
    /** How a request is written down. */
    private enum Form {
        API(Mappers.API_REQUEST_READER, 0, null),
        MANIFEST(Mappers.MANIFEST_READER, 1, "name");

        private final ObjectReader reader;
        private final int stepsBefore;
        private final @Nullable String otherField;

        Form(ObjectReader reader, int stepsBefore, @Nullable String otherField) {
            this.reader = reader;
            this.stepsBefore = stepsBefore;
            this.otherField = otherField;
        }
    }

    private final Form form;
    private final boolean isLenient;
    private final List<InputProblem> problems = new ArrayList<>();
    private final List<UnknownField> unknown = new ArrayList<>();
    private final MovedFields moved = new MovedFields();
    private boolean kindIsGiven;

    private record UnknownField(DocumentPath parent, String name, List<String> known, int index) {}

    private RequestReading(Form form, boolean isLenient) {
        this.form = form;
        this.isLenient = isLenient;
    }

    /** Reads the body of an API request. */
    static ParsedRequest read(DocumentSource source) {
        RequestReading reading = new RequestReading(Form.API, true);
        return reading.result(source, source.read(reading.reader(), ClusterRequest.class));
    }

    /** Reads the body of a request as the API server does: a number is not a string, and null is not a list. */
    static ParsedRequest readStrictly(DocumentSource source) {
        RequestReading reading = new RequestReading(Form.API, false);
        return reading.result(source, source.read(reading.reader(), ClusterRequest.class));
    }

    /** Reads the {@code spec} of a manifest. */
    static ParsedRequest readManifest(DocumentSource source) {
        RequestReading reading = new RequestReading(Form.MANIFEST, true);
        return reading.result(source, source.readField("spec", reading.reader(), ClusterRequest.class));
    }

    private ObjectReader reader() {
        return form.reader.withAttribute(ATTRIBUTE, this);
    }

    private ParsedRequest result(DocumentSource source, @Nullable ClusterRequest request) {
        if (request == null && problems.isEmpty()) {
            problems.add(new InputProblem(Kind.WRONG_TYPE, "", "null", "an object"));
        }
        if (!unknown.isEmpty()) {
            Object document = source.read(Mappers.TEXTS_READER, Object.class);
            unknown.forEach(field -> problems.set(field.index, problem(field, document)));
        }
        ClusterRequest read = request == null ? ClusterRequest.builder().build() : request;
        return new ParsedRequest(moved.addTo(read, problems), problems, kindIsGiven);
    }

    @Override
    public boolean acceptsAsText(JsonToken token, boolean isFreeText) {
        return isLenient && isFreeText && token.isNumeric();
    }

    /** The API server treats each list as a message, and the values of a map cannot be null messages. */
    @Override
    public boolean acceptsNullLists() {
        return isLenient;
    }

    @Override
    public void wrongType(JsonParser parser, String expected, boolean isSecret) throws IOException {
        String received = isSecret ? Descriptions.of(parser.currentToken()) : Descriptions.withText(parser);
        problems.add(new InputProblem(Kind.WRONG_TYPE, pointer(DocumentPath.of(parser)), received, expected));
    }

    @Override
    public void unknownField(DocumentPath parent, String name, Collection<Object> known, JsonParser value)
            throws IOException {
        boolean isAtTop = parent.steps().size() == form.stepsBefore;
        if (isAtTop && name.equals(form.otherField)) {
            return;
        }
        if (isAtTop && form == Form.MANIFEST && MovedFields.isMoved(name)) {
            moved.take(name, TreeDeserializer.readTexts(value), problems);
            return;
        }
        List<String> names = known.stream().map(String::valueOf).toList();
        UnknownField field = new UnknownField(parent, name, names, problems.size());
        unknown.add(field);
        problems.add(problem(field, Map.of()));
    }

    @Override
    public void found() {
        kindIsGiven = true;
    }

    /** Suggests a name that is not in use, if there is one; that takes the whole document. */
    private InputProblem problem(UnknownField field, @Nullable Object document) {
        Object parent = document;
        for (Object step : field.parent.steps()) {
            if (parent instanceof Map<?, ?> map) {
                parent = map.get(step);
            } else if (parent instanceof List<?> list && step instanceof Integer index) {
                parent = list.get(index);
            }
        }
        Map<?, ?> used = parent instanceof Map<?, ?> map ? map : Map.of();
        List<String> free =
                field.known.stream().filter(name -> !used.containsKey(name)).toList();
        String nearest = NearestName.of(field.name, free)
                .or(() -> NearestName.of(field.name, field.known))
                .orElse(null);
        return new InputProblem(
                Kind.UNKNOWN_FIELD, JsonPointers.child(pointer(field.parent), field.name), field.name, nearest);
    }

    private String pointer(DocumentPath path) {
        List<Object> steps = path.steps().subList(form.stepsBefore, path.steps().size());
        String pointer = "";
        for (int i = 0; i < steps.size(); i++) {
            Object step = steps.get(i);
            if (step instanceof Integer index) {
                pointer = JsonPointers.child(pointer, index);
            } else {
                String name = String.valueOf(step);
                pointer = JsonPointers.child(
                        pointer,
                        form == Form.API ? name : ManifestNames.toApi(Objects.toString(steps.get(0)), i, name));
            }
        }
        return pointer;
    }
}
