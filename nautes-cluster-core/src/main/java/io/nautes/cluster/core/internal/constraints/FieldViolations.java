package io.nautes.cluster.core.internal.constraints;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.internal.finding.ConstraintText;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.constraint.ConstraintSeverity;
import io.nautes.cluster.model.constraint.OpenValue;
import io.nautes.cluster.model.constraint.Present;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotEmpty;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The violated constraints of one request, as findings by JSON pointer. */
public final class FieldViolations {
    static final FieldViolations NONE = new FieldViolations(new TreeMap<>(), List.of());

    /** The code of a finding whose constraint has a message instead of a message key. */
    private static final String ADDED_CODE = "constraint_violated";

    /** The pointer to the URL of the API server. */
    public static final String API_SERVER = "/api_server";

    private static final String HINT = "use a value that meets the constraint";

    private final NavigableMap<String, List<Finding>> standard;
    private final List<Finding> added;

    private FieldViolations(NavigableMap<String, List<Finding>> standard, List<Finding> added) {
        this.standard = standard;
        this.added = added;
    }

    static FieldViolations of(Collection<ConstraintViolation<ClusterRequest>> violations) {
        NavigableMap<String, List<Finding>> standard = new TreeMap<>();
        List<Finding> added = new ArrayList<>(0);
        for (ConstraintViolation<ClusterRequest> violation : violations) {
            Finding finding = finding(violation);
            if (isStandard(finding)) {
                standard.computeIfAbsent(finding.pointer(), pointer -> new ArrayList<>(1))
                        .add(finding);
            } else {
                added.add(finding);
            }
        }
        added.sort(Comparator.comparing(Finding::pointer));
        return new FieldViolations(standard, added);
    }

    /** Returns the findings at a pointer whose codes belong to the standard rules. */
    public List<Finding> at(String pointer) {
        return standard.getOrDefault(pointer, List.of());
    }

    /**
     * Returns whether there are findings whose codes belong to the standard rules and whose pointers start with a prefix.
     */
    public boolean hasAny(String prefix) {
        String first = standard.ceilingKey(prefix);
        return first != null && first.startsWith(prefix);
    }

    /** Returns the findings whose codes belong to the standard rules and whose pointers start with a prefix. */
    public List<Finding> all(String prefix) {
        List<Finding> findings = new ArrayList<>(0);
        for (Map.Entry<String, List<Finding>> entry : standard.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            findings.addAll(entry.getValue());
        }
        return findings;
    }

    /** Returns the findings of constraints that a program added, in the order of their pointers. */
    public List<Finding> added() {
        return added;
    }

    private static boolean isStandard(Finding finding) {
        return finding.text() instanceof ConstraintText;
    }

    private static Finding finding(ConstraintViolation<ClusterRequest> violation) {
        String pointer = pointer(violation.getPropertyPath());
        String received = received(violation, pointer);
        String code = code(violation.getMessageTemplate());
        String value = received == null ? null : Texts.shown(received);
        Severity severity = violation.getConstraintDescriptor().getPayload().contains(ConstraintSeverity.Warning.class)
                ? Severity.WARNING
                : Severity.ERROR;
        if (code != null && ConstraintText.isKnown(code)) {
            return new Finding(code, severity, pointer, value, new ConstraintText(code, shown(code, received)));
        }
        return new Finding(
                code == null ? ADDED_CODE : code,
                severity,
                pointer,
                value,
                FindingText.of(violation.getMessage(), HINT));
    }

    /** Returns the key of a message template that is one key in braces. */
    private static @Nullable String code(String template) {
        boolean isKey = template.length() > 2
                && template.startsWith("{")
                && template.indexOf('}') == template.length() - 1
                && template.indexOf('.') < 0;
        return isKey ? template.substring(1, template.length() - 1) : null;
    }

    /** Returns the value without secrets; {@code null} if it is missing or not a text. */
    private static @Nullable String received(ConstraintViolation<?> violation, String pointer) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        Object value = violation.getInvalidValue();
        if (constraint instanceof Present || (constraint instanceof NotEmpty && !isInContainer(violation))) {
            return null;
        }
        if (value instanceof OpenValue open) {
            return open.value();
        }
        return value instanceof String text ? pointer.equals(API_SERVER) ? Texts.withoutUserInfo(text) : text : null;
    }

    private static boolean isInContainer(ConstraintViolation<?> violation) {
        boolean isInContainer = false;
        for (Path.Node node : violation.getPropertyPath()) {
            isInContainer |= node.isInIterable();
        }
        return isInContainer;
    }

    /** Returns the received value for the text; for a malformed port, only the port. */
    private static @Nullable String shown(String code, @Nullable String received) {
        if (received != null && code.equals(FindingCode.API_SERVER_PORT_OUT_OF_RANGE.code())) {
            return ServerAddress.parse(received).port();
        }
        return received;
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                String key = node.getKey() instanceof ComponentCategory category
                        ? category.wireName()
                        : node.getKey().toString();
                // A violation by an empty key is reported at its map.
                pointer.append(key.isEmpty() ? "" : JsonPointers.child("", key));
            }
            if (node.getIndex() != null) {
                pointer.append(JsonPointers.child("", node.getIndex()));
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/');
                appendSnakeCase(pointer, name);
            }
        }
        return pointer.toString();
    }

    private static void appendSnakeCase(StringBuilder pointer, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                pointer.append('_').append(Character.toLowerCase(c));
            } else {
                pointer.append(c);
            }
        }
    }
}
